import { asStridedOp, type Window } from "../autograd/window.js";
import type { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary, applyView } from "./apply.js";
import { cloneOp } from "./conversion.js";
import { type UnaryOp, unaryOp } from "./record.js";

// What histories of views are written in.

/** A copy that lies in its storage as `geometry` says. */
export function cloneAs(x: Tensor, geometry: Layout): Tensor {
  return applyUnary(cloneOp, x, geometry);
}

/** What `window` shows of `x`; a view. */
export function window(x: Tensor, window: Window): Tensor {
  return applyView(asStridedOp, x, window);
}

interface Embedding {
  readonly window: Window;
  readonly target: Layout;
}

const embedWindowOp: UnaryOp<Embedding> = unaryOp<Embedding>({
  name: "embed",
  layout: (_, { target }) => target,
  forward: (k, x, { window }, out) => {
    k.fill(out, 0);
    k.copy(x, { storage: out.storage, offset: out.offset + window.offset, layout: window.layout, dtype: out.dtype });
  },
  dx: (grad, { attr: { window, target } }) => grad.cloneAs(target).window(window),
});

/** Zeros of layout `target` with `x` where `window` looks. */
export function embedWindow(x: Tensor, window: Window, target: Layout): Tensor {
  return applyUnary(embedWindowOp, x, { window, target });
}
