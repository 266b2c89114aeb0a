import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Figure, subplots } from "@flambeau/plot";
import { Resvg } from "@resvg/resvg-js";
import { afterEach, expect, test, vi } from "vitest";
import { savefig, toPng, toSvg } from "./index.node.js";

afterEach(() => vi.doUnmock("node:module"));

function titled(title: string): Figure {
  const [fig, ax] = subplots(1, 1, { figsize: [3, 2] });
  ax.plot([0, 1, 2], [0, 1, 4]).setTitle(title);
  return fig;
}

/** Width and height, as a PNG says them. */
function sizeOf(png: Uint8Array): number[] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

/** How light the pixels of a picture are, row by row. */
async function pixelsOf(figure: Figure): Promise<Uint8Array> {
  const href = `data:image/png;base64,${Buffer.from(await toPng(figure)).toString("base64")}`;
  const page = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><image href="${href}"/></svg>`;
  return new Resvg(page).render().pixels.filter((_, at) => at % 4 === 0);
}

test("a picture has the size of its figure, at any density", async () => {
  expect(sizeOf(await toPng(titled("a")))).toEqual([300, 200]);
  expect(sizeOf(await toPng(titled("a"), { dpi: 250 }))).toEqual([750, 500]);
  for (const dpi of [0, -1, Number.NaN, 1e5])
    await expect(toPng(titled("a"), { dpi })).rejects.toThrow(
      `toPng: \`dpi\` must be above 0 and at most 10000, got ${dpi}`,
    );
});

test("text is there, and the same figure gives the same bytes", async () => {
  const ink = async (title: string) => (await pixelsOf(titled(title))).filter((light) => light < 100).length;
  const [blank, short, long] = [await ink(" "), await ink("Loss"), await ink("épochs λ → 10⁻³")];
  expect(short - blank).toBeGreaterThan(50);
  expect(long - blank).toBeGreaterThan(2 * (short - blank));
  expect(await toPng(titled("Loss"))).toEqual(await toPng(titled("Loss")));
});

test("pixels of heat maps stay sharp", async () => {
  const [fig, ax] = subplots(1, 1, { figsize: [3, 2] });
  ax.imshow([[0, 1]], { cmap: "gray", aspect: "auto" })
    .setXticks([])
    .setYticks([]);
  const row = (await pixelsOf(fig)).subarray(100 * 300, 101 * 300);
  const [dark, grey] = [
    row.filter((light) => light < 30).length,
    row.filter((light) => light >= 30 && light < 225).length,
  ];
  expect(dark).toBeGreaterThan(80);
  expect(grey).toBeLessThan(6);
});

test("savefig writes what the ending says", async () => {
  const folder = mkdtempSync(join(tmpdir(), "flambeau-figures-"));
  const fig = titled("Loss");
  await savefig(fig, join(folder, "a.svg"));
  await savefig(fig, join(folder, "b.PNG"), { dpi: 200 });
  expect(readFileSync(join(folder, "a.svg"), "utf8")).toBe(await toSvg(fig));
  expect(sizeOf(readFileSync(join(folder, "b.PNG")))).toEqual([600, 400]);
  rmSync(folder, { recursive: true });
  await expect(savefig(fig, "loss")).rejects.toThrow("savefig: `path` must end in .svg or .png, got loss");
});

test("without resvg the remedy is named, and notebooks still have SVG", async () => {
  vi.resetModules();
  vi.doMock("node:module", () => ({
    createRequire: () => () => {
      throw Object.assign(new Error("Cannot find module"), { code: "MODULE_NOT_FOUND" });
    },
  }));
  const bare = await import("./index.node.js");
  const remedy = "toPng: a PNG is drawn by resvg, which is not installed; run `npm i @resvg/resvg-js`";
  await expect(bare.toPng(titled("a"))).rejects.toThrow(remedy);
  const plot = await import("@flambeau/plot");
  const shown = (plot.figure() as unknown as Record<symbol, () => object>)[Symbol.for("Jupyter.display")]!();
  expect(Object.keys(shown)).toEqual(["text/plain", "image/svg+xml"]);
});

test("in a page the remedy is named", async () => {
  vi.resetModules();
  const page = await import("./index.js");
  await expect(page.toPng(titled("a"))).rejects.toThrow(/^toPng: needs Node; in a page take the text of `toSvg`/);
  await expect(page.savefig(titled("a"), "a.svg")).rejects.toThrow(/^savefig: needs Node/);
});
