import { asStridedOp, type Window } from "../autograd/window.js";
import { int64 } from "../dtype.js";
import { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary, applyView } from "./apply.js";
import { cloneOp } from "./conversion.js";
import { seenAs } from "./placement.js";
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

/**
 * The gradient of a tensor that lies as `target` says, given that of a window of it: gradients are laid out as the elements are
 * in storage, where those of one element meet, and then read where `target` has its elements.
 */
export function embedWindow(x: Tensor, { layout, offset }: Window, target: Layout): Tensor {
  const first = Math.min(0, offset);
  const span = Math.max(target.extent, offset + layout.extent) - first;
  const window = { layout, offset: offset - first };
  const whole = overlapping(layout)
    ? x.newZeros([span]).indexAdd(0, positions(x, window), x.reshape([-1]))
    : applyUnary(layOutOp, x, { window, span });
  const own = whole.window({ layout: target, offset: -first });
  return overlapping(target) ? own.div(sharers(x, target)) : own;
}

interface Laying {
  readonly window: Window;
  readonly span: number;
}
/** Zeros of one dimension with `x` where a window looks. */
const layOutOp: UnaryOp<Laying> = unaryOp<Laying>({
  name: "embed",
  layout: (_, { span }) => Layout.of([span]),
  forward: (k, x, { window }, out) => {
    k.fill(out, 0);
    k.copy(x, seenAs(out, window.layout, window.offset));
  },
  dx: (grad, { attr: { window } }) => grad.contiguous().window(window),
});

/** Whether two indices may reach one element: some dimension does not step over all that faster ones span. */
function overlapping({ numel, shape, strides }: Layout): boolean {
  if (numel === 0) return false;
  const dims = shape.map((size, d) => ({ size, stride: strides[d]! })).filter(({ size }) => size > 1);
  dims.sort((a, b) => a.stride - b.stride);
  let reach = 0;
  return dims.some(({ size, stride }) => {
    const meets = stride <= reach;
    reach += (size - 1) * stride;
    return meets;
  });
}

/** The place of every element of a window, as a vector of indices. */
function positions(like: Tensor, { layout: { shape, strides }, offset }: Window): Tensor {
  let list = [offset];
  shape.forEach((size, d) => {
    list = list.flatMap((start) => Array.from({ length: size }, (_, i) => start + i * strides[d]!));
  });
  return like.newTensor(list, { dtype: int64 });
}

/** For each element of a layout, how many lie in its place. */
function sharers(like: Tensor, layout: Layout): Tensor {
  const places = positions(like, { layout, offset: 0 });
  const counts = like.newZeros([layout.extent]).indexAdd(0, places, like.newOnes([layout.numel]));
  return counts.indexSelect(0, places).reshape(layout.shape);
}
