import { cpu } from "../cpu/index.js";
import { bool, int32, int64, uint8 } from "../dtype.js";
import {
  indexBroadcast,
  indexOutOfBounds,
  indexType,
  maskShape,
  putDtypes,
  tooManyIndices,
  valueBroadcast,
} from "../errors/indexing.js";
import { Arrival, type Lookup } from "../kernels/indexing.js";
import { broadcastShapes, Layout, type Shape, sameShape } from "../layout.js";
import type { Operand, Tensor } from "../tensor.js";
import { empty, record } from "./apply.js";
import { checkBounds } from "./lookup.js";
import { nonzero } from "./nonzero.js";
import { writtenClone, type writtenCopy, writtenRepeatedly } from "./overwriting.js";
import { seenAs } from "./placement.js";
import type { PutOptions } from "./put.js";
import { type NaryOp, naryOp } from "./record.js";
import { expand } from "./view.js";

// Indexing by tensors: one index or mask for some of the dimensions, the others taken whole.

/** An index per dimension; null takes a dimension whole. */
export type TensorIndices = readonly (Tensor | null)[];

const isMask = (index: Tensor): boolean => index.dtype === bool || index.dtype === uint8;

const byteMask = "indexing with dtype torch.uint8 is now deprecated, please use a dtype torch.bool instead.";

/** Integer indices, one per dimension: masks are replaced by the places where they hold. */
function withoutMasks(x: Layout, indices: TensorIndices): (Tensor | null)[] {
  const list: (Tensor | null)[] = [];
  for (const index of indices) {
    if (index === null || !isMask(index)) {
      if (index !== null && index.dtype !== int64 && index.dtype !== int32) throw indexType(index.dtype);
      list.push(index);
      continue;
    }
    if (index.dtype === uint8) console.warn(byteMask);
    index.layout.shape.forEach((size, d) => {
      const dim = list.length + d;
      if (size !== x.shape[dim]) throw maskShape(index.layout.shape, dim, x.shape);
    });
    list.push(...nonzero(index, { asTuple: true }));
  }
  if (list.length > x.ndim) throw tooManyIndices(x.ndim, list.length);
  return list;
}

/** How the elements that indices reach are walked. */
interface Walk {
  readonly shape: Shape;
  /** The strides of the tensor; 0 where indices move. */
  readonly still: Layout;
  readonly lookups: readonly Lookup[];
}

/**
 * Indices are broadcast together. Where they are neighbours their dimensions stand in place of those indexed, otherwise in front.
 */
function walkOf(x: Operand, indices: readonly (Tensor | null)[]): Walk {
  const { shape, strides, ndim } = x.layout;
  const together = broadcastIndices(indices);
  const first = indices.findIndex((index) => index !== null);
  const last = indices.findLastIndex((index) => index !== null);
  const areNeighbours = indices.indexOf(null, first) < 0 || indices.indexOf(null, first) > last;
  const walked: number[] = areNeighbours ? [] : [...together];
  const steps: number[] = areNeighbours ? [] : together.map(() => 0);
  let lead = 0;
  for (let d = 0; d < ndim; d++) {
    if (indices[d] == null) {
      walked.push(shape[d]!);
      steps.push(strides[d]!);
    } else if (d === first && areNeighbours) {
      lead = walked.length;
      walked.push(...together);
      for (let i = 0; i < together.length; i++) steps.push(0);
    }
  }
  const lookups: Lookup[] = [];
  for (let d = first; d <= last; d++) {
    const index = indices[d]!;
    if (index === null) continue;
    const size = shape[d]!;
    lookups.push({ index: seenAs(index, placedAt(index.layout, lead, together, walked)), size, stride: strides[d]! });
  }
  return { shape: walked, still: Layout.strided(walked, steps), lookups };
}

/** Throws where an index names a place that is not there, unless there is no place at all to go to. */
function checkPlaces(x: Tensor, indices: readonly (Tensor | null)[]): void {
  if (given(indices).some((index) => index.layout.numel === 0)) return;
  indices.forEach((index, d) => {
    const size = x.layout.shape[d]!;
    if (index !== null) checkBounds(index, -size, size, (i) => indexOutOfBounds(i, d, size));
  });
}

/** An index as it is walked: moving only along its own dimensions, which begin at `lead`. */
function placedAt(index: Layout, lead: number, together: Shape, walked: Shape): Layout {
  if (index.ndim === walked.length) return index.expand(Layout.of(walked));
  const own = index.expand(Layout.of(together)).strides;
  return Layout.strided(
    walked,
    walked.map((_, d) => own[d - lead] ?? 0),
  );
}

function broadcastIndices(indices: readonly (Tensor | null)[]): Shape {
  const shapes = given(indices).map((index) => index.layout.shape);
  if (shapes.length === 1) return shapes[0]!;
  try {
    return broadcastShapes(...shapes);
  } catch {
    throw indexBroadcast(shapes);
  }
}

/** Of an index: which dimensions have one, in order; the tensors are the inputs of the op. */
type Slots = readonly boolean[];

/** As many inputs as there can be indices, which are what formulas need. */
const everyIndex = (from: number): number[] => Array.from({ length: 64 }, (_, i) => i + from);

function indicesFrom(slots: Slots, inputs: readonly Tensor[], from: number): TensorIndices {
  let next = from;
  return slots.map((isIndexed) => (isIndexed ? inputs[next++]! : null));
}

const indexOp: NaryOp<Slots> = naryOp<Slots>({
  name: "index",
  saves: [everyIndex(1)],
  gradients: [
    (grad, { attr: slots, inputs, layouts }) =>
      grad.newZeros(layouts[0]!.shape).indexPut(indicesFrom(slots, inputs, 1), grad, { accumulate: true }),
  ],
});

function given(indices: TensorIndices): Tensor[] {
  return indices.filter((index) => index !== null);
}

/** The elements that indices reach; a copy. */
export function indexBy(x: Tensor, indices: TensorIndices): Tensor {
  const integers = withoutMasks(x.layout, indices);
  const { shape, still, lookups } = walkOf(x, integers);
  checkPlaces(x, integers);
  const out = empty(Layout.of(shape), x.dtype);
  if (out.layout.numel > 0) cpu.gather(seenAs(x, still), lookups, out);
  return record(
    indexOp,
    [x, ...given(integers)],
    integers.map((index) => index !== null),
    out,
  );
}

interface Putting {
  readonly slots: Slots;
  readonly accumulate: boolean;
}
const indexPutOp: NaryOp<Putting> = naryOp<Putting>({
  name: "indexPut",
  saves: [everyIndex(2), everyIndex(2)],
  gradients: [
    (grad, { attr: { slots, accumulate }, inputs }) =>
      accumulate ? grad : grad.indexPut(indicesFrom(slots, inputs, 2), grad.newZeros([])),
    (grad, { attr: { slots }, inputs }) => grad.indexBy(indicesFrom(slots, inputs, 2)),
  ],
});

function indexPutBy(
  written: typeof writtenCopy,
  x: Tensor,
  indices: TensorIndices,
  values: Tensor,
  accumulate: boolean,
): Tensor {
  const isFill = !accumulate && values.layout.numel === 1 && given(indices).length === 1 && isMask(given(indices)[0]!);
  if (x.dtype !== values.dtype && !isFill) throw putDtypes(x.dtype, values.dtype);
  const integers = withoutMasks(x.layout, indices);
  const { shape } = walkOf(x, integers);
  const source = spreadOver(values, shape);
  checkPlaces(x, integers);
  const attr = { slots: integers.map((index) => index !== null), accumulate };
  return written(indexPutOp, [x, values, ...given(integers)], attr, (out) => {
    const { still, lookups } = walkOf(out, integers);
    if (source.layout.numel > 0)
      cpu.scatter(accumulate ? Arrival.add : Arrival.set, seenAs(out, still), lookups, source);
  });
}

/** The values of every place. */
function spreadOver(values: Tensor, shape: Shape): Tensor {
  const own = values.layout.shape;
  const lead = shape.length - own.length;
  if (lead < 0 || own.some((size, i) => size !== 1 && size !== shape[lead + i])) throw valueBroadcast(own, shape);
  return sameShape(own, shape) ? values.detach() : expand(values.detach(), shape);
}

/**
 * A copy of `x` with `values`, broadcast, at the places that index tensors or masks name, one for each of the first dimensions.
 *
 * @throws {RangeError} if an index is out of range
 * @example
 * indexPut(zeros([2, 2]), [tensor([0, 1]), tensor([1, 0])], tensor(7, { dtype: float32 })).tolist() // => [[0, 7], [7, 0]]
 */
export function indexPut(
  x: Tensor,
  indices: TensorIndices,
  values: Tensor,
  { accumulate = false }: PutOptions = {},
): Tensor {
  return indexPutBy(writtenClone, x, indices, values, accumulate);
}

/** `indexPut` into `x`. */
export function indexPut_(
  x: Tensor,
  indices: TensorIndices,
  values: Tensor,
  { accumulate = false }: PutOptions = {},
): Tensor {
  return indexPutBy(writtenRepeatedly, x, indices, values, accumulate);
}
