import { type DType, promoteTypes } from "../dtype.js";
import { notAnOperand } from "../errors/kind.js";
import { dtypeOfScalar, isScalar, promoteScalar, type Scalar } from "../scalar.js";
import { Tensor } from "../tensor.js";
import { promoteOperands } from "./apply.js";

/**
 * The type of the result of arithmetic on `x` and `y`, tensors or numbers: a number, or a 0-d tensor beside one with dimensions,
 * counts only by its category (bool, integer, float).
 *
 * @example
 * resultType(tensor([1, 2], { dtype: int8 }), 1.5).name // => "float32"
 * resultType(tensor([1, 2], { dtype: int8 }), tensor(3)).name // => "int8"
 */
export function resultType(x: Tensor | Scalar, y: Tensor | Scalar): DType {
  for (const operand of [x, y])
    if (!(operand instanceof Tensor) && !isScalar(operand)) throw notAnOperand("result_type", operand);
  if (isScalar(x)) return isScalar(y) ? promoteTypes(dtypeOfScalar(x), dtypeOfScalar(y)) : promoteScalar(y.dtype, x);
  return isScalar(y) ? promoteScalar(x.dtype, y) : promoteOperands(x, y);
}
