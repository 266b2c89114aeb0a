import type { FigureDescription } from "@flambeau/plot";
import { toSvg } from "@flambeau/plot-vega";

/** Draws a figure so that it fills the width it is given. Vega is large, so this module is loaded when a figure is there. */
export async function drawFigure(figure: FigureDescription): Promise<string> {
  return (await toSvg(figure))
    .replace(/^<svg([^>]*?) width="[^"]*"/, "<svg$1")
    .replace(/^<svg([^>]*?) height="[^"]*"/, "<svg$1");
}
