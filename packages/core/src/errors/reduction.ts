import type { DType } from "../dtype.js";

export function emptyReduction(op: string): Error {
  return new Error(
    `${op}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.`,
  );
}

export function emptyDim(op: string, dim: number): RangeError {
  return new RangeError(`${op}: Expected reduction dim ${dim} to have non-zero size.`);
}

export function repeatedReductionDim(dim: number): Error {
  return new Error(`dim ${dim} appears multiple times in the list of dims`);
}

export function meanNeedsFloat(op: string, which: "Input" | "Optional", dtype: DType): TypeError {
  return new TypeError(
    `${op}(): could not infer output dtype. ${which} dtype must be either a floating point or complex dtype. Got: ${dtype.title}`,
  );
}

export function notSummable(from: readonly number[], to: readonly number[]): Error {
  return new Error(`size {[${to.join(", ")}]} is not expandable to size {[${from.join(", ")}]}.`);
}
