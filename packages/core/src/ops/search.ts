import { cpu } from "../cpu/index.js";
import { int32, int64 } from "../dtype.js";
import { notAnOperand } from "../errors/kind.js";
import { show } from "../errors/shape.js";
import { sameShape } from "../layout.js";
import { dtypeOfScalar, isScalar, type Scalar } from "../scalar.js";
import { Tensor } from "../tensor.js";
import { empty } from "./apply.js";
import { any } from "./counting.js";
import { full } from "./creation.js";
import { item } from "./reading.js";

/** Options of `bucketize`. */
export interface BucketizeOptions {
  /** int32 indices rather than int64; default false. */
  readonly outInt32?: boolean | undefined;
  /** Behind equal elements rather than before them; default false. */
  readonly right?: boolean | undefined;
}

/** Options of `searchsorted`. */
export interface SearchsortedOptions extends BucketizeOptions {
  /** Another word for `right`. */
  readonly side?: "left" | "right" | null | undefined;
  /** Indices that sort the sequence, if it is not sorted. */
  readonly sorter?: Tensor | null | undefined;
}

/** A number as a tensor of the type it suggests. */
function tensorOf(op: string, x: Tensor | Scalar): Tensor {
  if (isScalar(x)) return full([], x, { dtype: dtypeOfScalar(x) });
  if (!(x instanceof Tensor)) throw notAnOperand(op, x);
  return x;
}

/**
 * Where each element of `input` would be inserted into the ascending sequence to keep it so. Lines along the last dimension of
 * several sequences are matched with those of `input`.
 *
 * @throws {Error} if the dimensions before the last differ
 * @example
 * searchsorted(tensor([1, 3, 5]), tensor([3, 6])).tolist() // => [1, 3]
 * searchsorted(tensor([1, 3, 5]), tensor([3, 6]), { right: true }).tolist() // => [2, 3]
 */
export function searchsorted(
  sortedSequence: Tensor,
  input: Tensor | Scalar,
  { outInt32 = false, right = false, side = null, sorter = null }: SearchsortedOptions = {},
): Tensor {
  if (side !== null && side !== "left" && side !== "right")
    throw new Error(`torch.searchsorted(): side can only be 'left' or 'right' but got ${String(side)}`);
  if (side === "left" && right)
    throw new Error(
      "torch.searchsorted(): side and right can't be set to opposites, got side of left while right was True",
    );
  const x = tensorOf("searchsorted", input);
  const { shape, ndim } = sortedSequence.layout;
  if (ndim === 0)
    throw new Error("torch.searchsorted(): boundaries tensor should have positive dimension, but got 0 dimension");
  if (sorter !== null) checkSorter(sorter, sortedSequence);
  if (ndim !== 1 && x.layout.ndim === 0)
    throw new Error(
      `torch.searchsorted(): input value can be a scalar only when boundaries tensor dimension is 1, but we got boundaries tensor dim(${ndim}) and input value's dim(0) numel(1)`,
    );
  if (ndim !== 1 && !sameShape(shape.slice(0, -1), x.layout.shape.slice(0, -1)))
    throw new Error(
      `torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor must match, but we got boundaries tensor ${show(shape)} and input value tensor ${show(x.layout.shape)}`,
    );
  const out = empty(x.layout.dense, outInt32 ? int32 : int64);
  cpu.searchsorted(sortedSequence, sorter, x, right || side === "right", out);
  return out;
}

function checkSorter(sorter: Tensor, sequence: Tensor): void {
  if (!sorter.layout.hasShapeOf(sequence.layout))
    throw new Error(
      `torch.searchsorted(): boundary and sorter must have the same size, but got boundary tensor ${show(sequence.layout.shape)} and got sorter tensor ${show(sorter.layout.shape)}`,
    );
  if (sorter.dtype !== int64)
    throw new Error(`torch.searchsorted(): sorter must be a tensor of long dtype but got dtype ${sorter.dtype.title}`);
  const size = sequence.layout.shape.at(-1)!;
  if (sorter.layout.numel > 0 && (Number(item(sorter.min())) < 0 || Number(item(sorter.max())) >= size))
    throw new Error("torch.searchsorted(): sorter index out of range");
}

/**
 * The index of the interval between ascending boundaries that each element falls into.
 *
 * @throws {Error} unless `boundaries` is one-dimensional
 * @example
 * bucketize(tensor([0, 2, 9]), tensor([1, 3])).tolist() // => [0, 1, 2]
 */
export function bucketize(input: Tensor | Scalar, boundaries: Tensor, options: BucketizeOptions = {}): Tensor {
  const { ndim } = boundaries.layout;
  if (ndim !== 1) throw new Error(`boundaries tensor must be 1 dimension, but got dim(${ndim})`);
  return searchsorted(boundaries, input, options);
}

/** Options of `isin`. */
export interface IsinOptions {
  /** No element occurs twice, which makes no difference here; default false. */
  readonly assumeUnique?: boolean | undefined;
  /** Whether it is not; default false. */
  readonly invert?: boolean | undefined;
}

/**
 * Whether each element is one of `testElements`.
 *
 * @example
 * isin(tensor([1, 2, 3]), tensor([3, 1])).tolist() // => [true, false, true]
 */
export function isin(
  elements: Tensor | Scalar,
  testElements: Tensor | Scalar,
  { invert = false }: IsinOptions = {},
): Tensor {
  const found = any(
    tensorOf("isin", elements)
      .unsqueeze(-1)
      .eq(tensorOf("isin", testElements).reshape([-1])),
    -1,
  );
  return invert ? found.logicalNot() : found;
}
