import type { Matrix, Vector } from "./data.js";
import type { Axes3DDescription, SpaceMark } from "./description.js";
import { Frame } from "./frame.js";
import { readGrid } from "./grid.js";
import { type FormatAndOptions, type LineOptions, spaceLineMark } from "./line.js";
import { type ScatterOptions, spaceScatterMark } from "./scatter.js";
import { type SurfaceOptions, surfaceMark, type WireframeOptions, wireframeMark } from "./surface.js";

/**
 * Three-dimensional axes, seen along a direction without perspective; marks drawn later lie over earlier ones.
 *
 * @example
 * const [fig, ax] = subplots(1, 1, { projection: "3d" });
 * ax.plotSurface([0, 1], [0, 1], [[0, 1], [1, 2]]).viewInit(30, -60);
 * fig.toJSON().axes[0].projection // => 3d
 */
export class Axes3D extends Frame {
  readonly #marks: SpaceMark[] = [];
  #elevation = 30;
  #azimuth = -60;

  /**
   * Draws the surface `z` over a grid, coloured by height. `z` is `[rows, columns]`; `x` has one number per column and `y`
   * one per row, or both are mesh grids like `z`.
   *
   * @example
   * const [, ax] = subplots(1, 1, { projection: "3d" });
   * const [surface] = ax.plotSurface([0, 1], [0, 1], [[0, 1], [1, 2]], { cmap: "coolwarm" }).toJSON().marks;
   * surface.type === "surface" && surface.coloring // => { colormap: "coolwarm", min: 0, max: 2 }
   */
  plotSurface(x: Vector | Matrix, y: Vector | Matrix, z: Matrix, options: SurfaceOptions = {}): this {
    this.#marks.push(surfaceMark(readGrid("plotSurface", x, y, z), options));
    return this;
  }

  /**
   * Draws the lines of the grid of a surface, without its faces.
   *
   * @example
   * const [, ax] = subplots(1, 1, { projection: "3d" });
   * const [surface] = ax.plotWireframe([0, 1], [0, 1], [[0, 1], [1, 2]]).toJSON().marks;
   * surface.type === "surface" && surface.wireframe // => true
   */
  plotWireframe(x: Vector | Matrix, y: Vector | Matrix, z: Matrix, options: WireframeOptions = {}): this {
    this.#marks.push(wireframeMark(readGrid("plotWireframe", x, y, z), options, this.nextLineColor));
    return this;
  }

  /**
   * Draws a line through points of space; the format string is that of flat axes.
   *
   * @example
   * const [, ax] = subplots(1, 1, { projection: "3d" });
   * const [line] = ax.plot([0, 1], [0, 1], [0, 1], "r-").toJSON().marks;
   * line.type === "line" && line.color // => #ff0000
   */
  plot(x: Vector, y: Vector, z: Vector, format?: string, options?: LineOptions): this;
  plot(x: Vector, y: Vector, z: Vector, options: LineOptions): this;
  plot(x: Vector, y: Vector, z: Vector, ...rest: FormatAndOptions): this {
    this.#marks.push(spaceLineMark([x, y, z], rest, this.nextLineColor));
    return this;
  }

  /**
   * Draws a marker at each point of space.
   *
   * @example
   * const [, ax] = subplots(1, 1, { projection: "3d" });
   * const [points] = ax.scatter([0, 1], [0, 1], [3, 4], { marker: "x" }).toJSON().marks;
   * points.type === "scatter" && points.z // => [3, 4]
   */
  scatter(x: Vector, y: Vector, z: Vector, options: ScatterOptions = {}): this {
    this.#marks.push(spaceScatterMark([x, y, z], options, this.nextPatchColor));
    return this;
  }

  /**
   * Names the z axis.
   *
   * @example
   * const [, ax] = subplots(1, 1, { projection: "3d" });
   * ax.setZlabel("loss").toJSON().z.label // => loss
   */
  setZlabel(label: string): this {
    return this.change("z", { label });
  }

  /**
   * Sets the ends of the z axis; `null` leaves an end to the data.
   *
   * @example
   * const [, ax] = subplots(1, 1, { projection: "3d" });
   * ax.setZlim(0, 100).toJSON().z.limits // => [0, 100]
   */
  setZlim(bottom: number | null, top: number | null = null): this {
    return this.changeLimits("setZlim", "z", bottom, top);
  }

  /**
   * Sets the ticks of the z axis, and what they say.
   *
   * @example
   * const [, ax] = subplots(1, 1, { projection: "3d" });
   * ax.setZticks([0, 1], ["low", "high"]).toJSON().z.ticks?.labels // => ["low", "high"]
   */
  setZticks(ticks: Vector, labels: readonly string[] | null = null): this {
    return this.changeTicks("setZticks", "z", ticks, labels);
  }

  /**
   * Looks from `elevation` degrees above the x-y plane and `azimuth` degrees around the z axis. Default: 30 and -60.
   *
   * @example
   * const [, ax] = subplots(1, 1, { projection: "3d" });
   * ax.viewInit(20, 45).toJSON().azimuth // => 45
   */
  viewInit(elevation = 30, azimuth = -60): this {
    if (!Number.isFinite(azimuth) || !(Math.abs(elevation) <= 90)) {
      throw new Error(
        `viewInit: \`elevation\` must be between -90 and 90 and \`azimuth\` finite, got ${elevation} and ${azimuth}`,
      );
    }
    this.#elevation = elevation;
    this.#azimuth = azimuth;
    return this;
  }

  /**
   * The axes as plain data, for `JSON.stringify` and the adapters.
   *
   * @example
   * const [, ax] = subplots(1, 1, { projection: "3d" });
   * ax.toJSON().elevation // => 30
   */
  toJSON(): Axes3DDescription {
    const { axis, shared } = this;
    return {
      ...shared,
      projection: "3d",
      z: axis.z,
      elevation: this.#elevation,
      azimuth: this.#azimuth,
      marks: [...this.#marks],
    };
  }
}
