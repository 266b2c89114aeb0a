import type { FigureDescription } from "@flambeau/plot";
import { toSvg } from "@flambeau/plot-vega";

/** On a phone a figure is drawn smaller by this, so that its letters are not. */
const narrow = 0.66;

/** Draws a figure so that it fills the width it is given. Vega is large, so this module is loaded when a figure is there. */
export async function drawFigure(figure: FigureDescription): Promise<string> {
  const size = matchMedia("(max-width: 40rem)").matches ? narrow : 1;
  const { width, height } = figure;
  return (await toSvg({ ...figure, width: Math.round(width * size), height: Math.round(height * size) }))
    .replace(/^<svg([^>]*?) width="[^"]*"/, "<svg$1")
    .replace(/^<svg([^>]*?) height="[^"]*"/, "<svg$1");
}
