import {
  type BarMark,
  type ContourMark,
  colorOf,
  type FilledContourMark,
  type FlatMark,
  type ImageMark,
  type LineMark,
  positionOn,
  type ResolvedAxis,
  type ResolvedFlatAxes,
  type RuleMark,
  rgb,
  type ScatterMark,
} from "@flambeau/plot";
import { asPixels, colors, type Layer, pairs, single } from "./layer.js";
import { pngUrl } from "./palette-image.js";
import { pixelsPerPoint, pointMark, pointSize, strokeDash, tenths } from "./style.js";
import { type LinePoint, thin } from "./thin.js";

/** Where flat axes are drawn, in pixels. */
export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** Gives both axes the same scale where the aspect asks for it, by making the plot narrower or lower. */
export function plotSize(axes: ResolvedFlatAxes, room: PlotSize): PlotSize {
  if (axes.aspect === "auto") return room;
  const length = (axis: ResolvedAxis): number => {
    const [start, end] = axis.scale === "log" ? axis.limits.map(Math.log10) : axis.limits;
    return Math.abs((end as number) - (start as number));
  };
  const [across, up] = [length(axes.x), length(axes.y)];
  const unit = Math.min(room.width / across, room.height / up);
  return { width: Math.round(across * unit), height: Math.round(up * unit) };
}

/** The axis of a channel: our ticks with our labels between our limits. */
function axisOf(axis: ResolvedAxis, grid: boolean): Layer {
  const values = axis.ticks.map((tick) => tick.value);
  const labels = JSON.stringify(axis.ticks.map((tick) => tick.label));
  return {
    type: "quantitative",
    title: axis.label,
    scale: { type: axis.scale, domain: axis.limits, nice: false, ...(axis.scale === "linear" ? { zero: false } : {}) },
    axis: { values, grid, labelExpr: `${labels}[indexof(${JSON.stringify(values)}, datum.value)]` },
  };
}

/** What a logarithmic axis cannot show becomes a gap. */
function visible(axis: ResolvedAxis, value: number | null): number | null {
  return value !== null && (axis.scale === "linear" || value > 0) ? value : null;
}

class Painter {
  readonly #axes: ResolvedFlatAxes;
  readonly #size: PlotSize;
  readonly #x: Layer;
  readonly #y: Layer;

  constructor(axes: ResolvedFlatAxes, size: PlotSize) {
    this.#axes = axes;
    this.#size = size;
    this.#x = axisOf(axes.x, axes.grid);
    this.#y = axisOf(axes.y, axes.grid);
  }

  /** The box around the plot, over the marks. */
  frame(): Layer {
    return {
      data: single(),
      mark: { type: "rect", filled: false, stroke: "#000000", strokeWidth: 0.8 },
      encoding: {
        x: { value: 0 },
        x2: { value: this.#size.width },
        y: { value: 0 },
        y2: { value: this.#size.height },
      },
    };
  }

  /** Draws nothing, so that axes without data show. */
  ground(): Layer {
    const { x, y } = this.#axes;
    return {
      data: single(),
      mark: { type: "point", opacity: 0 },
      encoding: { x: { ...this.#x, datum: x.limits[0] }, y: { ...this.#y, datum: y.limits[0] } },
    };
  }

  layers(mark: FlatMark): Layer[] {
    switch (mark.type) {
      case "line":
        return this.#line(mark);
      case "scatter":
        return [this.#scatter(mark)];
      case "bar":
        return [this.#bar(mark)];
      case "rule":
        return [this.#rule(mark)];
      case "image":
        return [this.#image(mark)];
      case "contour":
        return [this.#contour(mark)];
      case "contourf":
        return [this.#bands(mark)];
    }
  }

  #points(mark: LineMark | ScatterMark): LinePoint[] {
    const { x, y } = this.#axes;
    return mark.x.map((value, index) => ({ x: visible(x, value), y: visible(y, mark.y[index] ?? null) }));
  }

  get #position(): Layer {
    return { x: { ...this.#x, field: "x" }, y: { ...this.#y, field: "y" } };
  }

  #line(mark: LineMark): Layer[] {
    const { color, alpha: opacity, style, marker } = mark;
    const points = this.#points(mark);
    const layers: Layer[] = [];
    if (style !== "none") {
      const { width } = this.#size;
      const strokeWidth = tenths(mark.width * pixelsPerPoint);
      layers.push({
        data: { values: thin(points, (x) => positionOn(this.#axes.x, x) * width, width) },
        mark: { type: "line", color, opacity, strokeWidth, strokeDash: strokeDash(style, strokeWidth), clip: true },
        encoding: { ...this.#position, order: { value: null } },
      });
    }
    if (marker !== null) {
      layers.push({
        data: { values: points.filter((point) => point.x !== null && point.y !== null) },
        mark: {
          type: "point",
          color,
          opacity,
          ...pointMark(marker),
          size: pointSize(marker, mark.markerSize),
          clip: true,
        },
        encoding: this.#position,
      });
    }
    return layers;
  }

  #scatter(mark: ScatterMark): Layer {
    const { marker, sizes, alpha: opacity } = mark;
    const sizeOf = (area: number): number => pointSize(marker, Math.sqrt(area));
    const values = this.#points(mark)
      .map((point, index) => ({
        ...point,
        ...(typeof mark.colors === "string" ? {} : { color: mark.colors[index] }),
        ...(typeof sizes === "number" ? {} : { size: sizeOf(sizes[index] as number) }),
      }))
      .filter((point) => point.x !== null && point.y !== null);
    return {
      data: { values },
      mark: { type: "point", opacity, ...pointMark(marker), clip: true },
      encoding: {
        ...this.#position,
        color: typeof mark.colors === "string" ? { value: mark.colors } : colors("color"),
        size:
          typeof sizes === "number" ? { value: sizeOf(sizes) } : { field: "size", type: "quantitative", scale: null },
      },
    };
  }

  #bar(mark: BarMark): Layer {
    const [start, end] = this.#axes.y.limits;
    const floor = Math.min(start, end);
    const values = mark.x.map((at, index) => {
      const bottom = mark.bottom[index] as number;
      const top = bottom + (mark.height[index] as number);
      const [y, y2] = this.#axes.y.scale === "log" ? [Math.max(bottom, floor), Math.max(top, floor)] : [bottom, top];
      return { x: at - mark.width / 2, x2: at + mark.width / 2, y, y2 };
    });
    return {
      data: { values },
      // A thin edge in its own colour closes the seams between neighbours.
      mark: { type: "rect", fill: mark.color, stroke: mark.color, strokeWidth: 0.5, opacity: mark.alpha, clip: true },
      encoding: { ...this.#position, x2: { field: "x2" }, y2: { field: "y2" } },
    };
  }

  #rule(mark: RuleMark): Layer {
    const strokeWidth = tenths(mark.width * pixelsPerPoint);
    const dash = strokeDash(mark.style, strokeWidth);
    return {
      data: single(),
      mark: { type: "rule", color: mark.color, opacity: mark.alpha, strokeWidth, strokeDash: dash, clip: true },
      encoding: mark.along === "x" ? { y: { ...this.#y, datum: mark.at } } : { x: { ...this.#x, datum: mark.at } },
    };
  }

  #pixel = (x: number, y: number): [number, number] => [
    tenths(positionOn(this.#axes.x, x) * this.#size.width),
    tenths((1 - positionOn(this.#axes.y, y)) * this.#size.height),
  ];

  #image(mark: ImageMark): Layer {
    const { coloring, extent } = mark;
    const last = 254;
    const range = coloring.max - coloring.min;
    const palette = Array.from({ length: last + 1 }, (_, index) =>
      rgb(colorOf({ ...coloring, min: 0, max: last }, index) as string),
    );
    const indices = mark.values.map((row) =>
      row.map((value) => {
        if (value === null) return last + 1;
        const share = range === 0 ? 0 : (value - coloring.min) / range;
        return Math.round(Math.min(1, Math.max(0, share)) * last);
      }),
    );
    // The picture is drawn from its corner at the upper left of the screen, wherever the axes run.
    const [left, right, bottom, top] = extent;
    const [x0, y0] = this.#pixel(left, mark.origin === "upper" ? top : bottom);
    const [x1, y1] = this.#pixel(right, mark.origin === "upper" ? bottom : top);
    const rows = y0 <= y1 ? indices : indices.toReversed();
    const url = pngUrl(x0 <= x1 ? rows : rows.map((row) => row.toReversed()), palette);
    return {
      data: single(),
      mark: {
        type: "image",
        url,
        width: Math.abs(x1 - x0),
        height: Math.abs(y1 - y0),
        aspect: false,
        smooth: false,
        align: "left",
        baseline: "top",
        clip: true,
      },
      encoding: { x: { value: Math.min(x0, x1) }, y: { value: Math.min(y0, y1) } },
    };
  }

  #contour(mark: ContourMark): Layer {
    const values = mark.lines
      .filter((line) => line.paths.length > 0)
      .map((line) => ({
        type: "Feature",
        level: line.level,
        color: line.color,
        geometry: { type: "MultiLineString", coordinates: line.paths.map((path) => pairs(path, this.#pixel)) },
      }));
    const strokeWidth = tenths(mark.width * pixelsPerPoint);
    return {
      data: { values },
      projection: asPixels,
      mark: { type: "geoshape", filled: false, strokeWidth, opacity: mark.alpha, clip: true },
      encoding: { stroke: colors("color") },
    };
  }

  #bands(mark: FilledContourMark): Layer {
    const values = mark.bands
      .filter((band) => band.polygons.length > 0)
      .map((band) => ({
        type: "Feature",
        from: band.from,
        to: band.to,
        color: band.color,
        geometry: {
          type: "MultiPolygon",
          coordinates: band.polygons.map((polygon) => polygon.map((ring) => pairs(ring, this.#pixel))),
        },
      }));
    return {
      data: { values },
      projection: asPixels,
      mark: { type: "geoshape", strokeWidth: 0, clip: true },
      encoding: { fill: colors("color") },
    };
  }
}

/** The layers of flat axes, in drawing order. */
export function flatLayers(axes: ResolvedFlatAxes, size: PlotSize): Layer[] {
  const painter = new Painter(axes, size);
  return [painter.ground(), ...axes.marks.flatMap((mark) => painter.layers(mark)), painter.frame()];
}
