import { colorCycle } from "./color.js";
import { readVector, type Vector } from "./data.js";
import type { AxisDescription, LegendLocation } from "./description.js";
import { checkOptions } from "./options.js";

/** Where a legend stands. */
export interface LegendOptions {
  /** Default: `"best"`, where it covers the fewest points. */
  readonly loc?: LegendLocation;
}

/** What a colour bar says. */
export interface ColorbarOptions {
  /** Default: none. */
  readonly label?: string;
}

const locations: readonly LegendLocation[] = [
  "best",
  "upper right",
  "upper left",
  "lower left",
  "lower right",
  "center left",
  "center right",
  "lower center",
  "upper center",
  "center",
];

const plainAxis: AxisDescription = { label: null, scale: "linear", limits: [null, null], ticks: null };

/** What flat and three-dimensional axes share: title, labels, limits, ticks, legend and colour bar. Every verb returns the axes. */
export abstract class Frame {
  /** Row of the subplot, from 0. */
  readonly row: number;
  /** Column of the subplot, from 0. */
  readonly column: number;
  #title: string | null = null;
  #legend: { location: LegendLocation } | null = null;
  #colorbar: { label: string | null } | null = null;
  #lineColors = 0;
  #patchColors = 0;
  /** The axes as the user set them. */
  protected readonly axis: { x: AxisDescription; y: AxisDescription; z: AxisDescription } = {
    x: plainAxis,
    y: plainAxis,
    z: plainAxis,
  };

  constructor(row: number, column: number) {
    this.row = row;
    this.column = column;
  }

  /** The next colour of lines; lines and patches count through the colours apart, as in matplotlib. */
  protected nextLineColor = (): string => colorCycle[this.#lineColors++ % colorCycle.length] as string;

  /** The next colour of bars and scatters. */
  protected nextPatchColor = (): string => colorCycle[this.#patchColors++ % colorCycle.length] as string;

  /** What the descriptions of all axes have. */
  protected get shared(): {
    row: number;
    column: number;
    title: string | null;
    x: AxisDescription;
    y: AxisDescription;
    legend: { location: LegendLocation } | null;
    colorbar: { label: string | null } | null;
  } {
    const { row, column } = this;
    const { x, y } = this.axis;
    return { row, column, title: this.#title, x, y, legend: this.#legend, colorbar: this.#colorbar };
  }

  /** Changes some settings of an axis. */
  protected change(name: "x" | "y" | "z", change: Partial<AxisDescription>): this {
    this.axis[name] = { ...this.axis[name], ...change };
    return this;
  }

  /** Makes an axis linear or logarithmic; throws if it has limits that a logarithm lacks. */
  protected changeScale(operation: string, name: "x" | "y", scale: "linear" | "log"): this {
    if (scale !== "linear" && scale !== "log") {
      throw new Error(`${operation}: the scale must be "linear" or "log", got ${JSON.stringify(scale)}`);
    }
    const low = this.axis[name].limits.find((end) => end !== null && end <= 0);
    if (scale === "log" && low !== undefined) {
      throw new Error(`${operation}: a logarithmic axis shows only positive numbers, and a limit is ${low}`);
    }
    return this.change(name, { scale });
  }

  /** Sets the ends of an axis; throws unless they differ and can be shown. */
  protected changeLimits(operation: string, name: "x" | "y" | "z", low: number | null, high: number | null): this {
    for (const end of [low, high]) {
      if (end !== null && !Number.isFinite(end))
        throw new Error(`${operation}: a limit must be a finite number or null, got ${end}`);
      if (end !== null && end <= 0 && this.axis[name].scale === "log") {
        throw new Error(`${operation}: a limit of a logarithmic axis must be positive, got ${end}`);
      }
    }
    if (low !== null && low === high) throw new Error(`${operation}: the limits must differ, got ${low} twice`);
    return this.change(name, { limits: [low, high] });
  }

  /** Sets the ticks of an axis; throws unless there are as many labels. */
  protected changeTicks(
    operation: string,
    name: "x" | "y" | "z",
    ticks: Vector,
    labels: readonly string[] | null,
  ): this {
    const values = readVector(operation, "ticks", ticks);
    if (labels !== null && labels.length !== values.length) {
      throw new Error(`${operation}: ${values.length} ticks need as many labels, got ${labels.length}`);
    }
    return this.change(name, { ticks: { values, labels } });
  }

  /**
   * Writes a title above the axes.
   *
   * @example
   * const [, ax] = subplots();
   * ax.setTitle("Loss").toJSON().title // => Loss
   */
  setTitle(title: string): this {
    this.#title = title;
    return this;
  }

  /**
   * Names the x axis.
   *
   * @example
   * const [, ax] = subplots();
   * ax.setXlabel("epoch").toJSON().x.label // => epoch
   */
  setXlabel(label: string): this {
    return this.change("x", { label });
  }

  /**
   * Names the y axis.
   *
   * @example
   * const [, ax] = subplots();
   * ax.setYlabel("loss").toJSON().y.label // => loss
   */
  setYlabel(label: string): this {
    return this.change("y", { label });
  }

  /**
   * Sets the ends of the x axis; `null` leaves an end to the data, a first end above the second turns the axis round.
   *
   * @example
   * const [, ax] = subplots();
   * ax.plot([1, 2, 3]).setXlim(0, null).toJSON().x.limits // => [0, null]
   */
  setXlim(left: number | null, right: number | null = null): this {
    return this.changeLimits("setXlim", "x", left, right);
  }

  /**
   * Sets the ends of the y axis; `null` leaves an end to the data, a first end above the second turns the axis round.
   *
   * @example
   * const [, ax] = subplots();
   * ax.setYlim(-10, 15).toJSON().y.limits // => [-10, 15]
   */
  setYlim(bottom: number | null, top: number | null = null): this {
    return this.changeLimits("setYlim", "y", bottom, top);
  }

  /**
   * Sets the ticks of the x axis, and what they say.
   *
   * @example
   * const [, ax] = subplots();
   * ax.setXticks([0, 1], ["off", "on"]).toJSON().x.ticks?.labels // => ["off", "on"]
   */
  setXticks(ticks: Vector, labels: readonly string[] | null = null): this {
    return this.changeTicks("setXticks", "x", ticks, labels);
  }

  /**
   * Sets the ticks of the y axis, and what they say.
   *
   * @example
   * const [, ax] = subplots();
   * ax.setYticks([0, 0.5, 1]).toJSON().y.ticks?.values // => [0, 0.5, 1]
   */
  setYticks(ticks: Vector, labels: readonly string[] | null = null): this {
    return this.changeTicks("setYticks", "y", ticks, labels);
  }

  /**
   * Shows a legend of the marks that have a label.
   *
   * @example
   * const [, ax] = subplots();
   * ax.plot([1, 2], { label: "train" }).legend({ loc: "upper left" }).toJSON().legend // => { location: "upper left" }
   */
  legend(options: LegendOptions = {}): this {
    checkOptions("legend", options, ["loc"]);
    const { loc = "best" } = options;
    if (!locations.includes(loc))
      throw new Error(`legend: unknown loc ${JSON.stringify(loc)}; one of ${locations.join(", ")}`);
    this.#legend = { location: loc };
    return this;
  }

  /**
   * Shows, beside the axes, which values the colours of the last coloured mark stand for.
   *
   * @example
   * const [, ax] = subplots();
   * ax.imshow([[0, 1]]).colorbar({ label: "loss" }).toJSON().colorbar // => { label: "loss" }
   */
  colorbar(options: ColorbarOptions = {}): this {
    checkOptions("colorbar", options, ["label"]);
    this.#colorbar = { label: options.label ?? null };
    return this;
  }
}
