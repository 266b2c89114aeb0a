import { cpu } from "../cpu/index.js";
import { Category, type DType } from "../dtype.js";
import { differentTypes, integerAddcdiv } from "../errors/arithmetic.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Ternary } from "../kernels/elementwise.js";
import { isScalar, numberOf, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { empty, record } from "./apply.js";
import { checkInPlace, recordInPlace } from "./in-place.js";
import { checkTensor } from "./kinds.js";
import { checkFits, meet, meetInFirst, scalarTensor, valueBefore } from "./operand.js";
import { type NaryOp, naryOp } from "./record.js";

/** Options of `addcmul` and `addcdiv`. */
export interface ValueOptions {
  /** A factor of the product or quotient; default 1. */
  readonly value?: Scalar;
}

type Operands = readonly [Tensor, Tensor, Tensor];

function applyTernary(op: NaryOp<Scalar>, kernel: Ternary, operands: Operands, attr: Scalar): Tensor {
  const { dtype, layout } = meet(voters(op, operands));
  const out = empty(layout, dtype);
  cpu.ternary(kernel, ...operands, valueFor(attr, dtype), out, dtype);
  return record(op, operands, attr, out);
}

function applyTernaryInPlace(op: NaryOp<Scalar>, kernel: Ternary, operands: Operands, attr: Scalar): Tensor {
  const [x] = operands;
  const dtype = meetInFirst(voters(op, operands));
  checkInPlace(x);
  const before = op.restSaves!.some((saved) => saved.includes(0)) ? valueBefore(x, operands) : undefined;
  cpu.ternary(kernel, ...operands, valueFor(attr, dtype), x, dtype);
  return recordInPlace(op, operands, attr, before);
}

/** The operands that decide the type: not a weight that was given as a number. */
function voters(op: NaryOp<Scalar>, operands: Operands): readonly [Tensor, ...Tensor[]] {
  return op === lerpNumberOp ? [operands[0], operands[1]] : operands;
}

/** As a factor of integers, a fractional number loses its fraction. */
function valueFor(value: Scalar, dtype: DType): number | bigint {
  const number = numberOf(value);
  if (typeof number === "bigint" || dtype.category === Category.float) return number;
  checkFits(Math.trunc(number), dtype);
  return Math.trunc(number);
}

const addcmulOp: NaryOp<Scalar> = naryOp<Scalar>({
  name: "addcmul",
  saves: [[], [2], [1]],
  // d(x + v a b) = dx + v b da + v a db
  gradients: [
    (grad) => grad,
    (grad, { attr: value, inputs }) => grad.mul(inputs[2]!.mul(value)),
    (grad, { attr: value, inputs }) => grad.mul(inputs[1]!.mul(value)),
  ],
});

/**
 * Element-wise `x + value * tensor1 * tensor2`, with broadcasting.
 *
 * @example
 * addcmul(tensor([1, 1]), tensor([2, 3]), tensor([4, 5])).tolist() // => [9, 16]
 */
export function addcmul(x: Tensor, tensor1: Tensor, tensor2: Tensor, { value = 1 }: ValueOptions = {}): Tensor {
  return applyTernary(addcmulOp, Ternary.addcmul, [x, tensor1, tensor2], value);
}

/** `addcmul` into `x`. */
export function addcmul_(x: Tensor, tensor1: Tensor, tensor2: Tensor, { value = 1 }: ValueOptions = {}): Tensor {
  return applyTernaryInPlace(addcmulOp, Ternary.addcmul, [x, tensor1, tensor2], value);
}

const addcdivOp: NaryOp<Scalar> = naryOp<Scalar>({
  name: "addcdiv",
  saves: [[], [2], [1, 2]],
  // d(x + v a/b) = dx + v/b da - v a/b² db
  gradients: [
    (grad) => grad,
    (grad, { attr: value, inputs }) => grad.mul(inputs[2]!.reciprocal().mul(value)),
    (grad, { attr: value, inputs: [, a, b] }) => grad.neg().mul(a!.mul(value).div(b!.mul(b!))),
  ],
});

/**
 * Element-wise `x + value * tensor1 / tensor2`, with broadcasting.
 *
 * @throws {Error} if both `tensor1` and `tensor2` are integers
 * @example
 * addcdiv(tensor([1, 0.5]), tensor([4, 6]), tensor([0.5, 4])).tolist() // => [9, 2]
 */
export function addcdiv(x: Tensor, tensor1: Tensor, tensor2: Tensor, { value = 1 }: ValueOptions = {}): Tensor {
  checkQuotient(tensor1, tensor2);
  return applyTernary(addcdivOp, Ternary.addcdiv, [x, tensor1, tensor2], value);
}

/** `addcdiv` into `x`. */
export function addcdiv_(x: Tensor, tensor1: Tensor, tensor2: Tensor, { value = 1 }: ValueOptions = {}): Tensor {
  checkQuotient(tensor1, tensor2);
  return applyTernaryInPlace(addcdivOp, Ternary.addcdiv, [x, tensor1, tensor2], value);
}

function checkQuotient(a: Tensor, b: Tensor): void {
  checkTensor("addcdiv", a);
  checkTensor("addcdiv", b);
  if (!a.dtype.isFloatingPoint && !b.dtype.isFloatingPoint) throw integerAddcdiv();
}

const lerpOp: NaryOp<Scalar> = naryOp<Scalar>({
  name: "lerp",
  gradName: "LerpBackward1",
  saves: [[2], [2], [0, 1]],
  // d(a + w (b - a)) = (1 - w) da + w db + (b - a) dw
  gradients: [
    (grad, { inputs }) => grad.mul(inputs[2]!.rsub(1)),
    (grad, { inputs }) => grad.mul(inputs[2]!),
    (grad, { inputs: [start, end] }) => grad.mul(end!.sub(start!)),
  ],
});
const lerpNumberOp: NaryOp<Scalar> = naryOp<Scalar>({
  name: "lerp",
  saves: [[], [], []],
  gradients: [
    (grad, { attr: weight }) => grad.mul(1 - Number(weight)),
    (grad, { attr: weight }) => grad.mul(weight),
    null,
  ],
});

/**
 * Element-wise `start + weight * (end - start)` of floats; `weight` may be a number.
 *
 * @throws {Error} if the types differ
 * @example
 * lerp(tensor([0.0, 0.5]), tensor([10.0, 1.5]), 0.5).tolist() // => [5, 1]
 */
export function lerp(start: Tensor, end: Tensor, weight: Tensor | Scalar): Tensor {
  const operands = lerpOperands(start, end, weight);
  return isScalar(weight)
    ? applyTernary(lerpNumberOp, Ternary.lerp, operands, weight)
    : applyTernary(lerpOp, Ternary.lerp, operands, 1);
}

/** `lerp` into `start`. */
export function lerp_(start: Tensor, end: Tensor, weight: Tensor | Scalar): Tensor {
  const operands = lerpOperands(start, end, weight);
  return isScalar(weight)
    ? applyTernaryInPlace(lerpNumberOp, Ternary.lerp, operands, weight)
    : applyTernaryInPlace(lerpOp, Ternary.lerp, operands, 1);
}

function lerpOperands(start: Tensor, end: Tensor, weight: Tensor | Scalar): Operands {
  if (end.dtype !== start.dtype) throw differentTypes("lerp", "end", start.dtype, end.dtype);
  const isNumber = isScalar(weight);
  if (!start.dtype.isFloatingPoint && (isNumber || weight.dtype === start.dtype))
    throw new UnsupportedKernelError(isNumber ? "lerp_kernel_scalar" : "lerp_kernel_tensor", start.dtype);
  if (isNumber) return [start, end, scalarTensor(weight, start.dtype.compute)];
  if (weight.dtype !== start.dtype && weight.layout.ndim > 0)
    throw differentTypes("lerp", "weight", start.dtype, weight.dtype);
  return [start, end, weight];
}
