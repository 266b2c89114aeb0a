import { Binary } from "../kernels/elementwise.js";
import type { Tensor } from "../tensor.js";
import { applyOperands } from "./operand.js";
import { type BinaryOp, binaryOp } from "./record.js";

/** Half of the gradient goes to each of two equal elements. */
const share = (grad: Tensor, x: Tensor, y: Tensor): Tensor => grad.div(2).where(x.eq(y), grad);

export const maximumOp: BinaryOp<void> = binaryOp<void, "x" | "y", "x" | "y">({
  name: "maximum",
  forward: (k, x, y, out, dtype) => k.binary(Binary.maximum, x, y, out, dtype),
  saves: { dx: ["x", "y"], dy: ["x", "y"] },
  dx: (grad, { x, y }) => share(grad, x, y).where(x.lt(y).logicalNot(), 0),
  dy: (grad, { x, y }) => share(grad, x, y).where(x.gt(y).logicalNot(), 0),
});

/**
 * Element-wise larger one of two elements; NaN if one of them is.
 *
 * @example
 * maximum(tensor([1, 5]), tensor([3, 4])).tolist() // => [3, 5]
 */
export function maximum(x: Tensor, y: Tensor): Tensor {
  return applyOperands(maximumOp, x, y);
}

export const minimumOp: BinaryOp<void> = binaryOp<void, "x" | "y", "x" | "y">({
  name: "minimum",
  forward: (k, x, y, out, dtype) => k.binary(Binary.minimum, x, y, out, dtype),
  saves: { dx: ["x", "y"], dy: ["x", "y"] },
  dx: (grad, { x, y }) => share(grad, x, y).where(x.gt(y).logicalNot(), 0),
  dy: (grad, { x, y }) => share(grad, x, y).where(x.lt(y).logicalNot(), 0),
});

/**
 * Element-wise smaller one of two elements; NaN if one of them is.
 *
 * @example
 * minimum(tensor([1, 5]), tensor([3, 4])).tolist() // => [1, 4]
 */
export function minimum(x: Tensor, y: Tensor): Tensor {
  return applyOperands(minimumOp, x, y);
}

export const fmaxOp: BinaryOp<void> = binaryOp<void, "x" | "y", "x" | "y">({
  name: "fmax",
  forward: (k, x, y, out, dtype) => k.binary(Binary.fmax, x, y, out, dtype),
  saves: { dx: ["x", "y"], dy: ["x", "y"] },
  dx: (grad, { x, y }) => grad.where(x.ge(y).logicalOr(y.isnan()), 0),
  dy: (grad, { x, y }) => grad.where(x.ge(y).logicalOr(y.isnan()).logicalNot(), 0),
});

/**
 * Element-wise larger one of two elements; of a NaN and a number, the number.
 *
 * @example
 * fmax(tensor([1, NaN]), tensor([3, 4])).tolist() // => [3, 4]
 */
export function fmax(x: Tensor, y: Tensor): Tensor {
  return applyOperands(fmaxOp, x, y);
}

export const fminOp: BinaryOp<void> = binaryOp<void, "x" | "y", "x" | "y">({
  name: "fmin",
  forward: (k, x, y, out, dtype) => k.binary(Binary.fmin, x, y, out, dtype),
  saves: { dx: ["x", "y"], dy: ["x", "y"] },
  dx: (grad, { x, y }) => grad.where(x.le(y).logicalOr(y.isnan()), 0),
  dy: (grad, { x, y }) => grad.where(x.le(y).logicalOr(y.isnan()).logicalNot(), 0),
});

/**
 * Element-wise smaller one of two elements; of a NaN and a number, the number.
 *
 * @example
 * fmin(tensor([1, NaN]), tensor([3, 4])).tolist() // => [1, 4]
 */
export function fmin(x: Tensor, y: Tensor): Tensor {
  return applyOperands(fminOp, x, y);
}
