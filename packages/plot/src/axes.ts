import { type BarOptions, barMark, type HistOptions, histMarks } from "./bar.js";
import { isData, type Matrix, readVector, type Vector } from "./data.js";
import type { AxesDescription, FlatMark } from "./description.js";
import { Frame } from "./frame.js";
import { readGrid } from "./grid.js";
import { type ImageOptions, imageMark } from "./image.js";
import { type ContourOptions, contourMark, filledContourMark } from "./level.js";
import { type FormatAndOptions, type LineOptions, lineMarks, ruleMark } from "./line.js";
import { type ScatterOptions, scatterMark } from "./scatter.js";

/**
 * Flat axes with the verbs of pyplot; each verb returns the axes, so that they chain.
 *
 * @example
 * const [fig, ax] = subplots();
 * ax.plot([1, 2, 3], [1, 4, 9], "ro", { label: "squares" }).setTitle("Powers").legend();
 * fig.toJSON().axes[0].title // => Powers
 */
export class Axes extends Frame {
  readonly #marks: FlatMark[] = [];
  #grid = false;
  #aspect: "auto" | "equal" = "auto";

  /**
   * Draws `y` over `x`, or over its index, as a line. A format string such as `"rx"`, `"b-"` or `"--o"` names colour,
   * line style and marker. `x` and `y` are `[n]` or `[n, 1]`; each column of a `[n, k]` is a line of its own.
   *
   * @example
   * const [, ax] = subplots();
   * const [line] = ax.plot([1, 2, 3], [2, 4, 8], "--o", { label: "growth" }).toJSON().marks;
   * line.type === "line" && [line.style, line.marker, line.color] // => ["dashed", "o", "#1f77b4"]
   */
  plot(y: Vector | Matrix, format?: string, options?: LineOptions): this;
  plot(y: Vector | Matrix, options: LineOptions): this;
  plot(x: Vector | Matrix, y: Vector | Matrix, format?: string, options?: LineOptions): this;
  plot(x: Vector | Matrix, y: Vector | Matrix, options: LineOptions): this;
  plot(first: Vector | Matrix, ...rest: readonly unknown[]): this {
    const [x, y, ...formatAndOptions] = isData(rest[0]) ? [first, ...rest] : [null, first, ...rest];
    const look = formatAndOptions as FormatAndOptions;
    this.#marks.push(...lineMarks(x as Vector | null, y as Vector, look, this.nextLineColor));
    return this;
  }

  /**
   * Draws a marker at each point; sizes and colours can differ from point to point.
   *
   * @example
   * const [, ax] = subplots();
   * const [points] = ax.scatter([1, 2, 3], [3, 1, 2], { c: [0, 5, 10], cmap: "viridis" }).toJSON().marks;
   * points.type === "scatter" && points.colors // => ["#440154", "#21918c", "#fde725"]
   */
  scatter(x: Vector | Matrix, y: Vector | Matrix, options: ScatterOptions = {}): this {
    this.#marks.push(scatterMark(x as Vector, y as Vector, options, this.nextPatchColor));
    return this;
  }

  /**
   * Draws vertical bars at numbers, or at names, which become the ticks of the x axis.
   *
   * @example
   * const [fig, ax] = subplots();
   * ax.bar(["train", "test"], [0.98, 0.91]);
   * resolve(fig).axes[0].x.ticks.map((tick) => tick.label) // => ["train", "test"]
   */
  bar(x: Vector | readonly string[], height: Vector, options: BarOptions = {}): this {
    const names = Array.isArray(x) && x.length > 0 && x.every((name) => typeof name === "string") ? x : null;
    const places = names === null ? readVector("bar", "x", x) : names.map((_, index) => index);
    this.#marks.push(barMark(places, height, options, this.nextPatchColor));
    return names === null ? this : this.setXticks(places, names);
  }

  /**
   * Counts values into bins, 10 by default, and draws the counts as bars.
   *
   * @example
   * const [, ax] = subplots();
   * const [bars] = ax.hist([1, 2, 2, 3, 3, 3], { bins: 3 }).toJSON().marks;
   * bars.type === "bar" && bars.height // => [1, 2, 3]
   */
  hist(values: Vector, options: HistOptions = {}): this {
    this.#marks.push(...histMarks(values, options, this.nextPatchColor));
    return this;
  }

  /**
   * Draws a matrix `[rows, columns]` as a heat map, its first row at the top.
   *
   * @example
   * const [fig, ax] = subplots();
   * ax.imshow([[0, 1], [2, 3]], { cmap: "gray" }).colorbar();
   * resolve(fig).axes[0].y.limits // => [1.5, -0.5]
   */
  imshow(values: Matrix, options: ImageOptions = {}): this {
    this.#marks.push(imageMark(values, options));
    return this.setAspect(options.aspect ?? "equal");
  }

  /**
   * Draws the lines on which `z` takes round values, or given `levels`. `z` is `[rows, columns]`; `x` has one number per
   * column and `y` one per row, or both are mesh grids like `z`.
   *
   * @example
   * const [, ax] = subplots();
   * const [contour] = ax.contour([[0, 1, 2], [0, 1, 2]], { levels: [0.5, 1.5] }).toJSON().marks;
   * contour.type === "contour" && contour.lines[1].paths // => [[1.5, 0, 1.5, 1]]
   */
  contour(z: Matrix, options?: ContourOptions): this;
  contour(x: Vector | Matrix, y: Vector | Matrix, z: Matrix, options?: ContourOptions): this;
  contour(...grid: readonly unknown[]): this {
    const [x, y, z, options] = splitGrid(grid);
    this.#marks.push(contourMark(readGrid("contour", x, y, z), options));
    return this;
  }

  /**
   * Fills the bands between the values at which {@link Axes.contour} draws lines.
   *
   * @example
   * const [, ax] = subplots();
   * const [filled] = ax.contourf([[0, 1, 2], [0, 1, 2]], { levels: [0, 1, 2] }).toJSON().marks;
   * filled.type === "contourf" && filled.bands.map(({ from, to }) => [from, to]) // => [[0, 1], [1, 2]]
   */
  contourf(z: Matrix, options?: ContourOptions): this;
  contourf(x: Vector | Matrix, y: Vector | Matrix, z: Matrix, options?: ContourOptions): this;
  contourf(...grid: readonly unknown[]): this {
    const [x, y, z, options] = splitGrid(grid);
    this.#marks.push(filledContourMark(readGrid("contourf", x, y, z), options));
    return this;
  }

  /**
   * Draws a horizontal line at `y`, across the axes.
   *
   * @example
   * const [, ax] = subplots();
   * const [rule] = ax.axhline(0.5, { color: "k", linestyle: "--" }).toJSON().marks;
   * rule.type === "rule" && [rule.at, rule.style] // => [0.5, "dashed"]
   */
  axhline(y = 0, options: LineOptions = {}): this {
    this.#marks.push(ruleMark("axhline", "x", y, options));
    return this;
  }

  /**
   * Draws a vertical line at `x`, across the axes.
   *
   * @example
   * const [, ax] = subplots();
   * const [rule] = ax.axvline(3, { color: "gray" }).toJSON().marks;
   * rule.type === "rule" && rule.color // => #808080
   */
  axvline(x = 0, options: LineOptions = {}): this {
    this.#marks.push(ruleMark("axvline", "y", x, options));
    return this;
  }

  /**
   * Makes the x axis logarithmic, or linear again.
   *
   * @example
   * const [fig, ax] = subplots();
   * ax.plot([1, 10, 100], [1, 2, 3]).setXscale("log");
   * resolve(fig).axes[0].x.ticks.map((tick) => tick.label) // => ["10⁰", "10¹", "10²"]
   */
  setXscale(scale: "linear" | "log"): this {
    return this.changeScale("setXscale", "x", scale);
  }

  /**
   * Makes the y axis logarithmic, or linear again.
   *
   * @example
   * const [, ax] = subplots();
   * ax.plot([1, 0.1, 0.01]).setYscale("log").toJSON().y.scale // => log
   */
  setYscale(scale: "linear" | "log"): this {
    return this.changeScale("setYscale", "y", scale);
  }

  /**
   * Draws lines across the axes at the ticks, or takes them away.
   *
   * @example
   * const [, ax] = subplots();
   * ax.grid().toJSON().grid // => true
   */
  grid(visible = true): this {
    this.#grid = visible;
    return this;
  }

  /**
   * Gives a unit of x and a unit of y the same length (`"equal"`), or fills the place of the axes (`"auto"`).
   *
   * @example
   * const [, ax] = subplots();
   * ax.setAspect("equal").toJSON().aspect // => equal
   */
  setAspect(aspect: "auto" | "equal"): this {
    if (aspect !== "auto" && aspect !== "equal") {
      throw new Error(`setAspect: \`aspect\` must be "auto" or "equal", got ${JSON.stringify(aspect)}`);
    }
    this.#aspect = aspect;
    return this;
  }

  /**
   * The axes as plain data, for `JSON.stringify` and the adapters.
   *
   * @example
   * const [, ax] = subplots();
   * ax.plot([1, 2]).toJSON().marks.length // => 1
   */
  toJSON(): AxesDescription {
    return { ...this.shared, projection: "flat", grid: this.#grid, aspect: this.#aspect, marks: [...this.#marks] };
  }
}

/** Tells `(z, options)` from `(x, y, z, options)`. */
function splitGrid(args: readonly unknown[]): [Vector | Matrix | null, Vector | Matrix | null, Matrix, ContourOptions] {
  if (isData(args[1]))
    return [args[0] as Vector, args[1] as Vector, args[2] as Matrix, (args[3] ?? {}) as ContourOptions];
  return [null, null, args[0] as Matrix, (args[1] ?? {}) as ContourOptions];
}
