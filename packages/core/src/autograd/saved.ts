import { modifiedInPlace, secondBackward } from "../errors/autograd.js";
import { dispose } from "../memory/allocator.js";
import { Flag, isTracked, type Tensor } from "../tensor.js";
import type { Node } from "./node.js";

// What nodes saved, and the formulas that read it.

/** Throws if what `node` saved is gone or was written to since. */
export function checkSaved(node: Node): void {
  if (node.released) throw secondBackward();
  const { x, y, output, rest } = node;
  if (x !== null && x.storage.version !== node.xVersion) throw modified(x, node.xVersion);
  if (y !== null && y.storage.version !== node.yVersion) throw modified(y, node.yVersion);
  if (output !== null && output.storage.version !== node.outputVersion)
    throw modified(output, node.outputVersion, node);
  if (rest === null) return;
  for (let i = 0; i < rest.inputs.length; i++) {
    const input = rest.inputs[i]!;
    if (input !== null && input.storage.version !== rest.versions[i]) throw modified(input, rest.versions[i]!);
  }
  for (let i = 0; i < rest.outputs.length; i++) {
    const saved = rest.outputs[i]!;
    if (saved.storage.version !== rest.outputVersions[i]) throw modified(saved, rest.outputVersions[i]!, node);
  }
}

function modified(x: Tensor, saved: number, maker = x.node): Error {
  const isLeaf = maker === null || maker.variable !== null;
  return modifiedInPlace(
    `torch.${x.dtype.title}Tensor`,
    x.layout.shape,
    isLeaf ? null : maker.name.replace(/Backward\d*$/, "").replace(/^CopySlices$/, "torch::autograd::CopySlices"),
    saved,
    x.storage.version,
  );
}

/**
 * Says that nobody refers to `x` but the node that saved it, if `result` has one: its memory can be given back with the node, or is no
 * longer needed at all.
 */
export function leaveToGraph(x: Tensor, result: Tensor): void {
  if (isTracked(result)) (x.base ?? x).flags |= Flag.unseen;
  else dispose(x.storage);
}

/** What `node` saved has been seen by formulas that are recorded, and may have saved it too. */
export function share(node: Node): void {
  forEachSaved(node, (x) => {
    x.flags &= ~Flag.unseen;
  });
}

function forEachSaved({ x, y, rest }: Node, visit: (x: Tensor) => void): void {
  if (x !== null) visit(x);
  if (y !== null) visit(y);
  rest?.outputs.forEach(visit);
}

function giveBack(x: Tensor): void {
  if ((x.flags & Flag.unseen) !== 0) dispose(x.storage);
}

/** Frees what `node` saved; a later pass through it throws. */
export function release(node: Node): void {
  forEachSaved(node, giveBack);
  const { rest } = node;
  if (rest !== null && rest.writer !== null) {
    release(rest.writer);
    node.released = true;
  }
  if (rest !== null && rest.inputs.length + rest.outputs.length > 0) {
    if (rest.outputs.length > 0 || rest.inputs.some((x) => x !== null)) node.released = true;
    rest.inputs = [];
    rest.outputs = [];
  }
  if (node.x === null && node.y === null && node.output === null) return;
  node.x = null;
  node.y = null;
  node.output = null;
  node.released = true;
}

/** The gradient of input `i`, given that of the output; null for zero. Formulas receive the node itself, which is what `Saved` describes. */
export function formulaOf(node: Node, i: number, grad: Tensor): Tensor | null {
  const { op } = node;
  if (node.toRest === null) {
    const formula = i === 0 ? op.dx : op.dy;
    return formula === null ? null : formula(grad, node as never);
  }
  if (op.dEach !== null) return op.dEach((node.slots ?? grad) as never, i, node as never);
  const formula = op.dInputs![i] ?? null;
  return formula === null ? null : formula((node.slots ?? grad) as never, node as never);
}
