import type { FigureLike } from "@flambeau/plot";
import { type Platform, platformFor } from "./platform.js";
import { drawSvg } from "./svg.js";

/** How fine a picture is. */
export interface PngOptions {
  /** Pixels to the inch. Default: 100, one pixel for each of the figure's. */
  readonly dpi?: number;
}

/** Pixels of the picture for one of the figure. */
function zoomOf(operation: string, { dpi = 100 }: PngOptions): number {
  if (!(dpi > 0 && dpi <= 10_000))
    throw new Error(`${operation}: \`dpi\` must be above 0 and at most 10000, got ${dpi}`);
  return dpi / 100;
}

function draw(operation: string, platform: Platform, figure: FigureLike, zoom: number): Uint8Array {
  const bytes = platform.png(drawSvg(figure), zoom);
  if (bytes === null)
    throw new Error(`${operation}: a PNG is drawn by resvg, which is not installed; run \`npm i @resvg/resvg-js\``);
  return bytes;
}

/**
 * Draws a figure as a PNG file, in Node: with resvg, an optional peer dependency, and DejaVu Sans, which this package holds, so
 * that the picture is the same on every machine. Only signs that DejaVu lacks, as those of East Asia, come from the system's fonts.
 *
 * @throws {Error} in a page, and where `@resvg/resvg-js` is not installed
 * @example
 * const [fig, ax] = subplots();
 * ax.plot([1, 2, 3], [1, 4, 9], "o-");
 * const picture = await toPng(fig, { dpi: 200 });
 * String.fromCharCode(...picture.subarray(1, 4)) // => PNG
 */
export async function toPng(figure: FigureLike, options: PngOptions = {}): Promise<Uint8Array> {
  const zoom = zoomOf("toPng", options);
  return draw("toPng", platformFor("toPng"), figure, zoom);
}

/**
 * Draws a figure into a file, in Node: SVG or PNG, as the ending of `path` says.
 *
 * @throws {Error} for other endings, in a page, and for PNG where `@resvg/resvg-js` is not installed
 * @example
 * await savefig(figure(), "loss.jpg").catch((error) => error.message)
 * // => savefig: `path` must end in .svg or .png, got loss.jpg
 */
export async function savefig(figure: FigureLike, path: string, options: PngOptions = {}): Promise<void> {
  const zoom = zoomOf("savefig", options);
  const ending = /\.(svg|png)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === undefined) throw new Error(`savefig: \`path\` must end in .svg or .png, got ${path}`);
  const platform = platformFor("savefig");
  await platform.write(path, ending === "svg" ? drawSvg(figure) : draw("savefig", platform, figure, zoom));
}
