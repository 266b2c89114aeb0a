import type { DType } from "../dtype.js";
import type { Shape } from "../layout.js";

/**
 * A matrix for which a computation has no result: singular, not positive definite, or not finite.
 *
 * @example
 * new LinAlgError("linalg.inv: the matrix is singular").name // => "LinAlgError"
 */
export class LinAlgError extends Error {
  /** What it prints as. */
  override readonly name = "LinAlgError";
}

/** The first matrix of a stack that failed. */
export interface Failure {
  /** Its number in the stack; null if there is only one matrix. */
  readonly index: number | null;
  /** What went wrong there: which pivot, which minor. */
  readonly code: number;
}

function place({ index }: Failure): string {
  return index === null ? "" : `(Batch element ${index}): `;
}

export function singularInverse(op: string, failure: Failure): LinAlgError {
  return new LinAlgError(
    `${op}: ${place(failure)}The diagonal element ${failure.code} is zero, the inversion could not be completed because the input matrix is singular.`,
  );
}

export function singularSystem(op: string, failure: Failure): LinAlgError {
  return new LinAlgError(`${op}: ${place(failure)}The solver failed because the input matrix is singular.`);
}

export function notPositiveDefinite(op: string, failure: Failure): LinAlgError {
  return new LinAlgError(
    `${op}: ${place(failure)}The factorization could not be completed because the input is not positive-definite (the leading minor of order ${failure.code} is not positive-definite).`,
  );
}

export function notConverged(op: string, failure: Failure, isFinite: boolean): LinAlgError {
  const reason = isFinite
    ? "is ill-conditioned or has too many repeated singular values"
    : "contained non-finite values";
  return new LinAlgError(
    `${op}: ${place(failure)}The algorithm failed to converge because the input matrix ${reason}.`,
  );
}

export function zeroPivot(pivot: number): Error {
  return new Error(
    `torch.linalg.lu_factor: U[${pivot},${pivot}] is zero and using it on lu_solve would result in a division by zero. If you still want to perform the factorization, consider calling linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)`,
  );
}

export function needsPivots(op: string): Error {
  return new Error(`${op}: LU without pivoting is not implemented on the CPU`);
}

export function needsDimensions(op: string, name: string): Error {
  return new Error(`${op}: The input tensor ${name} must have at least 2 dimensions.`);
}

export function notSquare(op: string, shape: Shape): Error {
  return new Error(
    `${op}: A must be batches of square matrices, but they are ${shape.at(-2)} by ${shape.at(-1)} matrices`,
  );
}

export function needsFloat(op: string, dtype: DType): TypeError {
  return new TypeError(`${op}: Expected a floating point or complex tensor as input. Got ${dtype.title}`);
}

export function lowPrecision(op: string, dtype: DType): TypeError {
  return new TypeError(`${op}: Low precision dtypes not supported. Got ${dtype.title}`);
}

export function differentTypes(op: string, a: DType, b: DType): TypeError {
  return new TypeError(
    `${op}: Expected A and B to have the same dtype, but found A of type ${a.title} and B of type ${b.title} instead`,
  );
}

export function incompatibleSystem(op: string, left: boolean, a: Shape, b: Shape): Error {
  const size = (shape: Shape): string => shape.slice(-2).join("x");
  return new Error(
    `${op}: Incompatible shapes of A and B for the equation ${left ? "AX" : "XA"} = B (${size(a)} and ${size(b)})`,
  );
}
