import { Layout } from "../layout.js";
import { applyUnary, applyView } from "../ops/apply.js";
import { cloneOp } from "../ops/conversion.js";
import { embed } from "../ops/placement.js";
import { listOp, type ViewOp, viewOp } from "../ops/record.js";
import { Flag, isTracked, type Tensor } from "../tensor.js";
import type { Node } from "./node.js";
import { checkSaved, formulaOf } from "./saved.js";
import { newNode, nodeOf } from "./tracking.js";

// A write through a view changes the history of its base, and with it that of every other view. The base gets a node that routes
// the gradient of the written part through the op that wrote it; views learn on their next use, by the storage's version.

/** Where a view lies in its base. */
export interface Window {
  readonly layout: Layout;
  /** In elements, from where the base begins. */
  readonly offset: number;
}

/** The part of a tensor's storage that `window` shows; a view. */
export const asStridedOp: ViewOp<Window> = viewOp<Window>({
  name: "asStrided",
  layout: (_, window) => window.layout,
  offset: (_, window) => window.offset,
  partial: true,
  dx: (grad, { attr: { layout, offset }, xLayout }) => {
    // elements that the view repeats share one gradient
    const repeated = layout.shape.map((size, d) => size > 1 && layout.strides[d] === 0);
    const shape = layout.shape.map((size, d) => (repeated[d] ? 1 : size));
    return embed(
      grad.sumToSize(shape),
      asStridedOp,
      { layout: Layout.strided(shape, layout.strides), offset },
      xLayout,
    );
  },
});

function windowOf(view: Tensor): Window {
  return { layout: view.layout, offset: view.offset - view.base!.offset };
}

interface Write {
  /** How the base lies in its storage. */
  readonly geometry: Layout;
  readonly window: Window;
  /** The op that wrote into the window, seen as if it had run on the view alone. */
  readonly writer: Node;
}

/** Backward of a write through a view: outside the window the gradient passes, inside it goes through the writer. */
const copySlicesOp = listOp<Write>({
  name: "copySlices",
  gradName: "CopySlices",
  dEach: (grad, i, { attr: { geometry, window, writer } }) => {
    checkSaved(writer);
    const whole = applyUnary(cloneOp, grad, geometry);
    const part = applyView(asStridedOp, whole, window);
    if (i > 0) return formulaOf(writer, i, part.clone())!;
    const before = formulaOf(writer, 0, part.clone());
    if (before === null) part.zero_();
    else part.copy_(before);
    return whole;
  },
});

/** Makes `writer`, an op that has just written into `view`, part of the history of the base. */
export function rebaseHistory(view: Tensor, writer: Node): void {
  const base = view.base!;
  const others = writer.toRest === null ? [writer.toY] : writer.toRest.slice(1);
  const edges = [nodeOf(base), ...others];
  const node = newNode(
    copySlicesOp,
    { geometry: base.layout, window: windowOf(view), writer },
    null,
    null,
    edges,
    base,
    base.layout,
    null,
  );
  node.rest = { inputs: [], versions: [], outputs: [], outputVersions: [], layouts: [] };
  base.node = node;
  base.needsGrad = true;
  view.node = null;
  view.viewVersion = -1;
  refreshView(view);
}

/** Gives a view whose storage was written to the history its base has now. */
export function refreshView(view: Tensor): void {
  const base = view.base!;
  const stale = view.viewVersion !== view.storage.version;
  view.viewVersion = view.storage.version;
  if (!stale || !isTracked(base) || (view.flags & Flag.noGradView) !== 0) return;
  const window = windowOf(view);
  view.node = newNode(asStridedOp, window, nodeOf(base), null, null, view, base.layout, null);
  view.needsGrad = true;
}
