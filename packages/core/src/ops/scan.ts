import { cpu } from "../cpu/index.js";
import { type DType, int64 } from "../dtype.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Extreme } from "../kernels/extrema.js";
import { Scan } from "../kernels/scan.js";
import type { Tensor } from "../tensor.js";
import { applyUnary, empty, recordMulti } from "./apply.js";
import { type Selection, selectingOp, type ValuesAndIndices } from "./choice.js";
import { applyUnaryInPlace } from "./in-place.js";
import { cat, stack } from "./joining.js";
import { type NaryOp, type UnaryOp, unaryOp } from "./record.js";
import { totalType } from "./reduction.js";
import { wrapDim } from "./view.js";

/** Options of running sums and products. */
export interface ScanOptions {
  /** The type to convert to first, and of the result; default int64 for integers, else that of `x`. */
  readonly dtype?: DType | null | undefined;
}

/** Running sums from the end. */
function suffixSums(x: Tensor, dim: number): Tensor {
  return x.layout.ndim === 0 ? x : x.flip([dim]).cumsum(dim).flip([dim]);
}

export const cumsumOp: UnaryOp<number> = unaryOp<number>({
  name: "cumsum",
  forward: (k, x, dim, out) => k.scan(Scan.sum, x, dim, out),
  dx: (grad, { attr: dim }) => suffixSums(grad, dim),
});

/**
 * Running sums along `dim`.
 *
 * @example
 * cumsum(tensor([1, 2, 3]), 0).tolist() // => [1, 3, 6]
 */
export function cumsum(x: Tensor, dim: number, { dtype }: ScanOptions = {}): Tensor {
  return applyUnary(cumsumOp, x, wrapDim(dim, x.layout.ndim), dtype ?? totalType(x.dtype));
}

/** `cumsum` into `x`. */
export function cumsum_(x: Tensor, dim: number, { dtype }: ScanOptions = {}): Tensor {
  return applyUnaryInPlace(cumsumOp, x, wrapDim(dim, x.layout.ndim), dtype ?? x.dtype);
}

export const cumprodOp: UnaryOp<number> = unaryOp<number, "x" | "output">({
  name: "cumprod",
  forward: (k, x, dim, out) => k.scan(Scan.prod, x, dim, out),
  saves: ["x", "output"],
  dx: (grad, { x, output, attr: dim }) => cumprodGradient(grad, x, output, dim),
});

/**
 * Running products along `dim`.
 *
 * @example
 * cumprod(tensor([1, 2, 3]), 0).tolist() // => [1, 2, 6]
 */
export function cumprod(x: Tensor, dim: number, { dtype }: ScanOptions = {}): Tensor {
  return applyUnary(cumprodOp, x, wrapDim(dim, x.layout.ndim), dtype ?? totalType(x.dtype));
}

/** `cumprod` into `x`. */
export function cumprod_(x: Tensor, dim: number, { dtype }: ScanOptions = {}): Tensor {
  return applyUnaryInPlace(cumprodOp, x, wrapDim(dim, x.layout.ndim), dtype ?? x.dtype);
}

/**
 * ∂/∂xₖ Σᵢ gᵢ x₀⋯xᵢ. Without zeros it is (Σ_{i≥k} gᵢ yᵢ) / xₖ; else x₀⋯xₖ₋₁ Sₖ, where Sₖ = gₖ + xₖ₊₁ Sₖ₊₁.
 */
function cumprodGradient(grad: Tensor, x: Tensor, output: Tensor, dim: number): Tensor {
  if (x.layout.ndim === 0 || x.layout.numel === 0) return grad;
  if (x.detach().eq(0).any().item<boolean>() !== true) return suffixSums(output.mul(grad), dim).div(x);
  const n = x.layout.shape[dim]!;
  return productsBefore(x, dim).mul(fromTheEnd(grad, x.narrow(dim, 1, n - 1), dim));
}

/** Per element, the product of those before it along `dim`. */
function productsBefore(x: Tensor, dim: number): Tensor {
  const { shape } = x.layout;
  return cat([x.newOnes(shape.with(dim, 1)), x.narrow(dim, 0, shape[dim]! - 1)], dim).cumprod(dim);
}

/** Per element, the product of the others along `dim`. */
export function othersProduct(x: Tensor, dim: number): Tensor {
  if (x.layout.ndim === 0) return x.newOnes([]);
  const after = productsBefore(x.flip([dim]), dim).flip([dim]);
  return productsBefore(x, dim).mul(after);
}

export const logcumsumexpOp: UnaryOp<number> = unaryOp<number, "x" | "output">({
  name: "logcumsumexp",
  forward: (k, x, dim, out) => k.scan(Scan.logsumexp, x, dim, out),
  saves: ["x", "output"],
  dx: (grad, { x, output, attr: dim }) => logcumsumexpGradient(grad, x, output, dim),
});

/** Σ_{i≥k} gᵢ exp(xₖ - yᵢ) = exp(xₖ - yₖ) Sₖ, where Sₖ = gₖ + exp(yₖ - yₖ₊₁) Sₖ₊₁: no exponent is positive. */
function logcumsumexpGradient(grad: Tensor, x: Tensor, output: Tensor, dim: number): Tensor {
  if (x.layout.ndim === 0 || x.layout.numel === 0) return grad;
  const n = x.layout.shape[dim]!;
  const decay = output
    .narrow(dim, 0, n - 1)
    .sub(output.narrow(dim, 1, n - 1))
    .exp();
  return fromTheEnd(grad, decay, dim).mul(x.sub(output).exp());
}

/** Sₖ = gₖ + fₖ Sₖ₊₁ along `dim`. */
function fromTheEnd(grad: Tensor, factors: Tensor, dim: number): Tensor {
  const n = grad.layout.shape[dim]!;
  let s = grad.select(dim, n - 1);
  const sums = [s];
  for (let k = n - 2; k >= 0; k--) {
    s = grad.select(dim, k).add(factors.select(dim, k).mul(s));
    sums.push(s);
  }
  return stack(sums.reverse(), dim);
}

/**
 * Logarithms of running sums of exponentials along `dim`, without overflow.
 *
 * @throws {UnsupportedKernelError} for integers
 * @example
 * logcumsumexp(tensor([1000, 1000.5]), 0).shape // => [2]
 */
export function logcumsumexp(x: Tensor, dim: number): Tensor {
  if (!x.dtype.isFloatingPoint) throw new UnsupportedKernelError("logcumsumexp_out_cpu", x.dtype);
  return applyUnary(logcumsumexpOp, x, wrapDim(dim, x.layout.ndim));
}

const cummaxOp = selectingOp("cummax");
const cumminOp = selectingOp("cummin");

function cumulativeExtremum(op: NaryOp<Selection>, kernel: Extreme, x: Tensor, dim: number): ValuesAndIndices {
  const d = wrapDim(dim, x.layout.ndim);
  const values = empty(x.layout.dense, x.dtype);
  const indices = empty(x.layout.dense, int64);
  cpu.cumulativeExtremum(kernel, x, d, values, indices);
  recordMulti(op, [x], { dim: d, kept: x.layout.dense }, [values, indices]);
  return { values, indices };
}

/**
 * The largest element so far along `dim`, and where it was last.
 *
 * @example
 * cummax(tensor([1, 3, 2]), 0).values.tolist() // => [1, 3, 3]
 */
export function cummax(x: Tensor, dim: number): ValuesAndIndices {
  return cumulativeExtremum(cummaxOp, Extreme.max, x, dim);
}

/**
 * The smallest element so far along `dim`, and where it was last.
 *
 * @example
 * cummin(tensor([3, 1, 2]), 0).indices.tolist() // => [0, 1, 1]
 */
export function cummin(x: Tensor, dim: number): ValuesAndIndices {
  return cumulativeExtremum(cumminOp, Extreme.min, x, dim);
}
