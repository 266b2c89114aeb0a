import { cpu } from "../cpu/index.js";
import { bool, type DType } from "../dtype.js";
import { nothingToClamp } from "../errors/arithmetic.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Binary } from "../kernels/elementwise.js";
import type { Kernels } from "../kernels.js";
import { isScalar, numberOf, promoteScalar, type Scalar } from "../scalar.js";
import { Tensor } from "../tensor.js";
import { applyUnary, empty, record } from "./apply.js";
import { applyUnaryInPlace, checkInPlace, recordInPlace } from "./in-place.js";
import {
  applyOperands,
  applyOperandsInPlace,
  asOperand,
  checkFits,
  meet,
  meetInFirst,
  valueBefore,
} from "./operand.js";
import { type BinaryOp, binaryOp, type NaryOp, naryOp, type UnaryOp, unaryOp } from "./record.js";

/** Bounds that are numbers; null means there is none. */
interface Bounds {
  readonly min: Scalar | null;
  readonly max: Scalar | null;
}

/** Writes `x` kept within the bounds; a bound that is NaN makes everything NaN. */
function clampWithin(k: Kernels, x: Tensor, { min, max }: Bounds, out: Tensor, dtype: DType): void {
  if (dtype === bool) throw new UnsupportedKernelError("clamp", dtype);
  for (const bound of [min, max]) if (bound !== null) checkFits(numberOf(bound), dtype);
  if (min !== null) k.scalar(Binary.maximum, x, numberOf(min), out, dtype);
  if (max !== null) k.scalar(Binary.minimum, min === null ? x : out, numberOf(max), out, dtype);
}

/** The gradient passes where `x` is within the bounds, the bounds themselves included. */
function passWithin(grad: Tensor, x: Tensor, { min, max }: Bounds): Tensor {
  const above = min === null ? null : x.ge(min);
  const below = max === null ? null : x.le(max);
  const within = above === null ? below! : below === null ? above : above.logicalAnd(below);
  return grad.where(within, 0);
}

function boundedOp(name: string, gradName: string): UnaryOp<Bounds> {
  return unaryOp<Bounds, "x">({
    name,
    gradName,
    forward: (k, x, bounds, out, dtype) => clampWithin(k, x, bounds, out, dtype),
    saves: ["x"],
    dx: (grad, { x, attr }) => passWithin(grad, x, attr),
  });
}
export const clampNumbersOp: UnaryOp<Bounds> = boundedOp("clamp", "ClampBackward1");
export const clampMinNumberOp: UnaryOp<Bounds> = boundedOp("clampMin", "ClampMinBackward0");
export const clampMaxNumberOp: UnaryOp<Bounds> = boundedOp("clampMax", "ClampMaxBackward0");

function promoteBounds(x: Tensor, { min, max }: Bounds): DType {
  const withMin = min === null ? x.dtype : promoteScalar(x.dtype, min);
  return max === null ? withMin : promoteScalar(withMin, max);
}

export const clampMinOp: BinaryOp<void> = binaryOp<void, "x" | "y", "x" | "y">({
  name: "clampMin",
  gradName: "ClampMinBackward1",
  forward: (k, x, y, out, dtype) => k.binary(Binary.maximum, x, y, out, dtype),
  saves: { dx: ["x", "y"], dy: ["x", "y"] },
  dx: (grad, { x, y }) => grad.where(x.ge(y), 0),
  dy: (grad, { x, y }) => grad.where(x.lt(y), 0),
});

/**
 * Element-wise larger one of `x` and `min`, a number or a tensor.
 *
 * @example
 * clampMin(tensor([1, 5]), 3).tolist() // => [3, 5]
 */
export function clampMin(x: Tensor, min: Tensor | Scalar): Tensor {
  if (!isScalar(min)) return applyOperands(clampMinOp, x, min);
  const bounds = { min, max: null };
  return applyUnary(clampMinNumberOp, x, bounds, promoteBounds(x, bounds));
}

/** `clampMin` into `x`. */
export function clampMin_(x: Tensor, min: Tensor | Scalar): Tensor {
  if (!isScalar(min)) return applyOperandsInPlace(clampMinOp, x, min);
  const bounds = { min, max: null };
  return applyUnaryInPlace(clampMinNumberOp, x, bounds, promoteBounds(x, bounds));
}

export const clampMaxOp: BinaryOp<void> = binaryOp<void, "x" | "y", "x" | "y">({
  name: "clampMax",
  gradName: "ClampMaxBackward1",
  forward: (k, x, y, out, dtype) => k.binary(Binary.minimum, x, y, out, dtype),
  saves: { dx: ["x", "y"], dy: ["x", "y"] },
  dx: (grad, { x, y }) => grad.where(x.le(y), 0),
  dy: (grad, { x, y }) => grad.where(x.gt(y), 0),
});

/**
 * Element-wise smaller one of `x` and `max`, a number or a tensor.
 *
 * @example
 * clampMax(tensor([1, 5]), 3).tolist() // => [1, 3]
 */
export function clampMax(x: Tensor, max: Tensor | Scalar): Tensor {
  if (!isScalar(max)) return applyOperands(clampMaxOp, x, max);
  const bounds = { min: null, max };
  return applyUnary(clampMaxNumberOp, x, bounds, promoteBounds(x, bounds));
}

/** `clampMax` into `x`. */
export function clampMax_(x: Tensor, max: Tensor | Scalar): Tensor {
  if (!isScalar(max)) return applyOperandsInPlace(clampMaxOp, x, max);
  const bounds = { min: null, max };
  return applyUnaryInPlace(clampMaxNumberOp, x, bounds, promoteBounds(x, bounds));
}

const clampOp: NaryOp<void> = naryOp({
  name: "clamp",
  saves: [
    [0, 1, 2],
    [0, 1, 2],
    [0, 1, 2],
  ],
  gradients: [
    (grad, { inputs: [x, min, max] }) => {
      const above = min && x!.ge(min);
      const below = max && x!.le(max);
      return grad.where(above && below ? above.logicalAnd(below) : (above ?? below)!, 0);
    },
    (grad, { inputs: [x, min, max] }) => {
      const below = x!.lt(min!);
      return grad.where(max ? below.logicalAnd(min!.lt(max)) : below, 0);
    },
    (grad, { inputs: [x, min, max] }) => {
      const above = x!.gt(max!);
      return grad.where(min ? above.logicalOr(max!.lt(min)) : above, 0);
    },
  ],
});

type Bound = Tensor | Scalar | null | undefined;

/**
 * Keeps the elements between `min` and `max`, numbers or tensors; either may be left out as null. Where `min` is above `max`, the
 * result is `max`. The gradient passes where an element is within the bounds, the bounds themselves included.
 *
 * @throws {Error} if both bounds are left out
 * @example
 * clamp(tensor([-2, 0, 3]), -1, 1).tolist() // => [-1, 0, 1]
 */
export function clamp(x: Tensor, min?: Bound, max?: Bound): Tensor {
  const bounds = numbers("clamp", min, max);
  if (bounds !== null) return applyUnary(clampNumbersOp, x, bounds, promoteBounds(x, bounds));
  const operands = tensors(x, min, max);
  const { dtype, layout } = meet(operands);
  const out = empty(layout, dtype);
  clampBetween(operands, out, dtype);
  return record(clampOp, operands, undefined, out);
}

/** `clamp` into `x`. */
export function clamp_(x: Tensor, min?: Bound, max?: Bound): Tensor {
  const bounds = numbers("clamp_", min, max);
  if (bounds !== null) return applyUnaryInPlace(clampNumbersOp, x, bounds, promoteBounds(x, bounds));
  const operands = tensors(x, min, max);
  const dtype = meetInFirst(operands);
  checkInPlace(x);
  const before = valueBefore(x, operands);
  clampBetween(operands, x, dtype);
  return recordInPlace(clampOp, operands, undefined, before);
}

/** The bounds, if none is a tensor. */
function numbers(op: string, min: Bound, max: Bound): Bounds | null {
  if (min == null && max == null) throw nothingToClamp(op);
  return min instanceof Tensor || max instanceof Tensor ? null : { min: min ?? null, max: max ?? null };
}

type Operands = readonly [Tensor, Tensor | null, Tensor | null];

function tensors(x: Tensor, min: Bound, max: Bound): Operands {
  return [x, min == null ? null : asOperand(min, x), max == null ? null : asOperand(max, x)];
}

function clampBetween([x, min, max]: Operands, out: Tensor, dtype: DType): void {
  if (dtype === bool && min !== null && max !== null) throw new UnsupportedKernelError("clamp", dtype);
  if (min !== null) cpu.binary(Binary.maximum, x, min, out, dtype);
  if (max !== null) cpu.binary(Binary.minimum, min === null ? x : out, max, out, dtype);
}
