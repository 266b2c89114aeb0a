import { Category, int64 } from "../dtype.js";
import { show } from "../errors/shape.js";
import type { Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { warnOnce } from "../warnings.js";
import { toDtype } from "./conversion.js";
import { indexVector } from "./creation.js";
import { unsqueeze } from "./dimensions.js";
import { indexSelect } from "./gather.js";
import { cat, stack } from "./joining.js";
import { newEmpty, newOnes } from "./likeness.js";
import { flip } from "./rearrange.js";
import { expand, flatten, reshape } from "./view.js";

// All combinations of the elements of vectors, and powers of one.

/** Options of `meshgrid`. */
export interface MeshgridOptions {
  /** `"ij"` (default): the first vector varies along the first dimension; `"xy"`: along the second. */
  readonly indexing?: "ij" | "xy";
}

/** The indexing that is meant where none is named; a program is told once to name it. */
function unspoken(): "ij" {
  warnOnce("torch.meshgrid: in an upcoming release, it will be required to pass the indexing argument.");
  return "ij";
}

/**
 * Coordinates of the grid that vectors span: each expanded to the shape of their sizes. Views.
 *
 * @throws {Error} unless all are vectors or numbers of one type
 * @example
 * const grids = meshgrid([tensor([1, 2]), tensor([3, 4])], { indexing: "ij" });
 * grids.map((x) => x.tolist()) // => [[[1, 1], [2, 2]], [[3, 4], [3, 4]]]
 */
export function meshgrid(tensors: readonly Tensor[], { indexing = unspoken() }: MeshgridOptions = {}): Tensor[] {
  if (tensors.length === 0) throw new Error("meshgrid expects a non-empty TensorList");
  if (indexing !== "ij" && indexing !== "xy")
    throw new Error(`torch.meshgrid: indexing must be one of "xy" or "ij", but received: ${String(indexing)}`);
  for (const { layout, dtype } of tensors) {
    if (dtype !== tensors[0]!.dtype) throw new Error("meshgrid expects all tensors to have the same dtype");
    if (layout.ndim > 1)
      throw new Error(`torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: ${show(layout.shape)}`);
  }
  const isSwapped = indexing === "xy" && tensors.length >= 2;
  const ordered = isSwapped ? [tensors[1]!, tensors[0]!, ...tensors.slice(2)] : tensors;
  const shape = ordered.map((x) => x.layout.numel);
  const grids = ordered.map((x, i) =>
    expand(
      reshape(
        x,
        shape.map((size, d) => (d === i ? size : 1)),
      ),
      shape,
    ),
  );
  return isSwapped ? [grids[1]!, grids[0]!, ...grids.slice(2)] : grids;
}

function checkVector({ layout: { shape } }: Tensor): void {
  if (shape.length !== 1) throw new Error(`Expect a 1D vector, but got shape ${show(shape)}`);
}

/**
 * Every way to take one element of each vector, a row each.
 *
 * @throws {Error} unless all are vectors of one type
 * @example
 * cartesianProd(tensor([1, 2]), tensor([3, 4])).tolist() // => [[1, 3], [1, 4], [2, 3], [2, 4]]
 */
export function cartesianProd(...tensors: readonly Tensor[]): Tensor {
  for (const x of tensors) checkVector(x);
  if (tensors.length === 1) return tensors[0]!;
  return stack(
    meshgrid(tensors, { indexing: "ij" }).map((grid) => flatten(grid)),
    1,
  );
}

/** Options of `combinations`. */
export interface CombinationsOptions {
  /** Whether an element may be taken several times; default false. */
  readonly withReplacement?: boolean;
}

/**
 * Every way to take `r` (default 2) elements of a vector, in order, a row each.
 *
 * @throws {Error} unless `x` is a vector
 * @example
 * combinations(tensor([1, 2, 3])).tolist() // => [[1, 2], [1, 3], [2, 3]]
 */
export function combinations(x: Tensor, r = 2, { withReplacement = false }: CombinationsOptions = {}): Tensor {
  checkVector(x);
  if (!(r >= 0)) throw new Error(`Expect a non-negative number, but got ${r}`);
  if (r === 0) return newEmpty(x, [0]);
  const rows = choices(x.layout.numel, r, withReplacement);
  const columns = Array.from({ length: r }, (_, i) => indexSelect(x, 0, indexVector(rows.map((row) => row[i]!))));
  return stack(columns, 1);
}

/** Ascending lists of `r` of the first `n` numbers. */
function choices(n: number, r: number, withReplacement: boolean): Shape[] {
  let rows: Shape[] = [[]];
  for (let i = 0; i < r; i++)
    rows = rows.flatMap((row) => {
      const first = row.length === 0 ? 0 : row.at(-1)! + (withReplacement ? 0 : 1);
      return Array.from({ length: Math.max(n - first, 0) }, (_, k) => [...row, first + k]);
    });
  return rows;
}

/** Options of `vander`. */
export interface VanderOptions {
  /** Powers ascend; default false. */
  readonly increasing?: boolean;
}

/**
 * The powers of the elements of a vector, a row each: `N` of them (default as many as elements), descending to 0.
 *
 * @throws {Error} unless `x` is a vector
 * @example
 * vander(tensor([2, 3]), 3).tolist() // => [[4, 2, 1], [9, 3, 1]]
 */
export function vander(x: Tensor, N?: number | null, { increasing = false }: VanderOptions = {}): Tensor {
  if (x.layout.ndim !== 1) throw new Error("x must be a one-dimensional tensor.");
  const n = x.layout.numel;
  const count = N ?? n;
  if (!(count >= 0)) throw new Error("N must be non-negative.");
  const base = x.dtype.category === Category.float ? x : toDtype(x, int64);
  if (count === 0) return newEmpty(base, [n, 0]);
  const ones = newOnes(base, [n, 1]);
  const powers = count === 1 ? ones : cat([ones, expand(unsqueeze(base, 1), [n, count - 1]).cumprod(1)], 1);
  return increasing ? powers : flip(powers, [1]);
}

/**
 * The places in a tensor of `shape` of elements that are counted in row-major order: a tensor per dimension.
 *
 * @throws {TypeError} if `indices` are not integers
 * @example
 * unravelIndex(tensor([3, 5]), [2, 3]).map((x) => x.tolist()) // => [[1, 1], [0, 2]]
 */
export function unravelIndex(indices: Tensor, shape: number | Shape): Tensor[] {
  if (indices.dtype.category !== Category.integer)
    throw new TypeError(`expected 'indices' to be integer dtype, but got ${indices.dtype}`);
  const sizes = typeof shape === "number" ? [shape] : shape;
  if (sizes.some((size) => size < 0))
    throw new RangeError(`'shape' cannot have negative values, but got ${show(sizes)}`);
  const places = toDtype(indices, int64);
  let rest = sizes.reduce((n, size) => n * size, 1);
  return sizes.map((size) => {
    rest /= size;
    return places.div(rest, { roundingMode: "floor" }).remainder(size);
  });
}
