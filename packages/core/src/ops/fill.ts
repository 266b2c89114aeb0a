import { scalarFillOnly } from "../errors/arithmetic.js";
import { isScalar, numberOf, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { applyBinary, applyUnary } from "./apply.js";
import { fillOp } from "./conversion.js";
import { checkFits, zeroGradient } from "./operand.js";
import { type BinaryOp, binaryOp } from "./record.js";

export const fillWithTensorOp: BinaryOp<void> = binaryOp({
  name: "fill",
  gradName: "FillBackward1",
  forward: (k, _, value, out) => k.copy(value, out),
  dx: zeroGradient,
  dy: (grad) => grad,
});

/**
 * A tensor like `x` whose every element is `value`, a number or a 0-d tensor.
 *
 * @throws {Error} if `value` is a tensor with dimensions
 * @example
 * fill(tensor([1, 2]), 7).tolist() // => [7, 7]
 */
export function fill(x: Tensor, value: Tensor | Scalar): Tensor {
  if (!isScalar(value)) {
    if (value.layout.ndim > 0) throw scalarFillOnly(value.layout.ndim);
    return applyBinary(fillWithTensorOp, x, value.to(x.dtype));
  }
  checkFits(numberOf(value), x.dtype);
  return applyUnary(fillOp, x, value);
}
