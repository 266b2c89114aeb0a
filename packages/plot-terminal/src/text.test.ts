import { subplots } from "@flambeau/plot";
import { afterEach, expect, test, vi } from "vitest";
import { toText } from "./text.js";

const size = { width: 30, height: 10, color: false };

/** The plot without axes: what stands right of the line down to the floor. */
function inside(text: string): string[] {
  return text.split("\n").flatMap((line) => /[│┤](.*)$/.exec(line)?.[1] ?? []);
}

test("a rising line goes from the lower left to the upper right", () => {
  const [fig, ax] = subplots();
  ax.plot([0, 1], [0, 1]);
  const columns = inside(toText(fig, size))
    .map((line) => line.search(/[⠁-⣿]/))
    .filter((column) => column >= 0);
  expect(columns.length).toBeGreaterThan(4);
  expect(columns).toEqual([...columns].sort((a, b) => b - a));
});

test("limits cut what lies outside, and turn the axes", () => {
  const [fig, ax] = subplots();
  ax.scatter([0, 1, 5], [0, 1, 5], { marker: "x" }).setXlim(2, -0.5).setYlim(-0.5, 2);
  const rows = inside(toText(fig, size));
  const places = rows.flatMap((row) => (row.includes("×") ? [row.indexOf("×")] : []));
  expect(places).toHaveLength(2);
  expect(places[0]).toBeLessThan(places[1]!);
});

test("an image has its first row at the top, and more ink where it is light", () => {
  const [fig, ax] = subplots();
  ax.imshow(
    [
      [0, 1],
      [1, 1],
    ],
    { cmap: "gray", aspect: "auto" },
  );
  const rows = inside(toText(fig, size));
  expect(rows[0]).toMatch(/^·+█+$/);
  expect(rows.at(-1)).toMatch(/^█+$/);
});

test("a hole of a filled contour stays open", () => {
  const [fig, ax] = subplots();
  const side = [-2, -1, 0, 1, 2];
  ax.contourf(
    side,
    side,
    side.map((y) => side.map((x) => x * x + y * y)),
    { levels: [1.5, 5, 9], cmap: "gray" },
  );
  const middle = inside(toText(fig, { ...size, height: 16 }))[6]!;
  expect(middle).toMatch(/^[░▒▓█·]+ +[░▒▓█·]+$/);
});

test("missing values break a line and leave an image blank", () => {
  const [fig, ax] = subplots();
  ax.imshow([[0, Number.NaN]], { aspect: "auto" });
  expect(inside(toText(fig, size))[0]).toMatch(/^·+$/);
});

test("the same figure gives the same text, from its description too", () => {
  const [fig, ax] = subplots();
  ax.plot([3, 1, 2], "o-", { label: "a" }).legend();
  const text = toText(fig, size);
  expect(toText(fig, size)).toBe(text);
  expect(toText(JSON.parse(JSON.stringify(fig)), size)).toBe(text);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

test.each([
  [true, {}, true],
  [true, { NO_COLOR: "1" }, false],
  [true, { TERM: "dumb" }, false],
  [false, {}, false],
])("by default colours follow the terminal (TTY %s, %o)", (isTTY, env, colored) => {
  vi.stubGlobal("process", { env, stdout: { isTTY } });
  const [fig, ax] = subplots();
  ax.plot([1, 2]);
  expect(toText(fig).includes("\x1b[")).toBe(colored);
});

test("it needs no process", () => {
  vi.stubGlobal("process", undefined);
  expect(toText(subplots()[0])).toContain("┤");
});

test("black and white take the colour of the terminal", () => {
  const [fig, ax] = subplots();
  ax.plot([1, 2], "k").plot([2, 1], "w");
  expect(toText(fig, { ...size, color: true })).not.toContain("\x1b[");
});

test.each([
  [{ width: 10 }, "toText: `width` must be a whole number >= 20, got 10"],
  [{ height: 7.5 }, "toText: `height` must be a whole number >= 8, got 7.5"],
])("%o is refused", (options, message) => {
  expect(() => toText(subplots()[0], options)).toThrow(new Error(message));
});
