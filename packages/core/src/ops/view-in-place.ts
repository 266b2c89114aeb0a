import { gradEnabled } from "../autograd/grad-mode.js";
import { newNode, nodeOf } from "../autograd/tracking.js";
import { asStridedOp } from "../autograd/window.js";
import { detachesView } from "../errors/autograd.js";
import type { Shape } from "../layout.js";
import { isTracked, type Tensor } from "../tensor.js";
import { checkT, squeezing, tOp, transposeOp, unsqueezeOp } from "./dimensions.js";
import { checkHistory, countWrite } from "./in-place.js";
import { type ViewOp, viewOp } from "./record.js";
import { windowAt } from "./strided.js";
import { wrapDim } from "./view.js";

// Views of itself that a tensor becomes. No element is written, but PyTorch counts it as a write.

/** The op under the name that PyTorch gives its in-place form. */
function inPlaceForm<A>({ name, layout, offset, dx }: ViewOp<A>, gradName: string): ViewOp<A> {
  return viewOp<A>({ name, gradName, layout, offset, dx: dx as never });
}

/** Makes `x` what `op` shows of it. */
function become<A>(x: Tensor, op: ViewOp<A>, attr: A): Tensor {
  checkHistory(x, isTracked(x));
  const toX = gradEnabled ? nodeOf(x) : null;
  const before = x.layout;
  x.offset += op.offset(before, attr);
  x.layout = op.layout(before, attr);
  countWrite(x);
  if (toX !== null) {
    x.node = newNode(op, attr, toX, null, null, x, before, null);
    x.viewVersion = x.storage.version;
  } else if (x.node !== null && x.node.variable !== null) x.node = null;
  return x;
}

const unsqueezeInPlaceOp = inPlaceForm(unsqueezeOp, "UnsqueezeBackward1");
/** `unsqueeze` of `x` itself. */
export function unsqueeze_(x: Tensor, dim: number): Tensor {
  return become(x, unsqueezeInPlaceOp, wrapDim(dim, x.layout.ndim + 1));
}

/** `squeeze` of `x` itself. */
export function squeeze_(x: Tensor, dim?: number | Shape): Tensor {
  const [op, dims] = squeezing(x, dim, true);
  return become(x, op, dims);
}

const transposeInPlaceOp = inPlaceForm(transposeOp, "TransposeBackward1");
/** `transpose` of `x` itself. */
export function transpose_(x: Tensor, dim0: number, dim1: number): Tensor {
  const { ndim } = x.layout;
  return become(x, transposeInPlaceOp, { a: wrapDim(dim0, ndim), b: wrapDim(dim1, ndim) });
}

/** The same as `transpose_`. */
export function swapaxes_(x: Tensor, axis0: number, axis1: number): Tensor {
  return transpose_(x, axis0, axis1);
}

/** The same as `transpose_`. */
export function swapdims_(x: Tensor, dim0: number, dim1: number): Tensor {
  return transpose_(x, dim0, dim1);
}

const tInPlaceOp = inPlaceForm(tOp, "TBackward1");
/** `t` of `x` itself. */
export function t_(x: Tensor): Tensor {
  checkT(x);
  return become(x, tInPlaceOp, undefined);
}

const asStridedInPlaceOp = inPlaceForm(asStridedOp, "AsStridedBackward1");
/** `asStrided` of `x` itself. */
export function asStrided_(x: Tensor, size: Shape, stride: Shape, storageOffset?: number): Tensor {
  return become(x, asStridedInPlaceOp, windowAt(x, size, stride, storageOffset));
}

/**
 * Forgets the history of `x` and that it requires a gradient.
 *
 * @throws {Error} for a view
 * @example
 * ones([2], { requiresGrad: true }).mul(2).detach_().requiresGrad // => false
 */
export function detach_(x: Tensor): Tensor {
  if (x.base !== null) throw detachesView();
  x.node = null;
  x.needsGrad = false;
  return x;
}
