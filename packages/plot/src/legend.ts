import type {
  Axes3DDescription,
  AxesDescription,
  FlatMark,
  LegendLocation,
  LineStyle,
  Marker,
  SpaceMark,
} from "./description.js";

/** One line of a legend: the sign of a mark and what it means. */
export interface LegendEntry {
  readonly label: string;
  /** A filled patch stands for bars and surfaces, a line with or without marker for the others. */
  readonly symbol: "line" | "patch";
  readonly color: string;
  readonly style: LineStyle;
  readonly width: number;
  readonly marker: Marker | null;
  readonly markerSize: number;
  readonly alpha: number;
}

/** A legend whose place is decided. */
export interface ResolvedLegend {
  readonly location: Exclude<LegendLocation, "best">;
  readonly entries: readonly LegendEntry[];
}

/** The rows of the legend: one per mark with a label. */
export function legendEntries(marks: readonly (FlatMark | SpaceMark)[]): LegendEntry[] {
  return marks.flatMap((mark): LegendEntry[] => {
    if (!("label" in mark) || mark.label === null) return [];
    const shared = { label: mark.label, alpha: mark.alpha };
    switch (mark.type) {
      case "line": {
        const { color, style, width, marker, markerSize } = mark;
        return [{ ...shared, symbol: "line", color, style, width, marker, markerSize }];
      }
      case "rule": {
        const { color, style, width } = mark;
        return [{ ...shared, symbol: "line", color, style, width, marker: null, markerSize: 0 }];
      }
      case "scatter": {
        const color = typeof mark.colors === "string" ? mark.colors : (mark.colors[0] ?? "#000000");
        const size = typeof mark.sizes === "number" ? mark.sizes : (mark.sizes[0] ?? 36);
        return [
          {
            ...shared,
            symbol: "line",
            color,
            style: "none",
            width: 0,
            marker: mark.marker,
            markerSize: Math.sqrt(size),
          },
        ];
      }
      default:
        return [
          { ...shared, symbol: "patch", color: mark.color, style: "none", width: 0, marker: null, markerSize: 0 },
        ];
    }
  });
}

/** In the order in which matplotlib tries them; each as the place of the legend's centre, from 0 to 1 along both axes. */
const places: readonly [Exclude<LegendLocation, "best">, number, number][] = [
  ["upper right", 1, 1],
  ["upper left", 0, 1],
  ["lower left", 0, 0],
  ["lower right", 1, 0],
  ["center left", 0, 0.5],
  ["center right", 1, 0.5],
  ["lower center", 0.5, 0],
  ["upper center", 0.5, 1],
  ["center", 0.5, 0.5],
];

/**
 * Decides where `"best"` is: the first place that covers the fewest points of the marks. `width` and `height` are those
 * of the legend as shares of the axes, `points` the places of the marks from 0 to 1.
 */
export function placeLegend(
  axes: AxesDescription | Axes3DDescription,
  entries: readonly LegendEntry[],
  size: { readonly width: number; readonly height: number },
  points: readonly (readonly [number, number])[],
): ResolvedLegend | null {
  if (axes.legend === null || entries.length === 0) return null;
  if (axes.legend.location !== "best") return { location: axes.legend.location, entries };
  let best: Exclude<LegendLocation, "best"> = "upper right";
  let fewest = Number.POSITIVE_INFINITY;
  for (const [location, x, y] of places) {
    const [left, bottom] = [x * (1 - size.width), y * (1 - size.height)];
    const covered = points.filter(
      ([px, py]) => px >= left && px <= left + size.width && py >= bottom && py <= bottom + size.height,
    ).length;
    if (covered < fewest) [best, fewest] = [location, covered];
  }
  return { location: best, entries };
}
