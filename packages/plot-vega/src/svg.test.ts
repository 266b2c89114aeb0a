import { subplots } from "@flambeau/plot";
import { compile } from "vega-lite";
import { expect, test } from "vitest";
import { toSvg } from "./svg.js";
import { toVegaLite } from "./vega-lite.js";

function line(): ReturnType<typeof subplots<1, 1>> {
  const made = subplots();
  made[1].plot([0, 1, 2], [0, 1, 4], "ro-", { label: "squares" });
  return made;
}

test("the same figure gives the same bytes, whatever was drawn before", async () => {
  const [fig, ax] = line();
  const first = await toSvg(fig);
  await toSvg(subplots(2, 2)[0]);
  expect(await toSvg(JSON.parse(JSON.stringify(fig)))).toBe(first);
  ax.setTitle("other");
  expect(await toSvg(fig)).not.toBe(first);
});

test("drawings on one page do not share names", async () => {
  const names = async (title: string): Promise<Set<string>> => {
    const svg = await toSvg(line()[0].suptitle(title));
    const found = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!));
    for (const [, used] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(found).toContain(used);
    expect(found.size).toBeGreaterThan(0);
    return found;
  };
  const [first, second] = [await names("one"), await names("two")];
  expect([...first].filter((name) => second.has(name))).toEqual([]);
});

test("the specification is plain JSON, compiles without a warning and keeps text as it is", async () => {
  const [fig, ax] = line();
  ax.setTitle('<b> & "quotes"').setXlabel("épochs λ");
  const specification = toVegaLite(fig);
  expect(JSON.parse(JSON.stringify(specification))).toEqual(specification);
  const warnings: unknown[] = [];
  const logger = {
    warn: (...values: unknown[]) => {
      warnings.push(values);
      return logger;
    },
    info: () => logger,
    debug: () => logger,
    error: () => logger,
    level: () => logger,
  };
  compile(specification, { logger: logger as never });
  expect(warnings).toEqual([]);
  const svg = await toSvg(fig);
  expect(svg).toContain('&lt;b&gt; &amp; "quotes"');
  expect(svg).toContain(">épochs λ</text>");
});

test("axes are those that all adapters share", () => {
  const [fig, ax] = subplots();
  ax.plot([0, 10], [1, 1000]).setYscale("log");
  const text = JSON.stringify(toVegaLite(fig));
  expect(text).toContain('"domain":[-0.5,10.5]');
  expect(text).toContain('"type":"log"');
  expect(text).toContain("10³");
});

test("a heat map is one image, whatever its size", async () => {
  const [fig, ax] = subplots();
  ax.imshow(Array.from({ length: 60 }, (_, row) => Array.from({ length: 80 }, (_, column) => row * column)));
  const svg = await toSvg(fig);
  expect(svg.match(/<image /g)).toHaveLength(1);
  expect(svg.length).toBeLessThan(20_000);
});

test("a long loss history is drawn as small as its picture", async () => {
  const [fig, ax] = subplots();
  ax.plot(Array.from({ length: 100_000 }, (_, epoch) => 1 / (1 + epoch) + 0.001 * Math.sin(epoch)));
  expect((await toSvg(fig)).length).toBeLessThan(60_000);
});
