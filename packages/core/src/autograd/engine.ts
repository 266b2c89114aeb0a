import { cpu } from "../cpu/index.js";
import { float32 } from "../dtype.js";
import { hookedSize, hookedType, leafMoved, nanGradient, notAHookResult } from "../errors/autograd.js";
import { Layout } from "../layout.js";
import {
  adopt,
  allocateOutside,
  enterScratch,
  leaveScratch,
  outsideScratch,
  tenure,
  tidyScratch,
} from "../memory/allocator.js";
import { applyView, empty } from "../ops/apply.js";
import { item } from "../ops/reading.js";
import type { ViewOp } from "../ops/record.js";
import { Flag, isTracked, Tensor } from "../tensor.js";
import { refusesNaN } from "./anomaly.js";
import { gradEnabled, switchGrad } from "./grad-mode.js";
import { gradDtypeOf } from "./gradient-dtype.js";
import type { Hook, Node } from "./node.js";
import { meld, withoutTop } from "./queue.js";
import { checkSaved, formulaOf, release, share } from "./saved.js";

// One pass: gradients go from the roots to the leaves, youngest node first, which is also the order in which PyTorch adds up the
// gradients of a value used several times.

/** What a pass does besides running formulas. */
export interface Pass {
  /** Keep what nodes saved, for another pass. */
  readonly retainGraph: boolean;
  readonly createGraph: boolean;
  /** Only nodes with this mark take part; 0 means all. */
  readonly mark: number;
  /** Leaves receive their gradient in `grad`. */
  readonly accumulate: boolean;
  /** Nodes whose complete gradient is asked for; they keep it in `captured`. */
  readonly capture: Map<Node, Tensor | null> | null;
}

export interface Root {
  readonly node: Node;
  /** Null stands for one. */
  readonly grad: Tensor | null;
}

/** Runs a pass from `roots`. */
export function runPass(roots: readonly Root[], pass: Pass): void {
  const previous = switchGrad(pass.createGraph);
  const scratch = !pass.createGraph && enterScratch();
  let heap: Node | null = null;
  try {
    for (const { node, grad } of roots) heap = give(node, grad ?? one(node, scratch), heap);
    while (heap !== null) {
      const youngest: Node = heap;
      heap = withoutTop(youngest);
      youngest.waits = false;
      heap = watch === null ? visit(youngest, heap, pass) : watchedVisit(watch, youngest, heap, pass);
      if (pass.createGraph) share(youngest);
      if (!pass.retainGraph) release(youngest);
      if (scratch) tidyScratch();
    }
  } finally {
    abandon(heap);
    if (scratch) leaveScratch();
    switchGrad(previous);
  }
}

/** Called in place of a node's visit, which it runs. */
type Watch = (node: Node, visit: () => void) => void;
let watch: Watch | null = null;

/** Lets a profiler see every node of later passes; returns who saw them before. */
export function watchNodes(next: Watch | null): Watch | null {
  const previous = watch;
  watch = next;
  return previous;
}

function watchedVisit(watch: Watch, node: Node, heap: Node | null, pass: Pass): Node | null {
  let rest = heap;
  watch(node, () => {
    rest = visit(node, heap, pass);
  });
  return rest;
}

let shared: Tensor | null = null;
/** 1 to start from; shared where no one can keep it. */
function one(root: Node, scratch: boolean): Tensor {
  if (!scratch || root.layout !== Layout.scalar || root.dtype !== float32) return filled(root, 1);
  if (shared === null) {
    shared = outsideScratch(() => filled(root, 1));
    tenure(shared.storage);
  }
  return shared;
}

function filled({ layout, dtype }: Node, value: number): Tensor {
  const out = empty(layout, dtype);
  cpu.fill(out, value);
  return out;
}

/** Passes the gradient of `node` to its inputs; returns the heap with those that began to wait. */
function visit(node: Node, heap: Node | null, pass: Pass): Node | null {
  let grad = node.grad!;
  hold(node, null);
  if (node.hooks !== null && grad !== null) grad = runHooks(node.hooks, grad);
  if (pass.capture?.has(node)) pass.capture.set(node, gradEnabled ? grad : takenOutside(grad));
  checkSaved(node);
  if (node.variable !== null) {
    if (pass.accumulate) accumulate(node.variable, grad);
    return heap;
  }
  const { op, toX, toY } = node;
  if (op.isSlot) return fillSlot(node, grad, heap, pass);
  if (node.toRest !== null) return visitRest(node, grad, heap, pass);
  if (op.partial && toX!.grad !== null && !gradEnabled && isNeeded(toX, pass)) {
    addToPart(toX!, op as ViewOp<unknown>, node.attr, grad);
    return heap;
  }
  // all formulas run before any result is given on, so that an error leaves no trace
  const gx = isNeeded(toX, pass) ? op.dx!(grad, node as never) : null;
  const gy = isNeeded(toY, pass) ? op.dy!(grad, node as never) : null;
  if (refusesNaN) refuseNaN(node, gx, gy);
  if (gx !== null) heap = give(toX!, gx, heap);
  if (gy !== null) heap = give(toY!, gy, heap);
  return heap;
}

function isNeeded(node: Node | null, pass: Pass): node is Node {
  return node !== null && (pass.mark === 0 || node.mark === pass.mark);
}

function visitRest(node: Node, grad: Tensor, heap: Node | null, pass: Pass): Node | null {
  const edges = node.toRest!;
  const grads = edges.map((to, i) => (isNeeded(to, pass) ? formulaOf(node, i, grad) : null));
  if (node.slots !== null) node.slots.forEach((_, i) => holdSlot(node.slots!, i, null));
  if (refusesNaN) refuseNaN(node, ...grads);
  grads.forEach((g, i) => {
    if (g !== null) heap = give(edges[i]!, g, heap);
  });
  return heap;
}

/** Hands the gradient of one output to the node of the op; the op runs when all of its outputs had their turn. */
function fillSlot(slot: Node, grad: Tensor, heap: Node | null, pass: Pass): Node | null {
  const whole = slot.toX!;
  if (!isNeeded(whole, pass)) return heap;
  holdSlot(whole.slots!, slot.attr as number, grad);
  if (whole.waits) return heap;
  whole.waits = true;
  return meld(heap, whole);
}

/** The gradient of a part goes straight to that part of what the whole already has: the numbers of adding zeros around it. */
function addToPart<A>(whole: Node, view: ViewOp<A>, at: A, grad: Tensor): void {
  if (!whole.ownsGrad) {
    hold(whole, whole.grad!.add(0)); // +0, because adding zeros makes -0 positive
    whole.ownsGrad = true;
  }
  applyView(view, whole.grad!, at).add_(grad);
}

/** Adds a gradient to what `node` has, brought to the shape and dtype of its tensor. */
function give(node: Node, grad: Tensor, heap: Node | null): Node | null {
  if (grad.layout !== node.layout && !grad.layout.hasShapeOf(node.layout)) grad = grad.sumToSize(node.layout.shape);
  if (grad.dtype !== node.dtype) grad = grad.to(node.dtype);
  const sofar = node.grad;
  if (sofar === null) {
    hold(node, grad);
    node.ownsGrad = false;
    if (node.waits) return heap;
    node.waits = true;
    return meld(heap, node);
  }
  if (node.ownsGrad && !gradEnabled) sofar.add_(grad);
  else {
    hold(node, sofar.add(grad));
    node.ownsGrad = true;
  }
  return heap;
}

/** Sets the gradient that a node waits with. Its memory knows how many hold it; without any it is free after the formula. */
function hold(node: Node, grad: Tensor | null): void {
  if (grad !== null) grad.storage.slab.holders++;
  if (node.grad !== null) node.grad.storage.slab.holders--;
  node.grad = grad;
}

function holdSlot(slots: (Tensor | null)[], i: number, grad: Tensor | null): void {
  if (grad !== null) grad.storage.slab.holders++;
  if (slots[i] != null) slots[i].storage.slab.holders--;
  slots[i] = grad;
}

/** After an error: no node keeps a gradient of a pass that did not end. */
function abandon(heap: Node | null): void {
  while (heap !== null) {
    heap.grad = null;
    heap.waits = false;
    heap.slots?.fill(null);
    heap = withoutTop(heap);
  }
}

/** A leaf keeps its gradient in a tensor of its own, outside scratch. */
function accumulate(variable: Tensor, grad: Tensor): void {
  if (!isTracked(variable)) return;
  if (variable.node !== null && variable.node.variable === null) throw leafMoved();
  if ((variable.flags & Flag.gradDtype) !== 0) grad = grad.to(gradDtypeOf(variable) ?? grad.dtype);
  const sofar = variable.gradient;
  if (sofar === null) variable.gradient = gradEnabled ? grad : unseen(takenOutside(grad));
  else if (gradEnabled) variable.gradient = sofar.add(grad);
  else sofar.add_(grad);
  if ((variable.flags & Flag.hooked) !== 0) runPostAccumulateHooks(variable);
}

/** Hooks that run when a leaf has its gradient; few tensors have any, and those are flagged. */
export const postAccumulateHooks: WeakMap<Tensor, ((x: Tensor) => void)[]> = new WeakMap();

function runPostAccumulateHooks(variable: Tensor): void {
  const hooks = postAccumulateHooks.get(variable)!;
  outsideScratch(() => hooks.forEach((hook) => hook(variable)));
}

/** What outlives the pass: the bytes themselves where the gradient is all that lies in a block of the pass, or else a copy. */
function takenOutside(grad: Tensor): Tensor {
  const { storage, layout, dtype } = grad;
  const isWhole = layout.isContiguous && layout.numel * dtype.bytes === storage.bytes;
  return isWhole && adopt(storage) ? new Tensor(storage, 0, layout.dense, dtype, null) : keepOutside(grad);
}

function unseen(grad: Tensor): Tensor {
  grad.flags |= Flag.unseen;
  return grad;
}

/** A copy that outlives the pass. */
export function keepOutside(grad: Tensor): Tensor {
  const layout = grad.layout.dense;
  const copy = new Tensor(allocateOutside(layout.numel * grad.dtype.bytes), 0, layout, grad.dtype, null);
  cpu.copy(grad, copy);
  return copy;
}

/** Hooks are user code: they see a gradient they may keep, and what they allocate outlives the pass. */
function runHooks(hooks: readonly Hook[], grad: Tensor): Tensor {
  return outsideScratch(() => hooks.slice().reduce(afterHook, gradEnabled ? grad : keepOutside(grad)));
}

function afterHook(grad: Tensor, hook: Hook): Tensor {
  const result = hook(grad) ?? grad;
  if (!(result instanceof Tensor)) throw notAHookResult(result);
  if (!result.layout.hasShapeOf(grad.layout)) throw hookedSize(hook.name || "<lambda>");
  if (result.dtype !== grad.dtype) throw hookedType(hook.name || "<lambda>", grad.dtype, result.dtype);
  return result;
}

/** In anomaly mode: a formula that makes a NaN is named, with the place its op ran at. */
function refuseNaN(node: Node, ...grads: readonly (Tensor | null)[]): void {
  grads.forEach((grad, i) => {
    if (grad !== null && Number.isNaN(item(grad.sum()))) throw nanGradient(node.name, i, node.trace);
  });
}
