import type { FigureLike } from "@flambeau/plot";
import { drawScene } from "./scene.js";
import { toVegaLite } from "./vega-lite.js";

/** A short name for a text, the same for the same text (FNV-1a). */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

/**
 * Renames the identifiers of clip paths, which Vega counts through all drawings of a process: each figure gets names of its
 * own, so that the same figure gives the same bytes and several figures live on one page.
 */
function ownNames(svg: string, prefix: string): string {
  const names = new Map<string, string>();
  for (const [, name] of svg.matchAll(/<(?:clipPath|linearGradient|radialGradient)[^>]* id="([^"]+)"/g)) {
    if (name !== undefined && !names.has(name)) names.set(name, `${prefix}-${names.size}`);
  }
  return svg.replace(/(id="|url\(#)([^")]+)/g, (whole, before: string, name: string) => {
    const own = names.get(name);
    return own === undefined ? whole : `${before}${own}`;
  });
}

/** Draws a figure as an SVG document, at once. */
export function drawSvg(figure: FigureLike): string {
  const { width, height } = "toJSON" in figure ? figure.toJSON() : figure;
  const specification = toVegaLite(figure);
  return ownNames(drawScene(specification, "white", width, height), `f${digest(JSON.stringify(specification))}`);
}

/**
 * Draws a figure as an SVG document of the figure's size, in Node and in browsers, without a DOM or a canvas. The same figure
 * gives the same text.
 *
 * @example
 * const [fig, ax] = subplots();
 * ax.plot([1, 2, 3], [1, 4, 9], "o-");
 * (await toSvg(fig)).startsWith("<svg xmlns=") // => true
 */
export async function toSvg(figure: FigureLike): Promise<string> {
  return drawSvg(figure);
}
