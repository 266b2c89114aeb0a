export { Axes } from "./axes.js";
export { Axes3D } from "./axes-3d.js";
export {
  type BackwardGraph,
  type BackwardGraphOptions,
  backwardGraph,
  type DifferentiableLike,
  type GradientNode,
  type GraphBox,
} from "./backward-graph.js";
export { backwardGraphSvg } from "./backward-graph-svg.js";
export type { BarOptions, HistOptions } from "./bar.js";
export { hexColor, rgb } from "./color.js";
export type { ColoringOptions } from "./coloring.js";
export { type ColormapName, colormapNames, colorOf } from "./colormap.js";
export type { Matrix, TensorLike, Vector } from "./data.js";
export type {
  Axes3DDescription,
  AxesDescription,
  AxisDescription,
  BarMark,
  Coloring,
  ContourMark,
  FigureDescription,
  FilledContourMark,
  FlatMark,
  ImageMark,
  LegendLocation,
  LineMark,
  LineStyle,
  Marker,
  RuleMark,
  ScatterMark,
  SpaceMark,
  SurfaceMark,
  Value,
} from "./description.js";
export { displayedAs, displayFiguresAs, type FigureDrawer, type MediaBundle } from "./display.js";
export {
  ErrorSurface,
  type ErrorSurfaceOptions,
  type ErrorSurfaceStep,
  errorSurface,
  type Scalar,
} from "./error-surface.js";
export { type AxesGrid, Figure, type FigureOptions, figure, type SubplotOptions, subplots } from "./figure.js";
export type { ColorbarOptions, LegendOptions } from "./frame.js";
export type { ImageOptions } from "./image.js";
export type { LegendEntry, ResolvedLegend } from "./legend.js";
export type { ContourOptions } from "./level.js";
export type { LineOptions } from "./line.js";
export { project, type Scene, type SceneShape, type SceneSize, type SceneText } from "./projection.js";
export {
  type FigureLike,
  positionOn,
  type ResolvedAxes3D,
  type ResolvedAxis,
  type ResolvedColorbar,
  type ResolvedFigure,
  type ResolvedFlatAxes,
  resolve,
  type TickRoom,
} from "./resolve.js";
export type { ScatterOptions } from "./scatter.js";
export type { SurfaceOptions, WireframeOptions } from "./surface.js";
export type { Tick } from "./ticks.js";
