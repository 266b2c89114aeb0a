import { bool, Category, int64, uint8 } from "../dtype.js";
import { indexIntoScalar, indexOutOfBounds, notAnIndex, notAssignable, tooManyIndices } from "../errors/indexing.js";
import { scalarHasNoPart } from "../errors/view.js";
import { parseSlice, type Slice } from "../indexing.js";
import { isScalar, type Scalar } from "../scalar.js";
import { Tensor } from "../tensor.js";
import { applyView } from "./apply.js";
import { copy_, fill_ } from "./conversion.js";
import { tensor } from "./creation.js";
import { alias, unsqueeze } from "./dimensions.js";
import { checkInPlace } from "./in-place.js";
import { indexBy, indexPut_, type TensorIndices } from "./indexing.js";
import { newFull } from "./likeness.js";
import { selectOp, sliceOp, spanOf } from "./part.js";
import { item } from "./reading.js";
import { expand, reshape } from "./view.js";

// Python's square brackets: views by numbers, slices and new axes first, then one copy by all tensors together.

/** Nested lists of integers or booleans. */
export type IndexList = readonly (number | bigint | boolean | IndexList)[];
/**
 * What stands for one dimension: an integer, a slice `"start:stop:step"`, `"..."` for all dimensions not spoken of, null for a new
 * one, a boolean, or integers or a mask as a tensor or as nested lists.
 */
export type Index = number | bigint | string | boolean | null | Tensor | IndexList;

/** Of a tensor without dimensions that counts as a number. */
const isNumber = ({ layout, dtype }: Tensor): boolean =>
  layout.ndim === 0 && dtype.category === Category.integer && dtype !== uint8;
const isMask = ({ dtype }: Tensor): boolean => dtype === bool || dtype === uint8;

/** The view at `index` of dimension `dim`; errors count the dimension by its `place` in the index. */
function pickOne(x: Tensor, dim: number, index: number, place: number): Tensor {
  const size = x.layout.shape[dim]!;
  if ((index | 0) !== index || index < -size || index >= size) throw outside(index, place, size);
  return applyView(selectOp, x, { dim, index: index < 0 ? index + size : index });
}

function outside(index: number, dim: number, size: number): Error {
  return Number.isInteger(index) ? indexOutOfBounds(index, dim, size) : notAnIndex(index);
}

/** An index given as a tensor, or as what a tensor is made of. */
function asTensor(index: Tensor | IndexList): Tensor {
  if (index instanceof Tensor) return index;
  const made = tensor(index);
  return made.layout.numel === 0 ? made.to(int64) : made;
}

/** How many dimensions an index uses up. */
function reach(index: Index | Tensor): number {
  if (index === null || index === "..." || typeof index === "boolean") return 0;
  return index instanceof Tensor && isMask(index) ? index.layout.ndim : 1;
}

/** PyTorch reads a single short list that holds lists, tensors or slices as the indices of as many dimensions. */
function isTuple(index: Index | undefined): boolean {
  if (!Array.isArray(index) || index.length >= 32) return false;
  return index.some((part: unknown) => part === null || typeof part === "string" || typeof part === "object");
}

/** What is left to do after views: a view of `x`, and the tensors that index its dimensions, if there are any. */
interface Resolved {
  readonly view: Tensor;
  readonly tensors: TensorIndices | null;
}

/** `skipsWhole`: whether a slice that takes all of a dimension is no view of its own. */
function resolve(x: Tensor, written: readonly Index[], skipsWhole: boolean): Resolved {
  const { ndim } = x.layout;
  const indices = written.length === 1 && isTuple(written[0]) ? (written[0] as readonly Index[]) : written;
  const parts: Exclude<Index, IndexList>[] = [];
  let used = 0;
  for (const index of indices) {
    const part = Array.isArray(index) ? asTensor(index) : (index as Exclude<Index, IndexList>);
    used += reach(part);
    parts.push(part);
  }
  if (used > ndim) throw tooMany(ndim, parts);
  const tensors: (Tensor | null)[] = [];
  let hasTensors = false;
  let view = x;
  /** The dimension of the view that is next. */
  let dim = 0;
  for (const [place, index] of parts.entries()) {
    if (typeof index === "number") view = pickOne(view, dim, index, place);
    else if (index === null) {
      view = unsqueeze(view, dim++);
      tensors.push(null);
    } else if (index === "...") {
      for (let i = used; i < ndim; i++) tensors.push(null);
      dim += ndim - used;
    } else if (typeof index === "string") {
      view = sliced(view, dim++, parseSlice(index), skipsWhole);
      tensors.push(null);
    } else if (typeof index === "boolean") {
      view = unsqueeze(view, dim);
      tensors.push(tensor(index ? [0] : [], { dtype: int64 }));
      hasTensors = true;
      dim++;
    } else if (!(index instanceof Tensor)) {
      if (typeof index !== "bigint") throw notAnIndex(index);
      view = pickOne(view, dim, Number(index), place);
    } else if (isNumber(index)) view = pickOne(view, dim, Number(item(index)), place);
    else {
      const isTruth = index.layout.ndim === 0;
      if (isTruth) view = unsqueeze(view, dim);
      tensors.push(isTruth ? reshape(index, [1]) : index);
      hasTensors = true;
      dim += Math.max(reach(index), 1);
    }
  }
  return { view, tensors: hasTensors ? tensors : null };
}

function sliced(x: Tensor, dim: number, { start, stop, step }: Slice, skipsWhole: boolean): Tensor {
  const isWhole = (start === null || start === 0) && (stop === null || stop >= x.layout.shape[dim]!) && step === 1;
  return isWhole && skipsWhole ? x : applyView(sliceOp, x, spanOf(x.layout, dim, start, stop, step));
}

function tooMany(ndim: number, parts: readonly unknown[]): Error {
  if (ndim > 0 || parts.length > 1) return tooManyIndices(ndim);
  return typeof parts[0] === "string" ? scalarHasNoPart("slice") : indexIntoScalar();
}

/**
 * What Python writes `x[...]`: numbers, slices and null give views, tensors, lists and booleans give copies.
 *
 * @throws {RangeError} if an index is out of range, or if there are more than dimensions
 * @example
 * at(tensor([[1, 2], [3, 4]]), -1, "0:1").tolist() // => [3]
 * at(tensor([1, 2, 3]), [2, 0]).tolist() // => [3, 1]
 */
export function at(x: Tensor, ...indices: readonly Index[]): Tensor {
  const { view, tensors } = resolve(x, indices, indices.length > 1);
  if (tensors !== null) return indexBy(view, tensors);
  return view === x ? alias(x) : view;
}

/** The one slice of the first dimension; what `at` does with one integer. */
export function atOne(x: Tensor, index: number): Tensor {
  if (x.layout.ndim === 0) throw indexIntoScalar();
  return pickOne(x, 0, index, 0);
}

/**
 * What Python writes `x[...] = value`: the same indices as those of `at`, in a list, then a number or a tensor that is broadcast.
 *
 * @throws {Error} if the value does not fit
 * @example
 * const x = zeros([2, 2]);
 * x.setAt([0, "1:"], 7);
 * x.tolist() // => [[0, 7], [0, 0]]
 */
export function setAt(x: Tensor, index: Index | readonly Index[], value: Tensor | Scalar): void {
  if (!isScalar(value) && !(value instanceof Tensor)) throw notAssignable(value, x.dtype);
  const { view, tensors } = resolve(x, (Array.isArray(index) ? index : [index]) as readonly Index[], true);
  if (isScalar(value)) {
    if (tensors === null) {
      checkInPlace(view);
      fill_(view, newFull(x, [], value));
    } else indexPut_(view, tensors, newFull(x, [], value));
    return;
  }
  // sizes of 1 in front do not count
  const first = value.layout.shape.findIndex((size) => size !== 1);
  const trimmed = first === 0 ? value : reshape(value, first < 0 ? [] : value.layout.shape.slice(first));
  if (tensors !== null) indexPut_(view, tensors, trimmed);
  else copy_(view, trimmed.layout.hasShapeOf(view.layout) ? trimmed : expand(trimmed, view.layout.shape));
}
