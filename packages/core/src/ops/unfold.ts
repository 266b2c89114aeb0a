import { Binary } from "../kernels/elementwise.js";
import { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary, applyView } from "./apply.js";
import { selectOp, sliceOp } from "./part.js";
import { partOf } from "./placement.js";
import { type UnaryOp, unaryOp, type ViewOp, viewOp } from "./record.js";
import { wrapDim } from "./view.js";

interface Sliding {
  readonly dim: number;
  readonly size: number;
  readonly step: number;
}
const unfoldOp: ViewOp<Sliding> = viewOp<Sliding>({
  name: "unfold",
  layout: (x, { dim, size, step }) => {
    const [length, stride] = x.ndim === 0 ? [1, 1] : [x.shape[dim]!, x.strides[dim]!];
    const count = Math.floor((length - size) / step) + 1;
    if (x.ndim === 0) return Layout.of([size]);
    return Layout.strided([...x.shape.with(dim, count), size], [...x.strides.with(dim, stride * step), stride]);
  },
  dx: (grad, { attr, xLayout }) => applyUnary(foldOp, grad, { ...attr, whole: xLayout }),
});

interface Folding extends Sliding {
  readonly whole: Layout;
}
/** Overlapping windows added up where they were taken from. */
const foldOp: UnaryOp<Folding> = unaryOp<Folding>({
  name: "unfoldBackward",
  layout: (_, { whole }) => whole.dense,
  forward: (k, x, { dim, size, step, whole }, out, dtype) => {
    k.fill(out, 0);
    if (whole.ndim === 0) {
      if (size > 0) k.copy(partOf(x, selectOp, { dim: 0, index: 0 }), out);
      return;
    }
    const length = x.layout.shape[dim]!;
    // last elements of windows first, so that what several windows share is added up from the first of them
    for (let index = size - 1; index >= 0; index--) {
      const place = partOf(out, sliceOp, { dim, start: index, length, step });
      const part = partOf(x, selectOp, { dim: whole.ndim, index });
      if (step >= size) k.copy(part, place);
      else k.binary(Binary.add, place, part, place, dtype);
    }
  },
  dx: (grad, { attr: { dim, size, step } }) => grad.unfold(dim, size, step),
});

/**
 * All windows of `size` elements along `dimension` that begin `step` apart, as a new last dimension; a view, in which windows may overlap.
 *
 * @throws {Error} if a window does not fit
 * @example
 * unfold(arange(4), 0, 2, 1).tolist() // => [[0, 1], [1, 2], [2, 3]]
 */
export function unfold(x: Tensor, dimension: number, size: number, step: number): Tensor {
  const dim = wrapDim(dimension, x.layout.ndim);
  const length = x.layout.ndim === 0 ? 1 : x.layout.shape[dim]!;
  if (size < 0) throw new Error(`size is ${size} but must be >= 0`);
  if (size > length) throw new Error(`maximum size for tensor at dimension ${dim} is ${length} but size is ${size}`);
  if (!(step > 0)) throw new Error(`step is ${step} but must be > 0`);
  return applyView(unfoldOp, x, { dim, size, step });
}
