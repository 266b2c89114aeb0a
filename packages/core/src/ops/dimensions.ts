import { show } from "../errors/shape.js";
import type { Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { warnOnce } from "../warnings.js";
import { applyView } from "./apply.js";
import { checkTensor } from "./kinds.js";
import { type ViewOp, viewOp } from "./record.js";
import { wrapDim, wrapDims } from "./view.js";

// The same elements with dimensions reordered, added or removed.

interface Pair {
  readonly a: number;
  readonly b: number;
}
export const transposeOp: ViewOp<Pair> = viewOp<Pair>({
  name: "transpose",
  layout: (x, { a, b }) => x.transpose(a, b),
  dx: (grad, { attr: { a, b } }) => grad.transpose(a, b),
});

/**
 * With dimensions `dim0` and `dim1` exchanged; a view.
 *
 * @example
 * transpose(zeros([2, 3]), 0, 1).shape // => [3, 2]
 */
export function transpose(x: Tensor, dim0: number, dim1: number): Tensor {
  checkTensor("transpose", x);
  return applyView(transposeOp, x, { a: wrapDim(dim0, x.layout.ndim), b: wrapDim(dim1, x.layout.ndim) });
}

/**
 * The same as `transpose`.
 *
 * @example
 * swapaxes(zeros([2, 3]), 0, 1).shape // => [3, 2]
 */
export function swapaxes(x: Tensor, axis0: number, axis1: number): Tensor {
  return transpose(x, axis0, axis1);
}

/**
 * The same as `transpose`.
 *
 * @example
 * swapdims(zeros([2, 3]), 0, 1).shape // => [3, 2]
 */
export function swapdims(x: Tensor, dim0: number, dim1: number): Tensor {
  return transpose(x, dim0, dim1);
}

export const tOp: ViewOp<void> = viewOp({
  name: "t",
  layout: (x) => (x.ndim < 2 ? x : x.transpose(0, 1)),
  dx: (grad) => grad.t(),
});

/**
 * The transpose of a matrix; a tensor of fewer dimensions stays as it is. A view.
 *
 * @throws {Error} if there are more than two dimensions
 * @example
 * t(zeros([2, 3])).shape // => [3, 2]
 */
export function t(x: Tensor): Tensor {
  checkT(x);
  return applyView(tOp, x, undefined);
}

/** Throws for what `t` does not transpose. */
export function checkT(x: Tensor): void {
  checkTensor("t", x);
  const { ndim } = x.layout;
  if (ndim > 2) throw new Error(`t() expects a tensor with <= 2 dimensions, but self is ${ndim}D`);
}

/** The last two dimensions exchanged; `name` is who asks. */
export function transposeMatrix(x: Tensor, name: string): Tensor {
  const { ndim } = x.layout;
  if (ndim === 0) {
    warnOnce(
      `${name === "adjoint()" ? name : `Tensor.${name}`} is deprecated on 0-D tensors. ${name === "mT" ? "This function is the identity in these cases." : "Consider using x.conj()."}`,
    );
    return x;
  }
  if (ndim === 1)
    throw new Error(`tensor.${name} is only supported on matrices or batches of matrices. Got 1-D tensor.`);
  return transpose(x, -2, -1);
}

/**
 * The transposes of matrices: the last two dimensions exchanged. A view.
 *
 * @example
 * adjoint(zeros([4, 2, 3])).shape // => [4, 3, 2]
 */
export function adjoint(x: Tensor): Tensor {
  return transposeMatrix(x, "adjoint()");
}

const scalarT = "Tensor.T is deprecated on 0-D tensors. This function is the identity in these cases.";
const otherT =
  "The use of `x.T` on tensors of dimension other than 2 to reverse their shape is deprecated and it will throw an error in a future release. Consider `x.mT` to transpose batches of matrices or `x.permute(*torch.arange(x.ndim - 1, -1, -1))` to reverse the dimensions of a tensor.";

export const permuteOp: ViewOp<Shape> = viewOp<Shape>({
  name: "permute",
  layout: (x, order) => x.permute(order),
  dx: (grad, { attr: order }) => grad.permute(order.map((_, d) => order.indexOf(d))),
});

/**
 * Dimensions in another order: dimension i of the result is dimension `dims[i]` of `x`. A view.
 *
 * @throws {Error} unless `dims` names each dimension once
 * @example
 * permute(zeros([2, 3, 4]), [2, 0, 1]).shape // => [4, 2, 3]
 */
export function permute(x: Tensor, dims: Shape): Tensor {
  const { ndim } = x.layout;
  if (dims.length !== ndim)
    throw new Error(
      `permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = ${ndim} is not equal to len(dims) = ${dims.length}`,
    );
  const order = dims.map((dim) => wrapDim(dim, ndim));
  if (new Set(order).size !== ndim) throw new Error("permute(): duplicate dims are not allowed.");
  return applyView(permuteOp, x, order);
}

/** All dimensions in reverse order. */
export function reverseDims(x: Tensor): Tensor {
  if (x.layout.ndim !== 2) warnOnce(x.layout.ndim === 0 ? scalarT : otherT);
  return applyView(
    permuteOp,
    x,
    x.layout.shape.map((_, d) => x.layout.ndim - 1 - d),
  );
}

/**
 * Dimensions `source` moved to the positions `destination`; the others keep their order. A view.
 *
 * @throws {Error} if the lists differ in length or name a dimension twice
 * @example
 * movedim(zeros([2, 3, 4]), 0, -1).shape // => [3, 4, 2]
 */
export function movedim(x: Tensor, source: number | Shape, destination: number | Shape): Tensor {
  const { ndim, shape } = x.layout;
  const from = typeof source === "number" ? [source] : source;
  const to = typeof destination === "number" ? [destination] : destination;
  if (from.length !== to.length)
    throw new Error(
      `movedim: Invalid source or destination dims: source (${show(from)} dims) should contain the same number of dims as destination (${show(to)} dims)`,
    );
  const wrap = (name: string, dims: Shape): number[] => {
    const wrapped = dims.map((dim) => wrapDim(dim, ndim));
    if (new Set(wrapped).size !== dims.length) throw new Error(`movedim: repeated dim in \`${name}\` (${show(dims)})`);
    return wrapped;
  };
  const sources = wrap("source", from);
  const places = wrap("destination", to);
  const rest = shape.map((_, d) => d).filter((d) => !sources.includes(d));
  let next = 0;
  const order = shape.map((_, d) => (places.includes(d) ? sources[places.indexOf(d)]! : rest[next++]!));
  return applyView(permuteOp, x, order);
}

/**
 * The same as `movedim`.
 *
 * @example
 * moveaxis(zeros([2, 3, 4]), 0, -1).shape // => [3, 4, 2]
 */
export function moveaxis(x: Tensor, source: number | Shape, destination: number | Shape): Tensor {
  return movedim(x, source, destination);
}

export const unsqueezeOp: ViewOp<number> = viewOp<number>({
  name: "unsqueeze",
  layout: (x, dim) => x.unsqueeze(dim),
  dx: (grad, { attr: dim }) => grad.squeeze(dim),
});

/**
 * With a new dimension of size 1 at `dim`; a view.
 *
 * @example
 * unsqueeze(zeros([3]), 0).shape // => [1, 3]
 */
export function unsqueeze(x: Tensor, dim: number): Tensor {
  return applyView(unsqueezeOp, x, wrapDim(dim, x.layout.ndim + 1));
}

/** The attribute is the dimensions to remove, which are of size 1. PyTorch's name tells how they were asked for. */
function squeezeOp(variant: number): ViewOp<readonly number[]> {
  return viewOp<readonly number[]>({
    name: "squeeze",
    gradName: `SqueezeBackward${variant}`,
    layout: (x, dims) => x.without((d) => dims.includes(d)),
    dx: (grad, { xLayout }) => grad.reshape(xLayout.shape),
  });
}
const squeezeOps = [0, 1, 2, 3, 4, 5].map(squeezeOp);

/** How to squeeze `x`: by which op, and which dimensions. */
export function squeezing(
  x: Tensor,
  dim: number | Shape | undefined,
  inPlace: boolean,
): [ViewOp<readonly number[]>, readonly number[]] {
  const { shape, ndim } = x.layout;
  const variant = dim === undefined ? 0 : typeof dim === "number" ? 1 : 2;
  const asked = dim === undefined ? shape.map((_, d) => d) : wrapDims(typeof dim === "number" ? [dim] : dim, ndim);
  return [squeezeOps[inPlace ? variant + 3 : variant]!, asked.filter((d) => shape[d] === 1)];
}

/**
 * Without dimensions of size 1: all of them, or those of `dim` that have size 1. A view.
 *
 * @example
 * squeeze(zeros([1, 3, 1])).shape // => [3]
 * squeeze(zeros([1, 3, 1]), 0).shape // => [3, 1]
 */
export function squeeze(x: Tensor, dim?: number | Shape): Tensor {
  const [op, dims] = squeezing(x, dim, false);
  return applyView(op, x, dims);
}

export const aliasOp: ViewOp<void> = viewOp({
  name: "alias",
  layout: (x) => x,
  dx: (grad) => grad,
});

/** A view of the whole. */
export function alias(x: Tensor): Tensor {
  return applyView(aliasOp, x, undefined);
}
