import type { Layout } from "../layout.js";
import { listOp } from "../ops/record.js";
import type { Tensor } from "../tensor.js";
import type { Node } from "./node.js";
import { checkSaved, formulaOf } from "./saved.js";
import { newNode, nodeOf } from "./tracking.js";
import { type Window, windowOf } from "./window.js";

// A write through a view changes the history of its base, and with it that of every other view. The base gets a node that routes
// the gradient of the written part through the op that wrote it; views learn on their next use, by the storage's version.

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
    const whole = grad.cloneAs(geometry);
    const part = whole.window(window);
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
  const write: Write = { geometry: base.layout, window: windowOf(view), writer };
  const node = newNode(copySlicesOp, write, null, null, edges, base, base.layout, null);
  node.rest = { inputs: [], versions: [], outputs: [], outputVersions: [], layouts: [], writer };
  base.node = node;
  base.needsGrad = true;
  view.node = null;
  view.viewVersion = -1;
  nodeOf(view);
}
