import { expect, test } from "vitest";
import { toSvg } from "../src/index.js";
import { gallery } from "./gallery.js";

/** The texts that a reader sees. */
function texts(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]!);
}

test.each(Object.keys(gallery))("%s", async (name) => {
  const figure = gallery[name]!();
  const svg = await toSvg(figure);
  expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
  for (const axes of figure.toJSON().axes) {
    for (const text of [axes.title, axes.x.label, axes.y.label, axes.colorbar?.label]) {
      if (text) expect(texts(svg)).toContain(text);
    }
    for (const mark of axes.marks) {
      if (axes.legend && "label" in mark && mark.label)
        expect(svg).toContain(`>${mark.label.replace("<", "&lt;").replace(">", "&gt;")}</text>`);
    }
  }
  await expect(svg).toMatchFileSnapshot(`figures/${name}.svg`);
});
