import { Reduction } from "../kernels/reduction.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { type Over, over, restore } from "./over.js";
import { type UnaryOp, unaryOp } from "./record.js";
import { type ReductionOptions, totalType } from "./reduction.js";
import { othersProduct } from "./scan.js";

/** d(Πx) = Σ Πx / xᵢ dxᵢ; where an element is zero, the product of the others cannot be had by division. */
function gradient(grad: Tensor, x: Tensor, product: Tensor, dim: number): Tensor {
  const hasZero = x.layout.numel > 0 && x.detach().eq(0).any().item<boolean>() === true;
  return grad.mul(hasZero ? othersProduct(x, dim) : product.div(x));
}

export const prodOp: UnaryOp<Over> = unaryOp<Over, "x" | "output">({
  name: "prod",
  forward: (k, x, _, out) => k.reduce(Reduction.prod, x, null, out),
  layout: (_, { layout }) => layout,
  saves: ["x", "output"],
  dx: (grad, { x, output }) => gradient(grad, x.reshape([-1]), output, 0).reshape(x.layout.shape),
});
export const prodDimOp: UnaryOp<Over> = unaryOp<Over, "x" | "output">({
  name: "prod",
  gradName: "ProdBackward1",
  forward: (k, x, { dims }, out) => k.reduce(Reduction.prod, x, dims, out),
  layout: (_, { layout }) => layout,
  saves: ["x", "output"],
  dx: (grad, { x, output, attr }) => gradient(restore(grad, attr), x, restore(output, attr), attr.dims[0] ?? 0),
});

/**
 * Product of the elements, or along dimension `dim`. Integers and bools give int64 unless `dtype` says otherwise.
 *
 * @example
 * prod(tensor([[1, 2], [3, 4]])).item() // => 24
 * prod(tensor([[1, 2], [3, 4]]), 1).tolist() // => [2, 12]
 */
export function prod(x: Tensor, dim?: number | null, { keepdim, dtype }: ReductionOptions = {}): Tensor {
  const op = dim == null ? prodOp : prodDimOp;
  return applyUnary(op, x, over(x.layout, dim, keepdim), dtype ?? totalType(x.dtype));
}
