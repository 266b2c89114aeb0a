/** A number of a description; `null` stands for a missing point (NaN and infinities, which JSON cannot hold). */
export type Value = number | null;

/** How a line is stroked; `"none"` draws only the markers. */
export type LineStyle = "solid" | "dashed" | "dashdot" | "dotted" | "none";

/** The shape drawn at each point, by matplotlib's letters. */
export type Marker =
  | "."
  | ","
  | "o"
  | "v"
  | "^"
  | "<"
  | ">"
  | "s"
  | "p"
  | "P"
  | "*"
  | "h"
  | "+"
  | "x"
  | "X"
  | "D"
  | "d"
  | "|"
  | "_";

/** Points joined by a line, with or without markers; `z` is there on three-dimensional axes. */
export interface LineMark {
  readonly type: "line";
  readonly x: readonly Value[];
  readonly y: readonly Value[];
  readonly z?: readonly Value[];
  /** `#rrggbb`, like every colour of a description. */
  readonly color: string;
  readonly style: LineStyle;
  /** In points, 1/72 of an inch. */
  readonly width: number;
  readonly marker: Marker | null;
  /** Diameter in points. */
  readonly markerSize: number;
  readonly alpha: number;
  readonly label: string | null;
}

/** Markers without a line; `z` is there on three-dimensional axes. */
export interface ScatterMark {
  readonly type: "scatter";
  readonly x: readonly Value[];
  readonly y: readonly Value[];
  readonly z?: readonly Value[];
  /** One colour for all, or one per point. */
  readonly colors: string | readonly string[];
  /** The values behind the colours, where a colour map made them. */
  readonly coloring: Coloring | null;
  readonly marker: Marker;
  /** Area in square points: one for all, or one per point. */
  readonly sizes: number | readonly number[];
  readonly alpha: number;
  readonly label: string | null;
}

/** Vertical bars, from `bottom` to `bottom + height`, centred on `x`. */
export interface BarMark {
  readonly type: "bar";
  readonly x: readonly number[];
  readonly height: readonly number[];
  readonly width: number;
  readonly bottom: readonly number[];
  readonly color: string;
  readonly alpha: number;
  readonly label: string | null;
}

/** A line across the whole axes: at a height (`along: "x"`) or at a place on the x axis (`along: "y"`). */
export interface RuleMark {
  readonly type: "rule";
  readonly along: "x" | "y";
  readonly at: number;
  readonly color: string;
  readonly style: LineStyle;
  readonly width: number;
  readonly alpha: number;
  readonly label: string | null;
}

/** How values become colours: a colour map between two values. */
export interface Coloring {
  readonly colormap: string;
  readonly min: number;
  readonly max: number;
}

/** A heat map. `extent` is `[left, right, bottom, top]`; `values[0]` is the row at `top` if `origin` is `"upper"`. */
export interface ImageMark {
  readonly type: "image";
  readonly values: readonly (readonly Value[])[];
  readonly extent: readonly [number, number, number, number];
  readonly origin: "upper" | "lower";
  readonly coloring: Coloring;
}

/** Lines of equal value, one entry per level; a path is a flat list `x0, y0, x1, y1, ...`. */
export interface ContourMark {
  readonly type: "contour";
  readonly lines: readonly {
    readonly level: number;
    readonly color: string;
    readonly paths: readonly (readonly number[])[];
  }[];
  readonly width: number;
  readonly alpha: number;
  /** `[left, right, bottom, top]` of the grid. */
  readonly extent: readonly [number, number, number, number];
  readonly coloring: Coloring;
}

/** Filled bands between levels. Each region is where the value is at least `from`, so that later ones cover part of earlier ones. */
export interface FilledContourMark {
  readonly type: "contourf";
  readonly bands: readonly {
    readonly from: number;
    readonly to: number;
    readonly color: string;
    /** Polygons of rings, the first ring outside and the others holes; a ring is a flat list `x0, y0, x1, y1, ...`. */
    readonly polygons: readonly (readonly (readonly number[])[])[];
  }[];
  /** `[left, right, bottom, top]` of the grid. */
  readonly extent: readonly [number, number, number, number];
  readonly coloring: Coloring;
}

/** A surface over a grid: `z[row][column]` at `x[column]`, `y[row]`. */
export interface SurfaceMark {
  readonly type: "surface";
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly (readonly Value[])[];
  /** `null` where the surface has one colour. */
  readonly coloring: Coloring | null;
  readonly color: string;
  /** Only the lines of the grid, without the faces. */
  readonly wireframe: boolean;
  readonly width: number;
  readonly alpha: number;
  readonly label: string | null;
}

/** What flat axes can show. */
export type FlatMark = LineMark | ScatterMark | BarMark | RuleMark | ImageMark | ContourMark | FilledContourMark;

/** What three-dimensional axes can show. */
export type SpaceMark = LineMark | ScatterMark | SurfaceMark;

/** One axis as the user set it; `null` leaves the choice to {@link resolve}. */
export interface AxisDescription {
  readonly label: string | null;
  readonly scale: "linear" | "log";
  readonly limits: readonly [number | null, number | null];
  readonly ticks: { readonly values: readonly number[]; readonly labels: readonly string[] | null } | null;
}

/** Where a legend stands. */
export type LegendLocation =
  | "best"
  | "upper right"
  | "upper left"
  | "lower left"
  | "lower right"
  | "center left"
  | "center right"
  | "lower center"
  | "upper center"
  | "center";

interface SharedAxesDescription {
  readonly row: number;
  readonly column: number;
  readonly title: string | null;
  readonly x: AxisDescription;
  readonly y: AxisDescription;
  readonly legend: { readonly location: LegendLocation } | null;
  readonly colorbar: { readonly label: string | null } | null;
}

/** Flat axes with their marks, in drawing order. */
export interface AxesDescription extends SharedAxesDescription {
  readonly projection: "flat";
  readonly grid: boolean;
  /** `"equal"` gives a unit of x and a unit of y the same length. */
  readonly aspect: "auto" | "equal";
  readonly marks: readonly FlatMark[];
}

/** Three-dimensional axes with their marks, in drawing order, and the direction they are seen from, in degrees. */
export interface Axes3DDescription extends SharedAxesDescription {
  readonly projection: "3d";
  readonly z: AxisDescription;
  readonly elevation: number;
  readonly azimuth: number;
  readonly marks: readonly SpaceMark[];
}

/** A whole figure as plain JSON data: what the builders make and the adapters draw. */
export interface FigureDescription {
  /** In pixels, 100 to the inch. */
  readonly width: number;
  readonly height: number;
  readonly title: string | null;
  readonly rows: number;
  readonly columns: number;
  readonly axes: readonly (AxesDescription | Axes3DDescription)[];
}
