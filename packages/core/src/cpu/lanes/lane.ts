import { bool, type DType, float32 } from "../../dtype.js";
import { compile } from "../compiled.js";
import { placeOf, type Run } from "./door.js";
import { type LoopParts, loopOf, rowsOf } from "./loop.js";
import type { Formula } from "./vector.js";

/** Runs for rows that lie so many bytes apart; returns how many rows are finished. */
export type RunRows = (
  rows: number,
  outRow: number,
  xRow: number,
  yRow: number,
  zRow: number,
  ...row: Parameters<Run>
) => number;

/** An element-wise kernel, compiled when it is first called: a program pays for those that it uses. */
export class Lane implements LoopParts {
  readonly type: DType;
  readonly outShift: number;
  readonly xShift: number;
  readonly yShift: number;
  readonly zShift: number;

  constructor(
    readonly inputs: readonly DType[],
    readonly output: DType,
    readonly formula: Formula,
    /** What may stand in the place of float32. */
    types: readonly DType[] = [float32],
  ) {
    for (const { code } of types) this.#types |= 1 << code;
    const [x, y, z] = inputs;
    this.type = [...inputs, output].find((type) => type !== bool) ?? bool;
    this.outShift = output.shift;
    this.xShift = x!.shift;
    this.yShift = (y ?? x!).shift;
    this.zShift = (z ?? x!).shift;
  }

  #types = 0;
  readonly #kin: Lane[] = [];

  /** The same for elements of `type` in the place of float32, if it is for them. */
  of(type: DType): Lane | undefined {
    if (((this.#types >> type.code) & 1) === 0) return undefined;
    if (type === float32) return this;
    const own = (element: DType): DType => (element === float32 ? type : element);
    return (this.#kin[type.code] ??= new Lane(this.inputs.map(own), own(this.output), this.formula));
  }

  #compiled: { readonly run: Run; readonly rows: RunRows } | null = null;
  #place = -1;

  compiled(): { readonly run: Run; readonly rows: RunRows } {
    this.#compiled ??= { ...compile<{ run: Run; rows: RunRows }>([loopOf(this), rowsOf()]) };
    return this.#compiled;
  }

  /** Where `runAt` finds it. */
  get place(): number {
    if (this.#place < 0) this.#place = placeOf(this.compiled().run);
    return this.#place;
  }
}
