import { cpu } from "../cpu/index.js";
import { int32, int64 } from "../dtype.js";
import { indexDimensions, indexTooLarge, notAnIndexType } from "../errors/indexing.js";
import type { Lookup } from "../kernels/indexing.js";
import { Layout } from "../layout.js";
import type { Operand, Tensor } from "../tensor.js";
import { seenAs } from "./placement.js";

// How ops along one dimension see their tensors, for the kernels that gather and scatter.

/** A tensor without dimensions counts as a vector of one element. */
export function lifted(layout: Layout): Layout {
  return layout.ndim === 0 ? Layout.of([1]) : layout;
}

/** `x` as it is walked, and the index that moves it along `dim`; `index` has the shape that is walked. */
export function moved(x: Operand, dim: number, index: Operand): [Operand, readonly Lookup[]] {
  const layout = lifted(x.layout);
  const walked = lifted(index.layout);
  const still = seenAs(x, Layout.strided(walked.shape, layout.strides.with(dim, 0)));
  return [still, [{ index: seenAs(index, walked), size: layout.shape[dim]!, stride: layout.strides[dim]! }]];
}

/** A vector of indices as if it were repeated over all dimensions of `x` but `dim`. */
export function alongside(index: Tensor, x: Layout, dim: number): Operand {
  const shape = lifted(x).shape.with(dim, index.layout.numel);
  const step = index.layout.ndim === 0 ? 1 : index.layout.strides[0]!;
  const strides = shape.map((_, d) => (d === dim ? step : 0));
  return seenAs(index, Layout.strided(shape, strides));
}

/** Throws for a type that is no index. */
export function checkIndexType(op: string, index: Tensor, wanted = "int32/int64"): void {
  if (index.dtype === int64 || (wanted !== "int64" && index.dtype === int32)) return;
  throw notAnIndexType(op, index.dtype, wanted);
}

/** Throws what `error` makes of the first index outside of [low, high). */
export function checkBounds(index: Tensor, low: number, high: number, error: (index: number) => Error): void {
  const outside = cpu.outside(index, low, high);
  if (outside !== null) throw error(outside);
}

/** Throws unless every element of an index of the same number of dimensions has a place in `x`, and in `src` if there is one. */
export function checkIndexShape(x: Tensor, dim: number, index: Tensor, src: Tensor | null): void {
  const [self, walked] = [lifted(x.layout), lifted(index.layout)];
  if (self.ndim !== walked.ndim) throw indexDimensions(src === null ? "input" : "self");
  if (src !== null && lifted(src.layout).ndim !== walked.ndim) throw indexDimensions("src");
  const source = src === null ? null : lifted(src.layout).shape;
  const off = walked.shape.findIndex(
    (size, d) => (d !== dim && size > self.shape[d]!) || (source !== null && size > source[d]!),
  );
  if (off >= 0) throw indexTooLarge(index.layout.shape, x.layout.shape, dim, off, src?.layout.shape ?? null);
}
