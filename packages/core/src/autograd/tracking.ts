import { inferenceSaved, unwritableView } from "../errors/autograd.js";
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

/** Gives a view whose storage was written to the history its base has now; a leaf whose base has none stays a leaf. */
function refreshView(view: Tensor): void {
  const base = view.base!;
  if (!isTracked(base) && (view.node === null || view.node.variable !== null)) return;
  refuseView(view, true);
  view.viewVersion = view.storage.version;
  view.node = newNode(asStridedOp, windowOf(view), nodeOf(base), null, null, view, base.layout, null);
  view.needsGrad = true;
}

/** Throws for views that cannot have a history of writes: `indirect` if not they themselves were written to. */
export function refuseView(view: Tensor, indirect: boolean): void {
  const reason = view.flags & (Flag.noGradView | Flag.multiView);
  if (reason === 0) return;
  const { node } = view;
  const isMade = node !== null && node.variable === null;
  const maker = isMade ? `Output ${node.op.isSlot ? node.attr : 0} of ${node.name.replace(/Backward\d*$/, "")}` : null;
  throw unwritableView(maker, (reason & Flag.multiView) !== 0, indirect);
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

/** Records a unary or binary op; saves what the formulas of inputs that need a gradient asked for. */
export function track(op: Op, x: Tensor, y: Tensor | null, attr: unknown, output: Tensor): void {
  const toX = op.dx === null ? null : nodeOf(x);
  const toY = y === null || op.dy === null ? null : nodeOf(y);
  if (toX === null && toY === null) return;
  output.node = pairNode(op, toX, toY, x, y, attr, output, x);
  output.needsGrad = true;
}

/** The node of a unary or binary op whose edges are known; `before` has the values of `x` that it read. */
export function pairNode(
  op: Op,
  toX: Node | null,
  toY: Node | null,
  x: Tensor,
  y: Tensor | null,
  attr: unknown,
  output: Tensor,
  before: Tensor,
): Node {
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
  return node;
}

export function saveable(x: Tensor): Tensor {
  if ((x.flags & Flag.inference) !== 0) throw inferenceSaved();
  return x;
}
