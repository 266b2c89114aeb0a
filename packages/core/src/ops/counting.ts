import { cpu } from "../cpu/index.js";
import { bool, Category, type DType, float32, float64, int64, uint8 } from "../dtype.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Reduction } from "../kernels/reduction.js";
import { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { empty } from "./apply.js";
import { toDtype } from "./conversion.js";
import type { KeepdimOptions } from "./extrema.js";
import { type Dims, over } from "./over.js";
import { linspace } from "./ranges.js";
import { item } from "./reading.js";
import { sum } from "./reduction.js";

function truth(kernel: Reduction, x: Tensor, dim: Dims | undefined, keepdim: boolean): Tensor {
  const { dims, layout } = over(x.layout, dim, keepdim, true);
  const out = empty(layout, bool);
  if (x.layout.numel === 0) cpu.fill(out, kernel === Reduction.min ? 1 : 0);
  else cpu.reduce(kernel, x, dims, out);
  return x.dtype === uint8 ? toDtype(out, uint8) : out;
}

/**
 * Whether all elements are true (not zero), or all over dimensions; true if there are none. Bool, but uint8 for uint8.
 *
 * @param dim one dimension or several; default all
 * @example
 * all(tensor([[true, false], [true, true]]), 1).tolist() // => [false, true]
 */
export function all(x: Tensor, dim?: Dims, { keepdim = false }: KeepdimOptions = {}): Tensor {
  return truth(Reduction.min, x, dim, keepdim);
}

/**
 * Whether any element is true (not zero), or any over dimensions; false if there are none. Bool, but uint8 for uint8.
 *
 * @param dim one dimension or several; default all
 * @example
 * any(tensor([[true, false], [false, false]]), 1).tolist() // => [true, false]
 */
export function any(x: Tensor, dim?: Dims, { keepdim = false }: KeepdimOptions = {}): Tensor {
  return truth(Reduction.max, x, dim, keepdim);
}

/**
 * How many elements are not zero, as int64.
 *
 * @param dim one dimension or several; default all
 * @example
 * countNonzero(tensor([0, 3, 0, 5])).item() // => 2
 */
export function countNonzero(x: Tensor, dim?: Dims): Tensor {
  return sum(toDtype(x.detach(), bool), dim);
}

/**
 * How often each integer from 0 on occurs, or the sum of the weights of its occurrences.
 *
 * @param weights one per element; the result is then float32 or float64
 * @param minlength the least size of the result; default 0
 * @throws {Error} unless `x` is one-dimensional and not negative
 * @example
 * bincount(tensor([1, 3, 1])).tolist() // => [0, 2, 0, 1]
 */
export function bincount(x: Tensor, weights: Tensor | null = null, minlength = 0): Tensor {
  if (x.dtype.category !== Category.integer) throw new UnsupportedKernelError("bincount_cpu", x.dtype);
  if (!(minlength >= 0)) throw new Error("minlength should be >= 0");
  const isEmpty = x.layout.numel === 0;
  if (x.layout.ndim !== 1 || (!isEmpty && Number(item(x.min())) < 0))
    throw new Error("bincount only supports 1-d non-negative integral inputs.");
  if (weights !== null && !weights.layout.hasShapeOf(x.layout))
    throw new Error("weights should be 1-d and have the same length as input");
  const size = isEmpty ? minlength : Math.max(Number(item(x.max())) + 1, minlength);
  const out = empty(Layout.of([size]), weights === null ? int64 : weights.dtype === float32 ? float32 : float64);
  cpu.bincount(x, weights, out);
  return out;
}

/** What lies outside no bin: from the smallest element to the largest, with `margin` around a single number. */
function rangeOf(x: Tensor, low: number, high: number, margin: number): [number, number] {
  const isOpen = low === high && x.layout.numel > 0;
  const ends = isOpen ? [Number(item(x.min())), Number(item(x.max()))] : [low, high];
  const [a, b] = ends as [number, number];
  return a === b ? [a - margin, b + margin] : [a, b];
}

function checkBins(op: string, bins: number): void {
  if (!(bins > 0)) throw new Error(`${op}: bins must be > 0, but got ${bins} for dimension 0`);
}

/**
 * How many elements fall into each of `bins` intervals of equal width between `min` and `max`; others are ignored.
 *
 * @param bins default 100
 * @param min default 0; if it equals `max`, the range of the elements is taken
 * @param max default 0
 * @throws {UnsupportedKernelError} for integers
 * @example
 * histc(tensor([1.0, 2.5, 1.5]), 2, 1, 3).tolist() // => [2, 1]
 */
export function histc(x: Tensor, bins = 100, min = 0, max = 0): Tensor {
  if (!x.dtype.isFloatingPoint) throw new UnsupportedKernelError("histogram_cpu", x.dtype);
  checkBins("torch.histogram()", bins);
  if (min > max) throw new Error("torch.histc: max must be larger than min");
  const [low, high] = rangeOf(x, min, max, 1);
  if (!Number.isFinite(low) || !Number.isFinite(high))
    throw new Error(
      `torch.histc: range of [${low}, ${high}] is not finite`.replaceAll("Infinity", "inf").replaceAll("NaN", "nan"),
    );
  const out = empty(Layout.of([bins]), x.dtype);
  cpu.histc(x, low, high, out);
  return out;
}

/** Options of `histogram`. */
export interface HistogramOptions {
  /** Where the bins begin and end, if they are given by their number; default: the range of the elements. */
  readonly range?: readonly [number, number] | null | undefined;
  /** One weight per element. */
  readonly weight?: Tensor | null | undefined;
  /** Divided so that the areas of the bars add up to 1; default false. */
  readonly density?: boolean | undefined;
}

/**
 * How many elements, or how much weight, fall into each bin.
 *
 * @param bins their number, or their ascending edges
 * @throws {UnsupportedKernelError} for integers
 * @example
 * histogram(tensor([1.0, 2.5, 1.5]), tensor([1.0, 2.0, 3.0])).hist.tolist() // => [2, 1]
 */
export function histogram(
  x: Tensor,
  bins: number | Tensor,
  { range = null, weight = null, density = false }: HistogramOptions = {},
): { readonly hist: Tensor; readonly binEdges: Tensor } {
  if (!x.dtype.isFloatingPoint) throw new UnsupportedKernelError("histogramdd", x.dtype);
  const binEdges = typeof bins === "number" ? equalBins(x, bins, range) : bins.detach();
  const counts = empty(Layout.of([binEdges.layout.numel - 1]), x.dtype);
  cpu.histogram(x, binEdges, weight, counts);
  const hist = density ? counts.div(counts.sum()).div(binEdges.diff()) : counts;
  return { hist, binEdges };
}

function equalBins(x: Tensor, bins: number, range: readonly [number, number] | null): Tensor {
  checkBins("torch.histogram()", bins);
  if (range !== null && !(range[0] <= range[1])) throw new Error("torch.histogram(): max must be larger than min");
  const [low, high] = range === null ? rangeOf(x, 0, 0, 0.5) : rangeOf(x, range[0], range[1], 0.5);
  return linspace(low, high, bins + 1, { dtype: x.dtype as DType });
}
