import { compile } from "../compiled.js";
import { type Kind, type LoopParts, loopOf } from "./loop.js";
import type { Formula } from "./vector.js";

/** Addresses and steps of the result and of three inputs, which may not all be there; returns how many elements are written. */
type Run = (
  count: number,
  out: number,
  x: number,
  xStep: number,
  y: number,
  yStep: number,
  z: number,
  zStep: number,
  parameters: number,
) => number;

/** log2 of the bytes of an element. */
const shiftOf = (kind: Kind | undefined): number => (kind === "float" ? 2 : 0);

/** An element-wise kernel, compiled when it is first called: a program pays for those that it uses. */
export class Lane implements LoopParts {
  run: Run;
  readonly outShift: number;
  readonly xShift: number;
  readonly yShift: number;
  readonly zShift: number;

  constructor(
    readonly inputs: readonly Kind[],
    readonly output: Kind,
    readonly formula: Formula,
  ) {
    this.outShift = shiftOf(output);
    this.xShift = shiftOf(inputs[0]);
    this.yShift = shiftOf(inputs[1]);
    this.zShift = shiftOf(inputs[2]);
    this.run = (...args) => this.compiled()(...args);
  }

  #compiled = false;

  compiled(): Run {
    if (!this.#compiled) this.run = compile<{ run: Run }>([loopOf(this)]).run;
    this.#compiled = true;
    return this.run;
  }
}
