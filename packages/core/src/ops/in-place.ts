import { gradEnabled, inferenceEnabled } from "../autograd/grad-mode.js";
import type { Node } from "../autograd/node.js";
import { refuseView, track } from "../autograd/tracking.js";
import { rebaseHistory } from "../autograd/view-history.js";
import { cpu } from "../cpu/index.js";
import { canCast, type DType } from "../dtype.js";
import { inferenceInPlace, leafInPlace, leafViewInPlace, overlappingWrite } from "../errors/autograd.js";
import { cannotBroadcastInto } from "../errors/shape.js";
import { cannotCast } from "../errors/type.js";
import { broadcastShapes, sameShape } from "../layout.js";
import { promoteScalar, type Scalar } from "../scalar.js";
import { Flag, isTracked, type Tensor } from "../tensor.js";
import { computeType, nodeFor, promoteOperands, resultType } from "./apply.js";
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
  if ((x.flags & Flag.inference) !== 0 && !inferenceEnabled) throw inferenceInPlace();
  if (x.layout.overlaps) throw overlappingWrite();
  checkHistory(x, tracked);
}

/** Throws where PyTorch forbids to change the history of `x`. */
export function checkHistory(x: Tensor, tracked: boolean): void {
  if (!gradEnabled || !tracked) return;
  const { base } = x;
  if (base !== null) {
    refuseView(x, false);
    if (isTracked(x) && isLeafNode(base.node)) throw leafViewInPlace();
  } else if (x.needsGrad && isLeafNode(x.node)) throw leafInPlace();
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
export function applyUnaryInPlace<A>(op: UnaryOp<A>, x: Tensor, attr: A, promoted: DType = x.dtype): Tensor {
  const dtype = promoted === x.dtype && op.result === 0 ? promoted : checkType(op, x, promoted);
  checkInPlace(x);
  const tracked = gradEnabled && isTracked(x);
  const before = tracked && (op.dxSaves & saveBit.x) !== 0 ? x.clone() : x;
  op.forward(cpu, x as never, attr as never, x as never, dtype as never);
  countWrite(x);
  if (tracked) trackInPlace(op, x, null, attr, before);
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
  const promoted = x.dtype === y.dtype ? x.dtype : promoteOperands(x, y);
  const dtype = promoted === x.dtype && op.result === 0 ? promoted : checkType(op, x, promoted);
  if (y.layout !== x.layout) {
    const shape = broadcastShapes(x.layout.shape, y.layout.shape);
    if (!sameShape(shape, x.layout.shape)) throw cannotBroadcastInto(x.layout.shape, shape);
  }
  const flows = isTracked(x) || isTracked(y);
  checkInPlace(x, flows);
  const tracked = gradEnabled && flows;
  const before = tracked && ((op.dxSaves | op.dySaves) & saveBit.x) !== 0 ? x.clone() : x;
  op.forward(cpu, x as never, y as never, x as never, dtype as never, attr as never);
  countWrite(x);
  if (tracked) trackInPlace(op, x, y, attr, before);
  return x;
}

function trackInPlace(op: Op, x: Tensor, y: Tensor | null, attr: unknown, before: Tensor): void {
  const node = writer(op, x, y, attr, before);
  if (node !== null) replaceHistory(x, node);
}

/** The node of an op that wrote into `x`; `before` has the values it read. */
function writer(op: Op, x: Tensor, y: Tensor | null, attr: unknown, before: Tensor): Node | null {
  const history = { node: x.node, needsGrad: x.needsGrad };
  keepCurrent(x);
  track(op, x, y, attr, x, before);
  const { node } = x;
  if (node === history.node) return null;
  x.node = history.node;
  x.needsGrad = history.needsGrad;
  if (node!.y !== null && node!.y.storage === x.storage) node!.yVersion--;
  return node;
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
  countWrite(x);
  if (!gradEnabled || !inputs.some((input) => input !== null && isTracked(input))) return x;
  keepCurrent(x);
  const node = nodeFor(op, inputs, attr, x);
  if (before !== undefined && node.rest!.inputs[0] !== null) {
    node.rest!.inputs[0] = before;
    node.rest!.versions[0] = before.storage.version;
  }
  replaceHistory(x, node);
  return x;
}

/** The write under way bumped the version itself, so the node of a view is as current as it was before. */
function keepCurrent(x: Tensor): void {
  if (x.base !== null && x.viewVersion === x.storage.version - 1) x.viewVersion = x.storage.version;
}
