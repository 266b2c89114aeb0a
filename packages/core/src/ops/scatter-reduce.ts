import { cpu } from "../cpu/index.js";
import { Category, type DType, int64 } from "../dtype.js";
import { indexOutOfRangeInSelf, unknownIndexReduction, unknownScatterReduction } from "../errors/indexing.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Binary } from "../kernels/elementwise.js";
import { Arrival } from "../kernels/indexing.js";
import type { Layout } from "../layout.js";
import type { Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { checkSlices } from "./index-writing.js";
import { newFull } from "./likeness.js";
import { checkBounds, checkIndexType, lifted } from "./lookup.js";
import { writtenCopy, writtenInPlace } from "./overwriting.js";
import { type NaryOp, naryOp, type SavedInput, type SavedInputs } from "./record.js";
import { arrive, checkTarget, fitted } from "./scatter.js";
import { wrapDim } from "./view.js";

// Elements that arrive at one place are reduced, by themselves or together with what was there.

/** How elements that arrive at one place are combined. */
export type ScatterReduction = "sum" | "prod" | "mean" | "amax" | "amin";

/** Options of `scatterReduce` and `indexReduce`. */
export interface ScatterReduceOptions {
  /** Whether what is there takes part; default true. */
  readonly includeSelf?: boolean;
}

interface Reducing {
  readonly dim: number;
  readonly reduce: ScatterReduction;
  readonly includeSelf: boolean;
}

const arrivals: Record<ScatterReduction, Arrival> = {
  sum: Arrival.add,
  mean: Arrival.add,
  prod: Arrival.mul,
  amax: Arrival.amax,
  amin: Arrival.amin,
};

/** What changes nothing when it is combined. */
function neutral(reduce: ScatterReduction, dtype: DType): Scalar {
  if (reduce === "sum" || reduce === "mean") return 0;
  if (reduce === "prod") return 1;
  const sign = reduce === "amax" ? -1 : 1;
  if (dtype.category === Category.bool) return sign > 0;
  if (dtype.isFloatingPoint) return sign * Number.POSITIVE_INFINITY;
  if (dtype === int64) return sign < 0 ? -(2n ** 63n) : 2n ** 63n - 1n;
  const bits = dtype.bytes * 8;
  if (!dtype.isSigned) return sign < 0 ? 0 : 2 ** bits - 1;
  return sign < 0 ? -(2 ** (bits - 1)) : 2 ** (bits - 1) - 1;
}

/** Combines elements of `src` with those of `out`, in which `index` has the shape of `src`. */
function combine(out: Tensor, index: Tensor, src: Tensor, { dim, reduce, includeSelf }: Reducing): void {
  const { shape } = index.layout;
  const put = (arrival: Arrival, to: Tensor, from: Tensor): void => arrive(arrival, to, dim, index, from);
  const constant = (value: Scalar): Tensor => newFull(out, [], value).expand(shape);
  if (!includeSelf) put(Arrival.set, out, constant(neutral(reduce, out.dtype)));
  put(arrivals[reduce], out, src);
  if (reduce !== "mean") return;
  if (out.dtype.category === Category.bool) throw new UnsupportedKernelError("scatter_reduce_mean", out.dtype);
  const counts = newFull(out, out.layout.shape, includeSelf ? 1 : 0);
  put(Arrival.add, counts, constant(1));
  cpu.scalar(Binary.maximum, counts, 1, counts, out.dtype);
  cpu.binary(out.dtype.isFloatingPoint ? Binary.div : Binary.floorDivide, out, counts, out, out.dtype);
}

/** How a gradient formula reads and writes at the indices: `scatterReduce` by element, `indexReduce` by slice. */
interface Access {
  readonly pick: (x: Tensor, dim: number, index: Tensor) => Tensor;
  readonly add: (x: Tensor, dim: number, index: Tensor, src: Tensor) => Tensor;
  readonly clear: (x: Tensor, dim: number, index: Tensor) => Tensor;
  readonly reduce: (x: Tensor, index: Tensor, src: Tensor, by: Reducing) => Tensor;
  /** The part of `src` that the indices read. */
  readonly used: (src: Tensor, index: Tensor) => Tensor;
}

type Saved = SavedInputs<Reducing>;

/** What is saved of tensor, index and source: a sum needs the index only. */
function reduceOp(name: string, access: Access, saves: readonly SavedInput[]): NaryOp<Reducing> {
  return naryOp<Reducing>({
    name,
    saves: [saves, [], saves],
    gradients: [
      (grad, saved) => {
        const own = ofSelf(grad, saved, access);
        return saved.attr.includeSelf ? own : access.clear(own, saved.attr.dim, saved.inputs[1]!);
      },
      null,
      (grad, saved) => fitted(ofSource(grad, saved, access), saved.layouts[2]!),
    ],
  });
}

/** How many elements were averaged, at least 1. */
function counts(grad: Tensor, { attr: { dim, includeSelf }, inputs, layouts }: Saved, access: Access): Tensor {
  const index = inputs[1]!;
  const one = grad.newOnes([]).expand(access.used === trimmed ? index.layout.shape : layouts[2]!.shape);
  const before = grad.newFull(grad.layout.shape, includeSelf ? 1 : 0);
  const total = access.add(before, dim, index, one);
  return total.maskedFill(total.eq(0), 1);
}

/** Where self and source equal the extremum, and how many of them share its gradient. */
function shares(
  { attr: { dim }, inputs: [x, index, src], outputs: [result] }: Saved,
  access: Access,
): {
  readonly self: Tensor;
  readonly source: Tensor;
  readonly total: Tensor;
} {
  const self = x!.eq(result!).to(x!.dtype);
  const source = access
    .used(src!, index!)
    .eq(access.pick(result!, dim, index!))
    .to(x!.dtype);
  return { self, source, total: access.add(self, dim, index!, source) };
}

function ofSelf(grad: Tensor, saved: Saved, access: Access): Tensor {
  const { attr, inputs } = saved;
  switch (attr.reduce) {
    case "sum":
      return grad;
    case "mean":
      return grad.div(counts(grad, saved, access));
    case "prod": {
      const [x, index, src] = inputs as [Tensor, Tensor, Tensor];
      const safe = x.maskedFill(x.eq(0), 1);
      return grad.mul(access.reduce(safe, index, src, attr)).div(safe);
    }
    default: {
      const { self, total } = shares(saved, access);
      return self.mul(grad.div(total));
    }
  }
}

function ofSource(grad: Tensor, saved: Saved, access: Access): Tensor {
  const { attr, inputs, outputs } = saved;
  const index = inputs[1]!;
  const at = (x: Tensor): Tensor => access.pick(x, attr.dim, index);
  switch (attr.reduce) {
    case "sum":
      return at(grad);
    case "mean":
      return at(grad).div(at(counts(grad, saved, access)));
    case "prod": {
      const x = inputs[0]!;
      const src = access.used(inputs[2]!, index);
      const isZero = src.eq(0);
      const zeros = at(access.add(grad.newZeros(x.layout.shape), attr.dim, index, isZero.to(grad.dtype)));
      // the only zero among those that meet has the product of the others as its derivative
      const isOnlyZero = isZero.logicalAnd(zeros.eq(1));
      const without = access.reduce(x, index, src.maskedFill(isOnlyZero, 1), attr);
      const rest = at(grad.mul(outputs[0]!)).div(src.maskedFill(isZero, 1));
      return at(grad.mul(without)).where(isOnlyZero, rest);
    }
    default: {
      const { source, total } = shares(saved, access);
      return source.mul(at(grad.div(total)));
    }
  }
}

/** The elements of `src` within the shape of `index`. */
function trimmed(src: Tensor, index: Tensor): Tensor {
  return index.layout.shape.reduce((part, size, d) => part.narrow(d, 0, size), src);
}

const byElement: Access = {
  pick: (x, dim, index) => x.gather(dim, index),
  add: (x, dim, index, src) => x.scatterAdd(dim, index, src),
  clear: (x, dim, index) => x.scatter(dim, index, 0),
  reduce: (x, index, src, { dim, reduce, includeSelf }) => x.scatterReduce(dim, index, src, reduce, { includeSelf }),
  used: trimmed,
};
const bySlice: Access = {
  pick: (x, dim, index) => x.indexSelect(dim, index),
  add: (x, dim, index, src) => x.indexAdd(dim, index, src),
  clear: (x, dim, index) => x.indexFill(dim, index, 0),
  reduce: (x, index, src, { dim, reduce, includeSelf }) =>
    x.indexReduce(dim, index, src, reduce as "prod", { includeSelf }),
  used: (src) => src,
};

/** One record per set of saved tensors. */
function reduceOps(name: string, access: Access): (reduce: ScatterReduction) => NaryOp<Reducing> {
  const linear = reduceOp(name, access, [1]);
  const other = reduceOp(name, access, [0, 1, 2, "output"]);
  return (reduce) => (reduce === "sum" || reduce === "mean" ? linear : other);
}
const scatterReduceOp = reduceOps("scatterReduce", byElement);
const indexReduceOp = reduceOps("indexReduce", bySlice);

function scatterReduceBy(
  written: typeof writtenCopy,
  x: Tensor,
  dim: number,
  index: Tensor,
  src: Tensor,
  reduce: ScatterReduction,
  { includeSelf = true }: ScatterReduceOptions,
): Tensor {
  const d = wrapDim(dim, x.layout.ndim);
  if (!(reduce in arrivals)) throw unknownScatterReduction(reduce);
  checkTarget(x, { op: "scatter_reduce", dim: d, index, src });
  const by = { dim: d, reduce, includeSelf };
  return written(scatterReduceOp(reduce), [x, index, src], by, (out) => combine(out, index, src, by));
}

/**
 * A copy of `x` in which elements of `src` are combined, by `"sum"`, `"prod"`, `"mean"`, `"amax"` or `"amin"`, at the places along
 * `dim` that `index` names.
 *
 * @throws {RangeError} if an index is negative or not below the size of `dim`
 * @example
 * scatterReduce(tensor([1, 2]), 0, tensor([1, 1]), tensor([5, 3]), "amax").tolist() // => [1, 5]
 */
export function scatterReduce(
  x: Tensor,
  dim: number,
  index: Tensor,
  src: Tensor,
  reduce: ScatterReduction,
  options: ScatterReduceOptions = {},
): Tensor {
  return scatterReduceBy(writtenCopy, x, dim, index, src, reduce, options);
}

/** `scatterReduce` into `x`. */
export function scatterReduce_(
  x: Tensor,
  dim: number,
  index: Tensor,
  src: Tensor,
  reduce: ScatterReduction,
  options: ScatterReduceOptions = {},
): Tensor {
  return scatterReduceBy(writtenInPlace, x, dim, index, src, reduce, options);
}

const indexReductions = ["prod", "mean", "amax", "amin"] as const;
/** How slices that arrive at one place are combined. */
export type IndexReduction = (typeof indexReductions)[number];

function indexReduceBy(
  written: typeof writtenCopy,
  x: Tensor,
  dim: number,
  index: Tensor,
  source: Tensor,
  reduce: IndexReduction,
  { includeSelf = true }: ScatterReduceOptions,
): Tensor {
  const d = wrapDim(dim, x.layout.ndim);
  if (!indexReductions.includes(reduce)) throw unknownIndexReduction(reduce);
  checkIndexType("index_reduce", index);
  checkSlices("index_reduce_()", x, d, index, source);
  const size = lifted(x.layout).shape[d]!;
  checkBounds(index, 0, size, indexOutOfRangeInSelf);
  const by = { dim: d, reduce, includeSelf };
  return written(indexReduceOp(reduce), [x, index, source], by, (out) =>
    combine(out, repeated(index, source.layout, d), source, by),
  );
}

/** A vector of indices as one index per element of the slices that it names. */
function repeated(index: Tensor, slices: Layout, dim: number): Tensor {
  const flat = index.detach().reshape([-1]);
  if (slices.ndim === 0) return flat.reshape([]);
  return flat.reshape(slices.shape.map((_, d) => (d === dim ? -1 : 1))).expand(slices.shape);
}

/**
 * A copy of `x` in which slices of `source` are combined, by `"prod"`, `"mean"`, `"amax"` or `"amin"`, with the slices along `dim`
 * that the indices name.
 *
 * @throws {RangeError} if an index is negative or not below the size of `dim`
 * @example
 * indexReduce(tensor([1, 2]), 0, tensor([1, 1]), tensor([5, 3]), "prod").tolist() // => [1, 30]
 */
export function indexReduce(
  x: Tensor,
  dim: number,
  index: Tensor,
  source: Tensor,
  reduce: IndexReduction,
  options: ScatterReduceOptions = {},
): Tensor {
  return indexReduceBy(writtenCopy, x, dim, index, source, reduce, options);
}

/** `indexReduce` into `x`. */
export function indexReduce_(
  x: Tensor,
  dim: number,
  index: Tensor,
  source: Tensor,
  reduce: IndexReduction,
  options: ScatterReduceOptions = {},
): Tensor {
  return indexReduceBy(writtenInPlace, x, dim, index, source, reduce, options);
}
