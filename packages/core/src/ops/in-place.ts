import { gradEnabled, inferenceEnabled } from "../autograd/grad-mode.js";
import type { Node } from "../autograd/node.js";
import { nodeOf, pairNode, refuseView } from "../autograd/tracking.js";
import { rebaseHistory } from "../autograd/view-history.js";
import { cpu } from "../cpu/index.js";
import { canCast, type DType } from "../dtype.js";
import { inferenceInPlace, leafInPlace, leafViewInPlace, overlappingWrite, sharedWrite } from "../errors/autograd.js";
import { notAnOperand, notATensor } from "../errors/kind.js";
import { cannotBroadcastInto } from "../errors/shape.js";
import { cannotCast } from "../errors/type.js";
import { broadcast, sameShape } from "../layout.js";
import { promoteScalar, type Scalar } from "../scalar.js";
import { Flag, isTracked, type Tensor } from "../tensor.js";
import { computeType, nodeFor, promoteOperands, resultType } from "./apply.js";
import { denseOrder } from "./order.js";
import { type BinaryOp, type NaryOp, type Op, saveBit, type UnaryOp } from "./record.js";

// The in-place form of an op is the same record with `out = x`, and the bookkeeping around the write.

/**
 * Throws where PyTorch forbids an op to write into `x`; `tracked` says whether a gradient flows through the op.
 *
 * @throws {Error} if `x` is a leaf that requires a gradient, a view of one, an inference tensor, or repeats elements
 * @example
 * checkInPlace(ones([1], { requiresGrad: true })); // throws a leaf Variable that requires grad is being used in an in-place operation.
 */
export function checkInPlace(x: Tensor, tracked: boolean = isTracked(x)): void {
  checkHistory(x, tracked);
  if (x.layout.overlaps) throw overlappingWrite();
}

/** Throws if `y` shares some elements with `x`, which is written to; `mayBeEqual` if it may be the same elements in the same order. */
export function checkApart(x: Tensor, y: Tensor, mayBeEqual: boolean): void {
  if (x.storage !== y.storage || x.layout.numel === 0 || y.layout.numel === 0) return;
  if (x === y) {
    if (mayBeEqual) return;
    throw sharedWrite();
  }
  if (denseOrder(x.layout) !== x.layout || denseOrder(y.layout) !== y.layout) return;
  const [a, b] = [x.offset * x.dtype.bytes, y.offset * y.dtype.bytes];
  const [aEnd, bEnd] = [a + x.layout.numel * x.dtype.bytes, b + y.layout.numel * y.dtype.bytes];
  if (a === b && aEnd === bEnd && mayBeEqual && sameShape(x.layout.strides, y.layout.strides)) return;
  if (a < bEnd && b < aEnd) throw sharedWrite();
}

/** Throws where PyTorch forbids to change the history of `x`. */
export function checkHistory(x: Tensor, tracked: boolean): void {
  if ((x.flags & Flag.inference) !== 0 && !inferenceEnabled) throw inferenceInPlace();
  if (!gradEnabled || !tracked) return;
  const { base } = x;
  if (base !== null) {
    refuseView(x, false);
    if (isTracked(x) && isLeafNode(base.node)) throw leafViewInPlace();
  }
  if (isTracked(x) && isLeafNode(x.node)) throw leafInPlace();
}

const isLeafNode = (node: Node | null): boolean => node === null || node.variable !== null;

/** Counts a write to `x`, by which nodes and views learn of it. */
export function countWrite(x: Tensor): void {
  if ((x.flags & Flag.unwatched) === 0) x.storage.version++;
}

/** Forgets that `x` was the result of another op: `node` has just written into it. */
export function replaceHistory(x: Tensor, node: Node): void {
  if (x.base !== null) rebaseHistory(x, node);
  else {
    x.node = node;
    x.needsGrad = true;
  }
}

function checkType(op: Op, x: Tensor, promoted: DType): DType {
  const dtype = computeType(op, promoted);
  const result = resultType(op, dtype);
  if (!canCast(result, x.dtype)) throw cannotCast(result, x.dtype);
  return dtype;
}

/**
 * Runs an op on one tensor and writes the result into it.
 *
 * @throws {Error} where PyTorch forbids the write, or the result does not fit the type
 * @example
 * const cubeOp = unaryOp<void, "x">({
 *   name: "cube",
 *   forward: (k, x, _, out, dtype) => k.scalar(Binary.pow, x, 3, out, dtype),
 *   saves: ["x"],
 *   dx: (grad, { x }) => grad.mul(x.pow(2).mul(3)),
 * });
 * applyUnaryInPlace(cubeOp, tensor([2.5]), undefined).tolist() // => [15.625]
 */
export function applyUnaryInPlace<A>(op: UnaryOp<A>, x: Tensor, attr: A, promoted?: DType): Tensor {
  if (x?.layout === undefined) throw notATensor(op.name, x);
  checkInPlace(x);
  return writeUnary(op, x, attr, promoted ?? x.dtype);
}

/** The same for ops that write one value to all elements or the same one again, so that `x` may repeat elements. */
export function applyIdempotentInPlace<A>(op: UnaryOp<A>, x: Tensor, attr: A): Tensor {
  if (x?.layout === undefined) throw notATensor(op.name, x);
  checkHistory(x, isTracked(x));
  return writeUnary(op, x, attr, x.dtype);
}

function writeUnary<A>(op: UnaryOp<A>, x: Tensor, attr: A, promoted: DType): Tensor {
  const dtype = promoted === x.dtype && op.result === 0 ? promoted : checkType(op, x, promoted);
  const toX = gradEnabled && op.dx !== null ? nodeOf(x) : null;
  const before = toX !== null && (op.dxSaves & saveBit.x) !== 0 ? x.clone() : x;
  op.forward(cpu, x as never, attr as never, x as never, dtype as never);
  countWrite(x);
  if (toX !== null) replaceHistory(x, pairNode(op, toX, null, x, null, attr, x, before));
  return x;
}

export function applyScalarInPlace<A extends Scalar>(op: UnaryOp<A>, x: Tensor, value: A): Tensor {
  return applyUnaryInPlace(op, x, value, promoteScalar(x.dtype, value));
}

/**
 * Runs an op on two tensors and writes the result into the first.
 *
 * @throws {Error} where PyTorch forbids the write, or the result does not fit the shape or the type
 * @example
 * const plusOp = binaryOp({
 *   name: "plus",
 *   forward: (k, x, y, out, dtype) => k.binary(Binary.add, x, y, out, dtype),
 *   dx: (grad) => grad,
 *   dy: (grad) => grad,
 * });
 * applyBinaryInPlace(plusOp, tensor([1.5]), tensor([1])).tolist() // => [2.5]
 */
export function applyBinaryInPlace<A = void>(op: BinaryOp<A>, x: Tensor, y: Tensor, attr?: A): Tensor {
  if (x?.layout === undefined) throw notATensor(op.name, x);
  if (y?.layout === undefined) throw notAnOperand(op.name, y);
  checkInPlace(x, isTracked(x) || isTracked(y));
  if (x.storage === y.storage) checkApart(x, y, true);
  const promoted = x.dtype === y.dtype ? x.dtype : promoteOperands(x, y);
  const dtype = promoted === x.dtype && op.result === 0 ? promoted : checkType(op, x, promoted);
  if (y.layout !== x.layout) {
    const both = broadcast(x.layout, y.layout);
    if (!both.hasShapeOf(x.layout)) throw cannotBroadcastInto(x.layout.shape, both.shape);
  }
  // what the op reads has its history from before the write
  const toX = gradEnabled && op.dx !== null ? nodeOf(x) : null;
  const toY = gradEnabled && op.dy !== null ? nodeOf(y) : null;
  const tracked = toX !== null || toY !== null;
  const yVersion = y.storage.version;
  const before = tracked && ((op.dxSaves | op.dySaves) & saveBit.x) !== 0 ? x.clone() : x;
  op.forward(cpu, x as never, y as never, x as never, dtype as never, attr as never);
  countWrite(x);
  if (tracked) {
    const node = pairNode(op, toX, toY, x, y, attr, x, before);
    if (node.y !== null) node.yVersion = yVersion;
    replaceHistory(x, node);
  }
  return x;
}

/**
 * Bookkeeping of a write into `inputs[0]` by an op on any number of tensors, after its kernel ran. `before` has the values that
 * were there, if a formula needs them.
 *
 * @example
 * const overwriteOp = naryOp({ name: "overwrite", gradients: [null, (grad) => grad] });
 * const [x, y] = [zeros([1]), ones([1], { requiresGrad: true })];
 * cpu.copy(y, x);
 * recordInPlace(overwriteOp, [x, y], undefined).gradFn!.name // => "OverwriteBackward0"
 */
export function recordInPlace<A>(op: NaryOp<A>, inputs: readonly (Tensor | null)[], attr: A, before?: Tensor): Tensor {
  const x = inputs[0]!;
  const tracked = gradEnabled && inputs.some((input) => input !== null && isTracked(input));
  // what the op read has its history and its versions from before the write
  const node = tracked ? nodeFor(op, inputs, attr, x) : null;
  countWrite(x);
  if (node === null) return x;
  const rest = node.rest!;
  rest.outputVersions = rest.outputs.map((output) => output.storage.version);
  if (before !== undefined && rest.inputs[0] !== null) {
    rest.inputs[0] = before;
    rest.versions[0] = before.storage.version;
  }
  replaceHistory(x, node);
  return x;
}
