import { Reduction } from "../kernels/reduction.js";
import { Binary } from "../kernels/elementwise.js";
import { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { type UnaryOp, unaryOp } from "./record.js";

const toScalar = (): Layout => Layout.scalar;
const everyDim = (x: Tensor): number[] => x.layout.shape.map((_, d) => d);

export const sumOp: UnaryOp<void> = unaryOp({
  name: "sum",
  forward: (k, x, _, out) => k.reduce(Reduction.sum, x, everyDim(x), out),
  layout: toScalar,
  dx: (grad, { xLayout }) => grad.expandTo(xLayout),
});
/** Sum of all elements. */
export function sum(x: Tensor): Tensor {
  return applyUnary(sumOp, x, undefined);
}

export const meanOp: UnaryOp<void> = unaryOp({
  name: "mean",
  forward: (k, x, _, out, dtype) => {
    k.reduce(Reduction.sum, x, everyDim(x), out);
    k.scalar(Binary.div, out, x.layout.numel, out, dtype);
  },
  layout: toScalar,
  dx: (grad, { xLayout }) => grad.div(xLayout.numel).expandTo(xLayout),
});
/** Mean of all elements. */
export function mean(x: Tensor): Tensor {
  return applyUnary(meanOp, x, undefined);
}

export const vectorNormOp: UnaryOp<void> = unaryOp<void, "x" | "output">({
  name: "linalgVectorNorm",
  forward: (k, x, _, out) => k.reduce(Reduction.norm2, x, everyDim(x), out),
  layout: toScalar,
  // d‖x‖ = x/‖x‖ · dx
  saves: ["x", "output"],
  dx: (grad, { x, output }) => x.div(output).mul(grad),
});
/** Euclidean norm of all elements. */
export function vectorNorm(x: Tensor): Tensor {
  return applyUnary(vectorNormOp, x, undefined);
}

/** Sums a broadcast gradient back to the shape it came from. */
export const sumToOp: UnaryOp<Layout> = unaryOp<Layout>({
  name: "sum",
  forward: (k, x, target, out) => {
    const lead = x.layout.ndim - target.ndim;
    const dims = everyDim(x).filter((d) => d < lead || (target.shape[d - lead] === 1 && x.layout.shape[d] !== 1));
    k.reduce(Reduction.sum, x, dims, out);
  },
  layout: (_, target) => target,
  dx: (grad, { xLayout }) => grad.expandTo(xLayout),
});

/** Sums `x` over the dimensions that broadcasting to its shape repeated, giving `shape`. */
export function sumToSize(x: Tensor, shape: readonly number[]): Tensor {
  return applyUnary(sumToOp, x, Layout.of(shape));
}
