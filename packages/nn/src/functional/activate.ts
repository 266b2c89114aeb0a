import { applyUnary, applyUnaryInPlace, type Tensor, type UnaryOp } from "@flambeau/core";

/** The option of activation functions that can overwrite their input. */
export interface InplaceOption {
  /** Overwrite the input; default false. */
  readonly inplace?: boolean;
}

/** Runs a record, into its input where that is asked for. */
export function activate<A>(op: UnaryOp<A>, input: Tensor, attr: A, { inplace = false }: InplaceOption): Tensor {
  return inplace ? applyUnaryInPlace(op, input, attr) : applyUnary(op, input, attr);
}
