import type { Axes } from "./axes.js";
import type { Axes3D } from "./axes-3d.js";
import { checkSameLength, linspace, readVector, type Vector } from "./data.js";
import { type Figure, figure, subplots } from "./figure.js";
import { checkOptions } from "./options.js";

/** A number, or a tensor that holds one. */
export type Scalar = number | { item(): number | bigint };

/** What an error surface is computed from. */
export interface ErrorSurfaceOptions {
  /** The inputs, `[n]` or `[n, 1]`. */
  readonly x: Vector;
  /** The targets, as many as inputs. */
  readonly y: Vector;
  /** The weights reach from `-wRange` to `wRange`. */
  readonly wRange: number;
  /** The biases reach from `-bRange` to `bRange`. */
  readonly bRange: number;
  /** How many weights and how many biases are tried. Default: 30. */
  readonly samples?: number;
}

/** One step of a training: the parameters and their loss. */
export interface ErrorSurfaceStep {
  readonly w: number;
  readonly b: number;
  readonly loss: number;
}

/** A cross at each step of a path, unless there are so many that they would hide it. */
function pathFormat(steps: readonly number[]): string {
  return steps.length <= 100 ? "r-x" : "r-";
}

function scalarOf(name: string, value: Scalar): number {
  const number = Number(typeof value === "object" ? value.item() : value);
  if (Number.isNaN(number)) throw new Error(`record: ${name} is not a number; has the training diverged?`);
  return number;
}

/**
 * The loss of the line `w x + b` for every weight and bias of a grid, and the path that a training takes over it.
 *
 * @example
 * const surface = errorSurface({ x: [0, 1, 2], y: [1, 3, 5], wRange: 4, bRange: 4, samples: 5 });
 * surface.w // => [-4, -2, 0, 2, 4]
 * surface.loss[3][3] // => 1
 */
export class ErrorSurface {
  /** The weights of the grid. */
  readonly w: readonly number[];
  /** The biases of the grid. */
  readonly b: readonly number[];
  /** The mean squared errors: `loss[i][j]` belongs to `b[i]` and `w[j]`. */
  readonly loss: readonly (readonly number[])[];
  readonly #x: readonly number[];
  readonly #y: readonly number[];
  readonly #steps: ErrorSurfaceStep[] = [];

  constructor(options: ErrorSurfaceOptions) {
    checkOptions("errorSurface", options, ["x", "y", "wRange", "bRange", "samples"]);
    const { wRange, bRange, samples = 30 } = options;
    this.#x = readVector("errorSurface", "x", options.x);
    this.#y = readVector("errorSurface", "y", options.y);
    checkSameLength("errorSurface", { name: "x", length: this.#x.length }, { name: "y", length: this.#y.length });
    if (this.#x.length === 0) throw new Error("errorSurface: x and y are empty; give at least 1 point");
    for (const [name, range] of Object.entries({ wRange, bRange })) {
      if (!(range > 0 && Number.isFinite(range)))
        throw new Error(`errorSurface: \`${name}\` must be a positive number, got ${range}`);
    }
    if (!Number.isInteger(samples) || samples < 2) {
      throw new Error(`errorSurface: \`samples\` must be a whole number >= 2, got ${samples}`);
    }
    this.w = linspace(-wRange, wRange, samples);
    this.b = linspace(-bRange, bRange, samples);
    this.loss = this.b.map((b) => this.w.map((w) => this.#lossOf(w, b)));
  }

  #lossOf(w: number, b: number): number {
    const squares = this.#x.map((x, index) => (w * x + b - (this.#y[index] as number)) ** 2);
    return squares.reduce((sum, square) => sum + square, 0) / squares.length;
  }

  /**
   * The recorded steps.
   *
   * @example
   * errorSurface({ x: [0, 1], y: [0, 1], wRange: 1, bRange: 1 }).record(0, 0).steps // => [{ w: 0, b: 0, loss: 0.5 }]
   */
  get steps(): readonly ErrorSurfaceStep[] {
    return this.#steps;
  }

  /**
   * Adds the parameters of a step to the path; without `loss` it is computed from all points.
   *
   * @example
   * const surface = errorSurface({ x: [0, 1], y: [0, 1], wRange: 1, bRange: 1 });
   * surface.record(-1, 0, 2).record(1, 0).steps.map((step) => step.loss) // => [2, 0]
   */
  record(w: Scalar, b: Scalar, loss?: Scalar): this {
    const [weight, bias] = [scalarOf("w", w), scalarOf("b", b)];
    const error = loss === undefined ? this.#lossOf(weight, bias) : scalarOf("loss", loss);
    this.#steps.push({ w: weight, b: bias, loss: error });
    return this;
  }

  /**
   * The surface in three dimensions with the path over it.
   *
   * @example
   * const surface = errorSurface({ x: [0, 1], y: [0, 1], wRange: 1, bRange: 1 }).record(0, 0);
   * surface.surfaceFigure().toJSON().axes[0].marks.map((mark) => mark.type) // => ["surface", "line"]
   */
  surfaceFigure(): Figure {
    const fig = figure({ figsize: [7.5, 5.5] });
    this.drawSurface(fig.addSubplot(1, 1, 1, { projection: "3d" }));
    return fig;
  }

  /**
   * The contours of the surface with the path over them.
   *
   * @example
   * const surface = errorSurface({ x: [0, 1], y: [0, 1], wRange: 1, bRange: 1 }).record(0, 0);
   * surface.contourFigure().toJSON().axes[0].marks.map((mark) => mark.type) // => ["contour", "line"]
   */
  contourFigure(): Figure {
    const [fig, ax] = subplots();
    this.drawContour(ax);
    return fig;
  }

  /**
   * The points and the line of a recorded step, by default the last.
   *
   * @example
   * const surface = errorSurface({ x: [0, 1], y: [1, 3], wRange: 1, bRange: 1 }).record(2, 1);
   * surface.dataFigure().toJSON().axes[0].title // => Data space after step 0
   */
  dataFigure(step: number = this.#steps.length - 1): Figure {
    const [fig, ax] = subplots();
    this.drawData(ax, step);
    return fig;
  }

  /**
   * The data and the contours side by side, as they were at a recorded step, by default the last.
   *
   * @example
   * const surface = errorSurface({ x: [0, 1], y: [1, 3], wRange: 1, bRange: 1 }).record(0, 0).record(2, 1);
   * surface.progressFigure(0).toJSON().columns // => 2
   */
  progressFigure(step: number = this.#steps.length - 1): Figure {
    const [fig, [left, right]] = subplots(1, 2, { figsize: [10, 4.8] });
    this.drawData(left, step);
    this.drawContour(right, step);
    return fig;
  }

  /**
   * The data and the contours at steps spread evenly over the training, the first and the last among them: what an adapter needs
   * to replay it.
   *
   * @param count how many figures at most. Default: 60
   * @example
   * const surface = errorSurface({ x: [0, 1], y: [1, 3], wRange: 4, bRange: 4 });
   * for (const w of [-3, -2, -1, 0, 1]) surface.record(w, 1);
   * surface.progressFigures(3).map((fig) => fig.axes[0].toJSON().title).join(", ")
   * // => Data space after step 0, Data space after step 2, Data space after step 4
   */
  progressFigures(count = 60): Figure[] {
    const last = this.#steps.length - 1;
    const frames = Math.min(count, last + 1);
    const stepOf = (frame: number): number => (frames < 2 ? last : Math.round((frame * last) / (frames - 1)));
    return Array.from({ length: frames }, (_, frame) => this.progressFigure(stepOf(frame)));
  }

  /** Draws the surface and the path on given axes. */
  drawSurface(ax: Axes3D): void {
    ax.plotSurface(this.w, this.b, this.loss).setTitle("Loss surface");
    ax.setXlabel("w").setYlabel("b").setZlabel("loss");
    if (this.#steps.length === 0) return;
    const { w, b, loss } = this.#path(this.#steps.length - 1);
    ax.plot(w, b, loss, pathFormat(w), { label: "path of the parameters" });
  }

  /** Draws the contours and the path up to a recorded step on given axes. */
  drawContour(ax: Axes, step: number = this.#steps.length - 1): void {
    ax.contour(this.w, this.b, this.loss).setTitle("Loss contours").setXlabel("w").setYlabel("b");
    if (this.#steps.length === 0) return;
    const { w, b } = this.#path(step);
    ax.plot(w, b, pathFormat(w), { label: "path of the parameters" });
  }

  /** Draws the points and the line of a recorded step on given axes. */
  drawData(ax: Axes, step: number = this.#steps.length - 1): void {
    ax.plot(this.#x, this.#y, "ro", { label: "training points" });
    ax.setTitle("Data space").setXlabel("x").setYlabel("y");
    if (this.#steps.length > 0) {
      const { w, b } = this.#path(step).last;
      const line = this.#x.toSorted((one, other) => one - other);
      ax.plot(
        line,
        line.map((x) => w * x + b),
        "C0-",
        { label: "estimated line" },
      );
      ax.setTitle(`Data space after step ${step}`);
    }
    ax.legend();
  }

  #path(step: number): { w: number[]; b: number[]; loss: number[]; last: ErrorSurfaceStep } {
    const last = this.#steps[step];
    if (last === undefined) {
      throw new Error(`errorSurface: step ${step} is not recorded; the steps are 0 to ${this.#steps.length - 1}`);
    }
    const steps = this.#steps.slice(0, step + 1);
    return { w: steps.map((s) => s.w), b: steps.map((s) => s.b), loss: steps.map((s) => s.loss), last };
  }
}

/**
 * Computes the loss `mean((w x + b - y)²)` over a grid of `samples` weights from `-wRange` to `wRange` and `samples` biases
 * from `-bRange` to `bRange`; `record` the parameters while training, then draw the surface, its contours or the data.
 *
 * @example
 * const surface = errorSurface({ x: [-1, 0, 1], y: [-2, -1, 0], wRange: 15, bRange: 13, samples: 30 });
 * surface.record(-15, -10).record(0.99, -1.02);
 * surface.contourFigure().toJSON().axes[0].x.label // => w
 */
export function errorSurface(options: ErrorSurfaceOptions): ErrorSurface {
  return new ErrorSurface(options);
}
