import { gradEnabled } from "../autograd/grad-mode.js";
import { cpu } from "../cpu/index.js";
import { bool, Category, canCast, type DType, promoteTypes } from "../dtype.js";
import { scalarOverflow } from "../errors/arithmetic.js";
import { derivativeMissing, notDifferentiable } from "../errors/autograd.js";
import { notAnOperand, notATensor } from "../errors/kind.js";
import { cannotBroadcastInto } from "../errors/shape.js";
import { cannotCast } from "../errors/type.js";
import { broadcast, Layout } from "../layout.js";
import { dtypeOfScalar, isScalar, numberOf, promoteScalar, type Scalar } from "../scalar.js";
import { isTracked, Tensor } from "../tensor.js";
import { applyBinary, computeType, empty } from "./apply.js";
import { applyBinaryInPlace } from "./in-place.js";
import { type BinaryOp, Op } from "./record.js";

// Operands that may be numbers, for ops that need not be as fast as the four rules of arithmetic: the number becomes a 0-d tensor of
// the type that it and the other operand meet in.

/** The number as a 0-d tensor of `dtype`. */
export function scalarTensor(value: Scalar, dtype: DType): Tensor {
  const out = empty(Layout.scalar, dtype);
  cpu.fill(out, numberOf(value));
  return out;
}

/** `value` as an operand of `op` beside `x`. */
export function asOperand(value: Tensor | Scalar, x: Tensor, op: Op | null = null): Tensor {
  if (value instanceof Tensor) return value;
  if (!isScalar(value)) throw notAnOperand(op?.name ?? "operand", value);
  if (!(x instanceof Tensor)) throw notATensor(op?.name ?? "operand", x);
  const dtype = promoteScalar(x.dtype, value);
  return scalarTensor(value, op === null ? dtype : computeType(op, dtype));
}

/** Whether a number stands in a tensor's place: told at once for tensors, whose layout is read anyway. */
export function isNumber(x: Tensor | Scalar): x is Scalar {
  return (x as Tensor | null)?.layout === undefined && isScalar(x);
}

/** A left operand, where PyTorch takes a number too: beside another number it has the type of a bare number. */
export function asLeft(x: Tensor | Scalar, y: Tensor | Scalar): Tensor {
  if (!isScalar(x)) return x;
  if (typeof x === "boolean") return scalarTensor(x, bool);
  return isScalar(y) ? scalarTensor(x, dtypeOfScalar(x)) : asOperand(x, y);
}

/** `x op y`; `numberOp` is the record for numbers where PyTorch calls it by another name. */
export function applyOperands<A>(op: BinaryOp<A>, x: Tensor, y: Tensor | Scalar, numberOp: BinaryOp<A> = op): Tensor {
  return applyBinary(y instanceof Tensor ? op : numberOp, x, asOperand(y, x, op));
}

export function applyOperandsInPlace<A>(
  op: BinaryOp<A>,
  x: Tensor,
  y: Tensor | Scalar,
  numberOp: BinaryOp<A> = op,
): Tensor {
  return applyBinaryInPlace(y instanceof Tensor ? op : numberOp, x, asOperand(y, x, op));
}

/** The same record under the name that PyTorch gives it for operands of another kind. */
export function named<A>(op: BinaryOp<A>, gradName: string): BinaryOp<A> {
  return new Op(op.name, { ...op, gradName });
}

/** The type and the layout that several operands meet in; missing ones have no say. */
export function meet(operands: readonly (Tensor | null)[]): { readonly dtype: DType; readonly layout: Layout } {
  const present = operands.filter((x) => x !== null);
  const shaped = widest(present.filter((x) => x.layout.ndim > 0));
  const single = widest(present.filter((x) => x.layout.ndim === 0));
  const dtype =
    shaped === null
      ? single!
      : single === null || single.category <= shaped.category
        ? shaped
        : promoteTypes(shaped, single);
  return { dtype, layout: present.map((x) => x.layout.dense).reduce(broadcast) };
}

function widest(operands: readonly Tensor[]): DType | null {
  return operands.length === 0 ? null : operands.map((x) => x.dtype).reduce(promoteTypes);
}

/** The same for a write into the first operand; throws if the result does not fit there. */
export function meetInFirst(operands: readonly [Tensor, ...(Tensor | null)[]]): DType {
  const [x] = operands;
  const { dtype, layout } = meet(operands);
  if (!layout.hasShapeOf(x.layout)) throw cannotBroadcastInto(x.layout.shape, layout.shape);
  if (!canCast(dtype, x.dtype)) throw cannotCast(dtype, x.dtype);
  return dtype;
}

/** What `x` holds before a write into it, if a gradient may ask for it. */
export function valueBefore(x: Tensor, operands: readonly (Tensor | null)[]): Tensor | undefined {
  return gradEnabled && operands.some((y) => y !== null && isTracked(y)) ? x.detach().clone() : undefined;
}

/** The gradient of a function that is flat wherever it has one. */
export function zeroGradient(grad: Tensor): Tensor {
  const out = empty(grad.layout.dense, grad.dtype);
  cpu.fill(out, 0);
  return out;
}

/** The gradient of an op that PyTorch knows none of, whose node it calls `NotImplemented`. */
export function notImplemented(op: string): () => never {
  return () => {
    throw notDifferentiable(op);
  };
}

/** The gradient of an operand that PyTorch's formula leaves out. */
export function missing(operand: string): () => never {
  return () => {
    throw derivativeMissing(operand);
  };
}

/** Throws if an integer type does not hold `value`, which some ops do not let wrap. Negative numbers may stand for large unsigned ones. */
export function checkFits(value: number | bigint, dtype: DType): void {
  if (dtype.category !== Category.integer) return;
  const bits = 8 * dtype.bytes;
  const highest = 2 ** (dtype.isSigned ? bits - 1 : bits);
  if (!(value < highest && value >= (dtype.isSigned ? -highest : 1 - highest))) throw scalarOverflow(value, dtype);
}
