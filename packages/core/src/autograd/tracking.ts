import { inferenceSaved, multiOutputViewInPlace, noGradViewInPlace } from "../errors/autograd.js";
import type { Layout } from "../layout.js";
import { Op, saveBit } from "../ops/record.js";
import { Flag, isTracked, type Tensor } from "../tensor.js";
import { anomalyTrace } from "./anomaly.js";
import { Node } from "./node.js";
import { asStridedOp, windowOf } from "./window.js";

// Recording: which node a gradient for a tensor goes to, and the node of an op that just ran.

export const accumulateOp: Op = new Op("accumulateGrad", { gradName: "AccumulateGrad" });

let age = 0;

/** The node a gradient for `x` goes to, or null if it needs none. */
export function nodeOf(x: Tensor): Node | null {
  if (x.base !== null && x.viewVersion !== x.storage.version) refreshView(x);
  if (!isTracked(x)) return null;
  if (x.node === null) x.node = new Node(accumulateOp, 0, null, null, null, null, x, x.layout, null, x);
  return x.node;
}

/** Gives a view whose storage was written to the history its base has now. */
function refreshView(view: Tensor): void {
  const base = view.base!;
  if (isTracked(base)) refuseView(view, true);
  view.viewVersion = view.storage.version;
  if (!isTracked(base)) return;
  view.node = newNode(asStridedOp, windowOf(view), nodeOf(base), null, null, view, base.layout, null);
  view.needsGrad = true;
}

/** Throws for views that cannot have a history of writes: `indirect` if not they themselves were written to. */
export function refuseView(view: Tensor, indirect: boolean): void {
  if ((view.flags & (Flag.noGradView | Flag.multiView)) === 0) return;
  if ((view.flags & Flag.noGradView) !== 0) throw noGradViewInPlace(indirect);
  const { node } = view;
  const [op, output] = node === null ? [null, 0] : [node.name.replace(/Backward\d*$/, ""), Number(node.attr)];
  throw multiOutputViewInPlace(op, output, indirect);
}

/** A node of `op` that is younger than all so far. */
export function newNode(
  op: Op,
  attr: unknown,
  toX: Node | null,
  toY: Node | null,
  toRest: readonly (Node | null)[] | null,
  output: { readonly layout: Layout; readonly dtype: Tensor["dtype"] },
  xLayout: Layout,
  yLayout: Layout | null,
): Node {
  const node = new Node(op, ++age, attr, toX, toY, toRest, output, xLayout, yLayout, null);
  if (anomalyTrace !== null) node.trace = anomalyTrace();
  return node;
}

/**
 * Records a unary or binary op; saves what the formulas of inputs that need a gradient asked for. An op that wrote into `x`
 * passes what `x` was as `before`.
 */
export function track(op: Op, x: Tensor, y: Tensor | null, attr: unknown, output: Tensor, before: Tensor = x): void {
  const toX = op.dx === null ? null : nodeOf(x);
  const toY = y === null || op.dy === null ? null : nodeOf(y);
  if (toX === null && toY === null) return;
  const node = newNode(op, attr, toX, toY, null, output, x.layout, y === null ? null : y.layout);
  const saves = (toX === null ? 0 : op.dxSaves) | (toY === null ? 0 : op.dySaves);
  if ((saves & saveBit.x) !== 0) {
    node.x = saveable(before);
    node.xVersion = before.storage.version;
  }
  if ((saves & saveBit.y) !== 0) {
    node.y = saveable(y!);
    node.yVersion = y!.storage.version;
  }
  if ((saves & saveBit.output) !== 0) {
    node.output = output;
    node.outputVersion = output.storage.version;
  }
  output.needsGrad = true;
  output.node = node;
}

export function saveable(x: Tensor): Tensor {
  if ((x.flags & Flag.inference) !== 0) throw inferenceSaved();
  return x;
}
