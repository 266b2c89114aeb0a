import { Axes } from "./axes.js";
import { Axes3D } from "./axes-3d.js";
import type { FigureDescription } from "./description.js";
import { displayedAs, mediaOf } from "./display.js";
import { checkOptions } from "./options.js";

/** How large a figure is. */
export interface FigureOptions {
  /** Width and height in inches, at 100 pixels to the inch. Default: `[6.4, 4.8]`. */
  readonly figsize?: readonly [number, number];
}

/** What kind of axes to make. */
export interface SubplotOptions<P extends "flat" | "3d" = "flat" | "3d"> {
  /** Default: `"flat"`. */
  readonly projection?: P;
}

function checkGrid(operation: string, rows: number, columns: number): void {
  for (const [name, value] of Object.entries({ rows, columns })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new Error(`${operation}: \`${name}\` must be a whole number >= 1, got ${value}`);
    }
  }
}

/**
 * A figure: subplots in a grid under one title. Notebooks of Deno and IJavascript show it, once `@flambeau/plot-vega` is imported.
 *
 * @example
 * const fig = figure({ figsize: [8, 3] });
 * fig.addSubplot(1, 2, 1).plot([1, 2, 3]);
 * fig.addSubplot(1, 2, 2, { projection: "3d" }).plotSurface([0, 1], [0, 1], [[0, 1], [1, 2]]);
 * fig.toJSON().axes.map((axes) => axes.projection) // => ["flat", "3d"]
 */
export class Figure {
  readonly #width: number;
  readonly #height: number;
  readonly #axes: (Axes | Axes3D)[] = [];
  #grid: { rows: number; columns: number } | null = null;
  #title: string | null = null;

  constructor(options: FigureOptions = {}) {
    checkOptions("figure", options, ["figsize"]);
    const { figsize = [6.4, 4.8] } = options;
    if (figsize.length !== 2 || !figsize.every((inches) => Number.isFinite(inches) && inches > 0)) {
      throw new Error(`figure: \`figsize\` must be a positive width and height in inches, got [${figsize.join(", ")}]`);
    }
    [this.#width, this.#height] = [Math.round(figsize[0] * 100), Math.round(figsize[1] * 100)];
  }

  /**
   * The axes of the figure, in the order in which they were added.
   *
   * @example
   * subplots(2, 2)[0].axes.length // => 4
   */
  get axes(): readonly (Axes | Axes3D)[] {
    return this.#axes;
  }

  /**
   * Adds axes at a place of a grid of subplots, counted from 1 along the rows. Default: the only place of a 1 x 1 grid.
   * Throws if the grid is not that of the figure's other axes, or the place is taken.
   *
   * @example
   * figure().addSubplot(2, 2, 4).row // => 1
   */
  addSubplot(
    rows: number,
    columns: number,
    index: number,
    options: SubplotOptions<"3d"> & { projection: "3d" },
  ): Axes3D;
  addSubplot(rows?: number, columns?: number, index?: number, options?: SubplotOptions<"flat">): Axes;
  addSubplot(rows = 1, columns = 1, index = 1, options: SubplotOptions = {}): Axes | Axes3D {
    checkOptions("addSubplot", options, ["projection"]);
    const { projection = "flat" } = options;
    if (projection !== "flat" && projection !== "3d") {
      throw new Error(`addSubplot: \`projection\` must be "flat" or "3d", got ${JSON.stringify(projection)}`);
    }
    checkGrid("addSubplot", rows, columns);
    if (!Number.isInteger(index) || index < 1 || index > rows * columns) {
      throw new Error(`addSubplot: \`index\` must be between 1 and ${rows * columns}, got ${index}`);
    }
    const grid = (this.#grid ??= { rows, columns });
    if (grid.rows !== rows || grid.columns !== columns) {
      throw new Error(
        `addSubplot: the figure has a grid of ${grid.rows} x ${grid.columns}, got ${rows} x ${columns}; use one grid per figure`,
      );
    }
    const [row, column] = [Math.floor((index - 1) / columns), (index - 1) % columns];
    if (this.#axes.some((axes) => axes.row === row && axes.column === column)) {
      throw new Error(`addSubplot: place ${index} is taken; draw on its axes instead`);
    }
    const axes = projection === "3d" ? new Axes3D(row, column) : new Axes(row, column);
    this.#axes.push(axes);
    return axes;
  }

  /**
   * Writes a title above all subplots.
   *
   * @example
   * figure().suptitle("Training").toJSON().title // => Training
   */
  suptitle(title: string): this {
    this.#title = title;
    return this;
  }

  /**
   * The figure as plain data, for `JSON.stringify` and the adapters.
   *
   * @example
   * figure().toJSON().width // => 640
   */
  toJSON(): FigureDescription {
    return {
      width: this.#width,
      height: this.#height,
      title: this.#title,
      rows: this.#grid?.rows ?? 1,
      columns: this.#grid?.columns ?? 1,
      axes: this.#axes.map((axes) => axes.toJSON()),
    };
  }

  /**
   * What matplotlib prints of a figure.
   *
   * @example
   * String(subplots(1, 2)[0]) // => <Figure size 640x480 with 2 Axes>
   */
  toString(): string {
    return `<Figure size ${this.#width}x${this.#height} with ${this.#axes.length} Axes>`;
  }
}

Object.defineProperty(Figure.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value: Figure.prototype.toString,
  writable: true,
  configurable: true,
});
displayedAs(Figure.prototype, mediaOf);

/**
 * Makes an empty figure, 640 x 480 pixels unless `figsize` says otherwise.
 *
 * @example
 * figure({ figsize: [7.5, 5] }).toJSON().height // => 500
 */
export function figure(options: FigureOptions = {}): Figure {
  return new Figure(options);
}

type Repeat<T, N extends number, Result extends readonly T[] = []> = Result["length"] extends N
  ? Result
  : Repeat<T, N, readonly [...Result, T]>;

/** The axes of `subplots(rows, columns)`: one, a list of them, or rows of them. */
export type AxesGrid<A, R extends number, C extends number> = number extends R | C
  ? A | readonly A[] | readonly (readonly A[])[]
  : R extends 1
    ? C extends 1
      ? A
      : Repeat<A, C>
    : C extends 1
      ? Repeat<A, R>
      : Repeat<Repeat<A, C>, R>;

/**
 * Makes a figure with a full grid of axes. As in matplotlib the axes come as themselves where there is one, as a list
 * where there is one row or one column, and as rows otherwise.
 *
 * @example
 * const [fig, [top, bottom]] = subplots(2, 1, { figsize: [6, 6] });
 * top.plot([1, 2, 3]);
 * bottom.bar(["a", "b"], [1, 2]);
 * fig.toJSON().rows // => 2
 */
export function subplots<const R extends number = 1, const C extends number = 1>(
  rows: R | undefined,
  columns: C | undefined,
  options: FigureOptions & { readonly projection: "3d" },
): [Figure, AxesGrid<Axes3D, R, C>];
export function subplots<const R extends number = 1, const C extends number = 1>(
  rows?: R,
  columns?: C,
  options?: FigureOptions & SubplotOptions<"flat">,
): [Figure, AxesGrid<Axes, R, C>];
export function subplots(rows = 1, columns = 1, options: FigureOptions & SubplotOptions = {}): [Figure, unknown] {
  checkOptions("subplots", options, ["figsize", "projection"]);
  checkGrid("subplots", rows, columns);
  const { projection = "flat", ...size } = options;
  const fig = new Figure(size);
  const grid = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) =>
      fig.addSubplot(rows, columns, row * columns + column + 1, { projection } as { projection: "3d" }),
    ),
  );
  if (rows === 1) return [fig, columns === 1 ? grid[0]?.[0] : grid[0]];
  return [fig, columns === 1 ? grid.map((row) => row[0]) : grid];
}
