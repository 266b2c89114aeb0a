import type { DType } from "../dtype.js";

export function cannotCast(from: DType, to: DType): Error {
  return new Error(`result type ${from.title} can't be cast to the desired output type ${to.title}`);
}

/** A backend has no kernel for this case. */
export class UnsupportedKernelError extends Error {
  override readonly name = "UnsupportedKernelError";

  constructor(
    readonly op: string,
    readonly dtype: DType,
    readonly device = "cpu",
  ) {
    super(`"${op}" not implemented for '${dtype.title}' (device ${device})`);
  }
}
