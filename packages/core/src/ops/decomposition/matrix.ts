import { float32, float64 } from "../../dtype.js";
import { type Failure, lowPrecision, needsDimensions, needsFloat, notSquare } from "../../errors/linear-algebra.js";
import { UnsupportedKernelError } from "../../errors/type.js";
import type { Shape } from "../../layout.js";
import type { Tensor } from "../../tensor.js";
import { checkTensor } from "../kinds.js";

// What ops on stacks of matrices, `[..., m, n]`, check and share.

/** Throws unless `A` holds matrices. */
export function checkMatrix(op: string, A: Tensor, name = "A"): void {
  checkTensor(op, A);
  if (A.layout.ndim < 2) throw needsDimensions(op, name);
}

/** Throws unless `A` holds square matrices. */
export function checkSquare(op: string, A: Tensor): void {
  checkMatrix(op, A);
  const { shape } = A.layout;
  if (shape.at(-1) !== shape.at(-2)) throw notSquare(op, shape);
}

/** Throws unless `A` is of one of the two types that factorizations know. */
export function checkFloat(op: string, A: Tensor): void {
  checkTensor(op, A);
  const { dtype } = A;
  if (!dtype.isFloatingPoint) throw needsFloat(op, dtype);
  if (dtype !== float32 && dtype !== float64) throw lowPrecision(op, dtype);
}

/** The same where PyTorch names the `kernel` that is missing. */
export function checkKernel(kernel: string, A: Tensor): void {
  checkTensor(kernel, A);
  const { dtype } = A;
  if (dtype !== float32 && dtype !== float64) throw new UnsupportedKernelError(kernel, dtype);
}

export function batchOf(A: Tensor): Shape {
  return A.layout.shape.slice(0, -2);
}

/** The first matrix whose `info` is not zero. */
export function firstFailure(info: Tensor): Failure | null {
  const codes = Array.from(info.toTypedArray(), Number);
  const index = codes.findIndex((code) => code !== 0);
  return index < 0 ? null : { index: info.layout.ndim === 0 ? null : index, code: codes[index]! };
}
