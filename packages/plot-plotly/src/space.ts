import type { SpaceMark, SurfaceMark } from "@flambeau/plot";
import { labelled, pointsOf } from "./flat.js";
import type { PlotlyTrace } from "./plotly.js";
import { colorscale } from "./style.js";

/** The trace of one mark of three-dimensional axes. */
export function spaceTrace(mark: SpaceMark, scene: string): PlotlyTrace {
  if (mark.type === "surface") return surface(mark, scene);
  return { ...pointsOf(mark, true), type: "scatter3d", scene };
}

function surface(mark: SurfaceMark, scene: string): PlotlyTrace {
  const { x, y, z, coloring, color, alpha, label, wireframe } = mark;
  const shared = { type: "surface", x, y, z, opacity: alpha, showscale: false, ...labelled(label), scene } as const;
  if (wireframe) {
    const lines = { show: true, color, width: 1 };
    return { ...shared, hidesurface: true, contours: { x: lines, y: lines } };
  }
  if (coloring === null)
    return {
      ...shared,
      colorscale: [
        [0, color],
        [1, color],
      ],
    };
  return { ...shared, cmin: coloring.min, cmax: coloring.max, colorscale: colorscale(coloring) };
}
