import { gradEnabled, inferenceEnabled } from "../autograd/grad-mode.js";
import type { Node, SavedRest } from "../autograd/node.js";
import { newNode, nodeOf, saveable, track } from "../autograd/tracking.js";
import { cpu } from "../cpu/index.js";
import { bool, Category, type DType, getDefaultDtype, promoteTypes } from "../dtype.js";
import { notAnOperand, notATensor } from "../errors/kind.js";
import { broadcast, type Layout } from "../layout.js";
import { allocate } from "../memory/allocator.js";
import { promoteScalar, type Scalar } from "../scalar.js";
import { Flag, isTracked, Tensor } from "../tensor.js";
import { type BinaryOp, type NaryOp, type Op, Result, slotOp, type UnaryOp, type ViewOp } from "./record.js";

// The road of every call: decide type and layout once, allocate, compute, record.

/**
 * A new tensor of undefined content, lying in its storage as `layout` says.
 *
 * @example
 * allocate(Layout.of([2, 3]), float32).shape // => [2, 3]
 */
export function empty(layout: Layout, dtype: DType): Tensor {
  const elements = layout.isContiguous ? layout.numel : layout.extent;
  const out = new Tensor(allocate(elements * dtype.bytes), 0, layout, dtype, null);
  if (inferenceEnabled) out.flags = Flag.inference;
  return out;
}

/** The type that an op computes in, given the promoted type of its operands. */
export function computeType(op: Op, promoted: DType): DType {
  return op.result === Result.float && promoted.category !== Category.float ? getDefaultDtype() : promoted;
}

export function resultType(op: Op, computed: DType): DType {
  return op.result === Result.bool ? bool : computed;
}

/** The type two operands meet in: a 0-d tensor widens a tensor with dimensions only across categories. */
export function promoteOperands(x: Tensor, y: Tensor): DType {
  const a = x.dtype;
  const b = y.dtype;
  if (a === b) return a;
  const aDims = x.layout.ndim > 0;
  if (aDims !== y.layout.ndim > 0 && a.category === b.category) return aDims ? a : b;
  if (aDims && !(y.layout.ndim > 0) && a.category > b.category) return a;
  if (!aDims && y.layout.ndim > 0 && b.category > a.category) return b;
  return promoteTypes(a, b);
}

/**
 * Runs an op on one tensor.
 *
 * @param promoted the type of the operands together; default that of `x`
 * @example
 * const cubeOp = unaryOp<void, "x">({
 *   name: "cube",
 *   forward: (k, x, _, out, dtype) => k.scalar(Binary.pow, x, 3, out, dtype),
 *   saves: ["x"],
 *   dx: (grad, { x }) => grad.mul(x.pow(2).mul(3)),
 * });
 * applyUnary(cubeOp, tensor([2.5]), undefined).tolist() // => [15.625]
 */
export function applyUnary<A>(op: UnaryOp<A>, x: Tensor, attr: A, promoted?: DType): Tensor {
  if (x?.layout === undefined) throw notATensor(op.name, x);
  const dtype = op.result === Result.same ? (promoted ?? x.dtype) : computeType(op, promoted ?? x.dtype);
  const layout = op.layout === null ? x.layout.dense : op.layout(x.layout, attr as never);
  const out = empty(layout, op.result === Result.bool ? bool : dtype);
  op.forward(cpu, x as never, attr as never, out as never, dtype as never);
  if (gradEnabled && isTracked(x)) track(op, x, null, attr, out);
  return out;
}

/** `x op value` for a number: an op on one tensor whose attribute is the number, in the type that the number promotes to. */
export function applyScalar<A extends Scalar>(op: UnaryOp<A>, x: Tensor, value: A): Tensor {
  if (x?.layout === undefined) throw notATensor(op.name, x);
  if (typeof value === "number" && x.dtype.category === Category.float) return applyUnary(op, x, value);
  return applyUnary(op, x, value, promoteScalar(x.dtype, value));
}

/**
 * Runs an op on two tensors, broadcast and promoted.
 *
 * @throws {Error} if the shapes do not broadcast
 * @example
 * const plusOp = binaryOp({
 *   name: "plus",
 *   forward: (k, x, y, out, dtype) => k.binary(Binary.add, x, y, out, dtype),
 *   dx: (grad) => grad,
 *   dy: (grad) => grad,
 * });
 * applyBinary(plusOp, tensor([1, 2]), tensor([0.5])).tolist() // => [1.5, 2.5]
 */
export function applyBinary<A = void>(op: BinaryOp<A>, x: Tensor, y: Tensor, attr?: A): Tensor {
  if (x?.layout === undefined) throw notATensor(op.name, x);
  if (y?.layout === undefined) throw notAnOperand(op.name, y);
  const promoted = x.dtype === y.dtype ? x.dtype : promoteOperands(x, y);
  const dtype = op.result === Result.same ? promoted : computeType(op, promoted);
  const layout = op.layout === null ? broadcast(x.layout, y.layout) : op.layout(x.layout, y.layout as never);
  const out = empty(layout, op.result === Result.bool ? bool : dtype);
  op.forward(cpu, x as never, y as never, out as never, dtype as never, attr as never);
  if (gradEnabled && (isTracked(x) || isTracked(y))) track(op, x, y, attr, out);
  return out;
}

export function applyView<A>(op: ViewOp<A>, x: Tensor, attr: A): Tensor {
  if (x?.layout === undefined) throw notATensor(op.name, x);
  const { base } = x;
  const layout = op.layout(x.layout, attr);
  const out = new Tensor(x.storage, x.offset + op.offset(x.layout, attr), layout, x.dtype, base === null ? x : base);
  if (gradEnabled) {
    if (isTracked(x)) track(op, x, null, attr, out);
    out.flags = x.flags & (Flag.noGradView | Flag.multiView);
  } else out.flags = Flag.noGradView;
  if (x.flags !== 0) out.flags |= x.flags & (Flag.inference | Flag.unwatched);
  return out;
}

/**
 * Records an op on any number of tensors that has computed `output`, and returns it.
 *
 * @example
 * const sumOp = naryOp({ name: "sumOfAll", gradients: [(grad) => grad, (grad) => grad] });
 * const [x, y] = [ones([1], { requiresGrad: true }), ones([1])];
 * record(sumOp, [x, y], undefined, noGrad(() => x.add(y))).gradFn!.name // => "SumOfAllBackward0"
 */
export function record<A>(op: NaryOp<A>, inputs: readonly (Tensor | null)[], attr: A, output: Tensor): Tensor {
  if (!gradEnabled || !inputs.some((x) => x !== null && isTracked(x))) return output;
  const node = nodeFor(op, inputs, attr, output);
  output.needsGrad = true;
  output.node = node;
  return output;
}

/**
 * Records an op with several outputs; those that are not floating point have no gradient.
 *
 * @example
 * const twiceOp = multiOp({ name: "twice", gradients: [([first]) => first ?? null] });
 * const x = ones([1], { requiresGrad: true });
 * const outputs = noGrad(() => [x.mul(1), x.mul(1)]);
 * recordMulti(twiceOp, [x], undefined, outputs);
 * outputs[0]!.gradFn!.name // => "TwiceBackward0"
 */
export function recordMulti<A>(
  op: NaryOp<A>,
  inputs: readonly (Tensor | null)[],
  attr: A,
  outputs: readonly Tensor[],
): void {
  if (!gradEnabled || !inputs.some((x) => x !== null && isTracked(x))) return;
  const node = nodeFor(op, inputs, attr, outputs[0]!);
  if (node.rest!.outputs.length > 0) {
    node.rest!.outputs = [...outputs];
    node.rest!.outputVersions = outputs.map((o) => o.storage.version);
  }
  const slots = slotsOf(op, node, outputs);
  outputs.forEach((output, i) => {
    if (!output.dtype.isFloatingPoint) return;
    output.node = slots[i]!;
    output.needsGrad = true;
  });
}

/** A node for the place of each output in `node`. */
export function slotsOf(op: Op, node: Node, outputs: readonly Tensor[]): Node[] {
  node.slots = outputs.map(() => null);
  return outputs.map((output, i) => newNode(slotOfOp(op), i, node, null, null, output, output.layout, null));
}

const slotRecords = new Map<Op, Op>();

function slotOfOp(op: Op): Op {
  let slot = slotRecords.get(op);
  if (slot === undefined) {
    slot = slotOp(op);
    slotRecords.set(op, slot);
  }
  return slot;
}

/** A node of an op on any number of tensors, with what its formulas asked for. */
export function nodeFor<A>(op: NaryOp<A>, inputs: readonly (Tensor | null)[], attr: A, output: Tensor): Node {
  const edges = inputs.map((x, i) => (x === null || (op.dEach === null && op.dInputs![i] == null) ? null : nodeOf(x)));
  const first = inputs.find((x) => x !== null)!;
  const node = newNode(op, attr, null, null, edges, output, first.layout, null);
  node.rest = savedRest(op, inputs, edges, output);
  return node;
}

function savedRest(op: Op, inputs: readonly (Tensor | null)[], edges: readonly unknown[], output: Tensor): SavedRest {
  const saved: (Tensor | null)[] = inputs.map(() => null);
  let outputs: Tensor[] = [];
  op.restSaves?.forEach((wanted, i) => {
    if (edges[i] == null) return;
    for (const j of wanted) {
      if (j === "output") outputs = [output];
      else if (inputs[j] != null) saved[j] = saveable(inputs[j]);
    }
  });
  return {
    inputs: saved,
    versions: saved.map((x) => (x === null ? 0 : x.storage.version)),
    outputs,
    outputVersions: outputs.map((x) => x.storage.version),
    layouts: inputs.map((x) => (x === null ? output.layout : x.layout)),
    writer: null,
  };
}
