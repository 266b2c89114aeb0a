import { cpu } from "../cpu/index.js";
import { int64 } from "../dtype.js";
import { Layout, type Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { empty, record } from "./apply.js";
import { tensor } from "./creation.js";
import { missing } from "./operand.js";
import { type NaryOp, naryOp } from "./record.js";
import { wrapDim } from "./view.js";

/** Options of `uniqueConsecutive`. */
export interface UniqueConsecutiveOptions {
  /** Also give the index in the result of each element; default false. */
  readonly returnInverse?: boolean | undefined;
  /** Also give how often each occurs; default false. */
  readonly returnCounts?: boolean | undefined;
  /** Compare the parts along this dimension; default: the elements of the flattened tensor. */
  readonly dim?: number | null | undefined;
}

/** Options of `unique`. */
export interface UniqueOptions extends UniqueConsecutiveOptions {
  /** Whether the result must be in order; it always is. */
  readonly sorted?: boolean | undefined;
}

/** The different parts alone, or with the indices and counts that were asked for. */
export type Unique = Tensor | readonly Tensor[];

/**
 * The different elements in order, or the different parts along `dim`; as a list with inverse indices and counts if these are asked
 * for. No NaN equals another.
 *
 * @example
 * unique(tensor([3, 1, 3])).tolist() // => [1, 3]
 * unique(tensor([3, 1, 3]), { returnCounts: true }).map((x) => x.tolist()) // => [[1, 3], [1, 2]]
 */
export function unique(x: Tensor, options: UniqueOptions & { readonly returnInverse: true }): readonly Tensor[];
export function unique(x: Tensor, options: UniqueOptions & { readonly returnCounts: true }): readonly Tensor[];
export function unique(x: Tensor, options?: UniqueOptions): Tensor;
export function unique(x: Tensor, options: UniqueOptions = {}): Unique {
  return different(x, false, options);
}

/**
 * One of each run of equal elements, or of equal parts along `dim`; as a list with inverse indices and counts if these are asked for.
 *
 * @example
 * uniqueConsecutive(tensor([1, 1, 2, 1])).tolist() // => [1, 2, 1]
 */
export function uniqueConsecutive(
  x: Tensor,
  options: UniqueConsecutiveOptions & { readonly returnInverse: true },
): readonly Tensor[];
export function uniqueConsecutive(
  x: Tensor,
  options: UniqueConsecutiveOptions & { readonly returnCounts: true },
): readonly Tensor[];
export function uniqueConsecutive(x: Tensor, options?: UniqueConsecutiveOptions): Tensor;
export function uniqueConsecutive(x: Tensor, options: UniqueConsecutiveOptions = {}): Unique {
  return different(x, true, options);
}

/** The node of an op that chooses among equals, so that PyTorch gives it no gradient. */
function choosing(name: string, gradName: string): NaryOp<void> {
  return naryOp({ name, gradName, gradients: [missing(name)] });
}
const uniqueOp = choosing("_unique2", "Unique2Backward0");
const uniqueDimOp = choosing("unique_dim", "UniqueDimBackward0");
const uniqueConsecutiveOp = choosing("unique_consecutive", "UniqueConsecutiveBackward0");

function different(x: Tensor, consecutive: boolean, options: UniqueConsecutiveOptions): Unique {
  const { returnInverse = false, returnCounts = false, dim = null } = options;
  if (dim !== null && x.layout.ndim === 0)
    throw new RangeError(`Dimension specified as ${dim} but tensor has no dimensions`);
  const d = dim === null ? 0 : wrapDim(dim, x.layout.ndim);
  const parts = dim === null ? x.detach().reshape([-1]) : x.detach().movedim(d, 0);
  const rows = parts.layout.shape[0] ?? 1;
  if (dim !== null && x.layout.numel === 0) checkSizes(x.layout.shape, d);
  const columns = rows === 0 ? 1 : x.layout.numel / rows;
  const matrix = parts.reshape([rows, columns]);
  const numbers = empty(Layout.of([rows]), int64);
  const firsts = cpu.group(dim === null ? parts : matrix, consecutive, numbers);
  const values = matrix.indexSelect(0, tensor(firsts, { dtype: int64 }));
  const shape = [firsts.length, ...parts.layout.shape.slice(1)];
  const placed = dim === null ? values.reshape([-1]) : values.reshape(shape).movedim(0, d).contiguous();
  const output = record(
    consecutive ? uniqueConsecutiveOp : dim === null ? uniqueOp : uniqueDimOp,
    [x],
    undefined,
    placed,
  );
  if (!returnInverse && !returnCounts) return output;
  const results = [output];
  if (returnInverse) results.push(dim === null ? numbers.reshape(x.layout.shape) : numbers);
  if (returnCounts) results.push(numbers.bincount(null, firsts.length));
  return results;
}

/** Only the dimension whose parts are compared may be empty. */
function checkSizes(shape: Shape, dim: number): void {
  if (shape[dim] !== 0)
    throw new Error("There are 0 sized dimensions, and they aren't selected, so unique cannot be applied");
  if (shape.filter((size) => size === 0).length > 1)
    throw new Error("Number of zero sized dimensions is more than one, so unique cannot be applied ");
}
