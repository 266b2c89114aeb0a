import { asStridedOp, type Window } from "../autograd/window.js";
import { cpu } from "../cpu/index.js";
import { sliceShape } from "../errors/indexing.js";
import { type Layout, type Shape, sameShape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyView, empty, record } from "./apply.js";
import { denseOrder } from "./order.js";
import {
  type At,
  type Diagonal,
  diagonalAt,
  diagonalOp,
  type Span,
  selection,
  selectOp,
  sliceOp,
  spanOf,
} from "./part.js";
import { partOf } from "./placement.js";
import { type NaryOp, naryOp, type ViewOp } from "./record.js";
import { windowAt } from "./strided.js";
import { wrapDim } from "./view.js";

// Copies in which the part that a view shows is replaced.

function replacingOp<A>(name: string, view: ViewOp<A>, ready: (grad: Tensor, layout: Layout) => Tensor): NaryOp<A> {
  return naryOp<A>({
    name,
    gradients: [
      (grad, { attr, layouts }) => {
        const whole = ready(grad, layouts[0]!).clone();
        applyView(view, whole, attr).zero_();
        return whole;
      },
      (grad, { attr, layouts }) => applyView(view, ready(grad, layouts[0]!), attr),
    ],
  });
}

const asItIs = (grad: Tensor): Tensor => grad;
const selectScatterOp = replacingOp<At>("selectScatter", selectOp, asItIs);
const sliceScatterOp = replacingOp<Span>("sliceScatter", sliceOp, asItIs);
const diagonalScatterOp = replacingOp<Diagonal>("diagonalScatter", diagonalOp, asItIs);
/** A window is a matter of storage, so the gradient must lie as the result does. */
const asStridedScatterOp = replacingOp<Window>("asStridedScatter", asStridedOp, (grad, layout) =>
  grad.cloneAs(denseOrder(layout)),
);

function replace<A>(op: NaryOp<A>, view: ViewOp<A>, x: Tensor, src: Tensor, at: A): Tensor {
  const out = empty(denseOrder(x.layout), x.dtype);
  const part = partOf(out, view, at);
  if (!sameShape(part.layout.shape, src.layout.shape)) throw sliceShape(src.layout.shape, part.layout.shape);
  cpu.copy(x, out);
  cpu.copy(src, part);
  return record(op, [x, src], at, out);
}

/**
 * A copy of `x` with `src` in place of the slice at `index` of dimension `dim`.
 *
 * @throws {Error} unless `src` has the shape of the slice
 * @example
 * selectScatter(zeros([2, 2]), ones([2]), 0, 1).tolist() // => [[0, 0], [1, 1]]
 */
export function selectScatter(x: Tensor, src: Tensor, dim: number, index: number): Tensor {
  return replace(selectScatterOp, selectOp, x, src, selection(x.layout, dim, index));
}

/**
 * A copy of `x` with `src` in place of every `step`th slice of dimension `dim` from `start` to before `end`.
 *
 * @throws {Error} unless `src` has the shape of these slices
 * @example
 * sliceScatter(zeros([3]), ones([2]), 0, 1).tolist() // => [0, 1, 1]
 */
export function sliceScatter(
  x: Tensor,
  src: Tensor,
  dim = 0,
  start: number | null = null,
  end: number | null = null,
  step = 1,
): Tensor {
  const at = spanOf(x.layout, wrapDim(dim, x.layout.ndim), start, end, step);
  return replace(sliceScatterOp, sliceOp, x, src, at);
}

/**
 * A copy of `x` with `src` in place of a diagonal, as `diagonal` shows it.
 *
 * @throws {Error} unless `src` has the shape of the diagonal
 * @example
 * diagonalScatter(zeros([2, 2]), ones([2])).tolist() // => [[1, 0], [0, 1]]
 */
export function diagonalScatter(x: Tensor, src: Tensor, offset = 0, dim1 = 0, dim2 = 1): Tensor {
  return replace(diagonalScatterOp, diagonalOp, x, src, diagonalAt(x.layout.ndim, offset, dim1, dim2));
}

/**
 * A copy of `x` with `src` in place of what `asStrided` shows of the copy.
 *
 * @throws {Error} unless `src` has the shape `size`
 * @example
 * asStridedScatter(zeros([2, 2]), ones([2]), [2], [3]).tolist() // => [[1, 0], [0, 1]]
 */
export function asStridedScatter(x: Tensor, src: Tensor, size: Shape, stride: Shape, storageOffset?: number): Tensor {
  const at = windowAt(x, size, stride, storageOffset);
  if (at.offset < 0 || at.offset + at.layout.extent > x.layout.extent)
    throw new Error("as_strided_scatter: the window reaches beyond the tensor; give a contiguous one");
  return replace(asStridedScatterOp, asStridedOp, x, src, at);
}
