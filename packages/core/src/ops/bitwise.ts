import { invertedFloat } from "../errors/arithmetic.js";
import { Binary, Unary } from "../kernels/elementwise.js";
import { isScalar, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { applyOperands, asOperand } from "./operand.js";
import { type BinaryOp, binaryOp, type UnaryOp, unaryOp } from "./record.js";

// Operations on the bits of integers, and on bools. None has a gradient. Either operand may be a number.

function bitOp(
  name: "bitwiseAnd" | "bitwiseOr" | "bitwiseXor" | "bitwiseLeftShift" | "bitwiseRightShift",
): BinaryOp<void> {
  return binaryOp({
    name,
    forward: (k, x, y, out, dtype) => k.binary(Binary[name], x, y, out, dtype),
    dx: null,
    dy: null,
  });
}

function withNumbers(op: BinaryOp<void>, x: Tensor | Scalar, y: Tensor | Scalar): Tensor {
  return applyOperands(op, isScalar(x) ? asOperand(x, y as Tensor) : x, y);
}

export const bitwiseAndOp: BinaryOp<void> = bitOp("bitwiseAnd");

/**
 * Bits that are set in both integers, element-wise.
 *
 * @throws {Error} for floats
 * @example
 * bitwiseAnd(tensor([6, 5]), 3).tolist() // => [2, 1]
 */
export function bitwiseAnd(x: Tensor | Scalar, y: Tensor | Scalar): Tensor {
  return withNumbers(bitwiseAndOp, x, y);
}

export const bitwiseOrOp: BinaryOp<void> = bitOp("bitwiseOr");

/**
 * Bits that are set in one of two integers, element-wise.
 *
 * @throws {Error} for floats
 * @example
 * bitwiseOr(tensor([6, 5]), 3).tolist() // => [7, 7]
 */
export function bitwiseOr(x: Tensor | Scalar, y: Tensor | Scalar): Tensor {
  return withNumbers(bitwiseOrOp, x, y);
}

export const bitwiseXorOp: BinaryOp<void> = bitOp("bitwiseXor");

/**
 * Bits that are set in exactly one of two integers, element-wise.
 *
 * @throws {Error} for floats
 * @example
 * bitwiseXor(tensor([6, 5]), 3).tolist() // => [5, 6]
 */
export function bitwiseXor(x: Tensor | Scalar, y: Tensor | Scalar): Tensor {
  return withNumbers(bitwiseXorOp, x, y);
}

export const bitwiseLeftShiftOp: BinaryOp<void> = bitOp("bitwiseLeftShift");

/**
 * Integers with their bits moved up by `y` places; 0 if that is negative or beyond the type's bits.
 *
 * @throws {Error} for floats
 * @example
 * bitwiseLeftShift(tensor([1, 3]), 2).tolist() // => [4, 12]
 */
export function bitwiseLeftShift(x: Tensor | Scalar, y: Tensor | Scalar): Tensor {
  return withNumbers(bitwiseLeftShiftOp, x, y);
}

export const bitwiseRightShiftOp: BinaryOp<void> = bitOp("bitwiseRightShift");

/**
 * Integers with their bits moved down by `y` places, the sign kept.
 *
 * @throws {Error} for floats
 * @example
 * bitwiseRightShift(tensor([-8, 7]), 1).tolist() // => [-4, 3]
 */
export function bitwiseRightShift(x: Tensor | Scalar, y: Tensor | Scalar): Tensor {
  return withNumbers(bitwiseRightShiftOp, x, y);
}

export const bitwiseNotOp: UnaryOp<void> = unaryOp({
  name: "bitwiseNot",
  forward: (k, x, _, out, dtype) => {
    if (dtype.isFloatingPoint) throw invertedFloat(dtype);
    k.unary(Unary.bitwiseNot, x, out, dtype);
  },
  dx: null,
});

/**
 * Integers with every bit turned over, and bools negated.
 *
 * @throws {Error} for floats
 * @example
 * bitwiseNot(tensor([0, 5])).tolist() // => [-1, -6]
 */
export function bitwiseNot(x: Tensor): Tensor {
  return applyUnary(bitwiseNotOp, x, undefined);
}
