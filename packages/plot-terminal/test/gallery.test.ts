import { expect, test } from "vitest";
import { toText } from "../src/index.js";
import { gallery } from "./gallery.js";

const size = { width: 72, height: 18 };

test.each(Object.keys(gallery))("%s", async (name) => {
  const figure = gallery[name]!();
  const text = toText(figure, { ...size, color: false });
  const lines = text.split("\n");
  for (const line of lines) {
    expect([...line].length).toBeLessThanOrEqual(size.width);
    expect(line).toBe(line.trimEnd());
  }
  const description = figure.toJSON();
  expect(lines.length).toBeLessThanOrEqual(description.axes.length * (size.height + 1) + 1);
  for (const { title, x, y } of description.axes) {
    for (const word of [title, x.label, y.label]) if (word) expect(text).toContain(word);
  }
  await expect(`${text}\n`).toMatchFileSnapshot(`figures/${name}.txt`);
});

test("colours change how the signs look, not what they are, and end with their line", () => {
  const figure = gallery["line"]!();
  const plain = toText(figure, { ...size, color: false }).split("\n");
  const colored = toText(figure, { ...size, color: true }).split("\n");
  expect(colored.some((line) => line.includes("\x1b[38;5;"))).toBe(true);
  colored.forEach((line, row) => {
    const [start, ...parts] = line.split("\x1b[");
    const codes = parts.map((part) => part.slice(0, part.indexOf("m")));
    const signs = parts.map((part) => part.slice(part.indexOf("m") + 1));
    expect([start, ...signs].join("").trimEnd()).toBe(plain[row]);
    expect(codes.at(-1) ?? "0").toBe("0");
  });
});
