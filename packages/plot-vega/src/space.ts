import { project, type ResolvedAxes3D, type SceneShape } from "@flambeau/plot";
import { asPixels, colors, type Layer, pairs, pixels } from "./layer.js";
import { pixelsPerPoint, pointMark, pointSize, strokeDash, tenths } from "./style.js";

const rounded = (x: number, y: number): [number, number] => [tenths(x), tenths(y)];

function lineLayer(lines: readonly (readonly number[])[], look: Layer): Layer {
  const coordinates = lines.map((line) => pairs(line, rounded));
  return {
    data: { values: [{ type: "Feature", geometry: { type: "MultiLineString", coordinates } }] },
    projection: asPixels,
    mark: { type: "geoshape", filled: false, ...look },
  };
}

function polygonLayer(
  polygons: readonly { readonly points: readonly number[]; readonly color: string }[],
  look: Layer,
): Layer {
  const values = polygons.map(({ points, color }) => {
    const ring = pairs(points, rounded);
    return {
      type: "Feature",
      color,
      geometry: { type: "Polygon", coordinates: [[...ring, ring[0]]] },
    };
  });
  return {
    data: { values },
    projection: asPixels,
    mark: { type: "geoshape", ...look },
    encoding: { fill: colors("color"), stroke: colors("color") },
  };
}

/** Whether two shapes can share a layer. */
function alike(a: SceneShape, b: SceneShape): boolean {
  if (a.kind === "polygon") return b.kind === "polygon" && a.alpha === b.alpha;
  return a.kind === "marker" && b.kind === "marker" && a.alpha === b.alpha && a.marker === b.marker;
}

function shapeLayer(shapes: readonly SceneShape[]): Layer {
  const first = shapes[0] as SceneShape;
  const opacity = first.alpha;
  switch (first.kind) {
    case "polygon":
      // A thin edge in its own colour closes the seams between faces.
      return polygonLayer(shapes as readonly (SceneShape & { kind: "polygon" })[], { strokeWidth: 0.5, opacity });
    case "polyline": {
      const strokeWidth = tenths(first.width * pixelsPerPoint);
      const dash = strokeDash(first.style, strokeWidth);
      return lineLayer([first.points], { stroke: first.color, strokeWidth, strokeDash: dash, opacity });
    }
    case "marker":
      return {
        data: {
          values: (shapes as readonly (SceneShape & { kind: "marker" })[]).map(({ points, color, size }) => ({
            x: tenths(points[0] as number),
            y: tenths(points[1] as number),
            color,
            size: pointSize(first.marker, size),
          })),
        },
        mark: { type: "point", ...pointMark(first.marker), opacity },
        encoding: { x: pixels("x"), y: pixels("y"), color: colors("color"), size: pixels("size") },
      };
  }
}

/** The layers of three-dimensional axes, in drawing order. */
export function spaceLayers(axes: ResolvedAxes3D, width: number, height: number): Layer[] {
  // small axes keep most of their room for what they show
  const margin = Math.min(46, Math.max(28, 0.11 * Math.min(width, height)));
  const scene = project(axes, { width, height, margin, tickLength: 5, labelDistance: 42 });
  const groups: SceneShape[][] = [];
  for (const shape of scene.shapes) {
    const group = groups.at(-1);
    if (group !== undefined && alike(group[0] as SceneShape, shape)) group.push(shape);
    else groups.push([shape]);
  }
  return [
    polygonLayer(
      scene.walls.map((points) => ({ points, color: "#f4f4f4" })),
      { strokeWidth: 0 },
    ),
    lineLayer(scene.grid, { stroke: "#d0d0d0", strokeWidth: 0.8 }),
    lineLayer(scene.edges, { stroke: "#000000", strokeWidth: 1 }),
    ...groups.map(shapeLayer),
    ...(["start", "middle", "end"] as const).map((align) => ({
      data: {
        values: scene.texts
          .filter((text) => text.anchor === align)
          .map(({ text, x, y, role }) => ({ text, x: tenths(x), y: tenths(y), size: role === "tick" ? 11 : 13 })),
      },
      mark: { type: "text", align, baseline: "middle" },
      encoding: { x: pixels("x"), y: pixels("y"), text: { field: "text", type: "nominal" }, size: pixels("size") },
    })),
  ];
}
