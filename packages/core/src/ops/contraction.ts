import { differentInputs } from "../errors/product.js";
import { show } from "../errors/shape.js";
import type { Tensor } from "../tensor.js";
import { checkTensor } from "./kinds.js";
import { labelled } from "./label.js";
import { item } from "./reading.js";
import { wrapDim, wrapDims } from "./view.js";

/**
 * Sums products over the last `dims` dimensions of `a` and the first of `b` (default 2), or over pairs of dimensions that two lists
 * name. A dimension of size 1 meets any size.
 *
 * @throws {Error} if paired sizes differ
 * @throws {TypeError} if the types differ
 * @example
 * tensordot(ones([2, 3]), ones([3, 4]), 1).shape // => [2, 4]
 * tensordot(ones([2, 3]), ones([3, 2]), [[0, 1], [1, 0]]).item() // => 6
 */
export function tensordot(a: Tensor, b: Tensor, dims: number | Tensor | readonly (readonly number[])[] = 2): Tensor {
  const pairs = typeof dims === "number" ? neighbours(dims, a, b) : "shape" in dims ? pairsIn(dims, a, b) : dims;
  const [first = [], second = []] = pairs;
  if (first.length !== second.length) throw new Error("both dimension lists should have same length");
  if (a.dtype !== b.dtype) throw differentInputs();
  return contract(a, b, first, second);
}

function neighbours(count: number, a: Tensor, b: Tensor): number[][] {
  if (count < 0) throw new Error(`tensordot expects dims >= 0, but got dims=${count}`);
  if (count > Math.min(a.layout.ndim, b.layout.ndim))
    throw new Error(`tensordot expects dims < ndim_a or ndim_b, but got dims=${count}`);
  const upwards = Array.from({ length: count }, (_, i) => i);
  return [upwards.map((i) => i - count), upwards];
}

/** The lists as rows of an integer tensor, or a count. */
function pairsIn(dims: Tensor, a: Tensor, b: Tensor): number[][] {
  return dims.layout.numel > 1 ? (dims.tolist() as number[][]) : neighbours(Number(item(dims)), a, b);
}

function contract(a: Tensor, b: Tensor, first: readonly number[], second: readonly number[]): Tensor {
  const p = first.map((d) => wrapDim(d, a.layout.ndim));
  const q = second.map((d) => wrapDim(d, b.layout.ndim));
  let [x, y] = [a, b];
  p.forEach((d, i) => {
    const [m, n] = [a.layout.shape[d]!, b.layout.shape[q[i]!]!];
    if (n === 1) x = x.sum(d, { keepdim: true, dtype: x.dtype });
    else if (m === 1) y = y.sum(q[i]!, { keepdim: true, dtype: y.dtype });
    else if (m !== n)
      throw new Error(
        `contracted dimensions need to match, but first has size ${m} in dim ${first[i]} and second has size ${n} in dim ${second[i]}`,
      );
  });
  wrapDims(p, a.layout.ndim);
  wrapDims(q, b.layout.ndim);
  const sizes = x.layout.shape;
  const inner = p.reduce((n, d) => n * sizes[d]!, 1);
  const rows = sizes.map((_, d) => d).filter((d) => !p.includes(d));
  const columns = y.layout.shape.map((_, d) => d).filter((d) => !q.includes(d));
  const shape = [...rows.map((d) => sizes[d]!), ...columns.map((d) => y.layout.shape[d]!)];
  const count = (t: Tensor, dims: readonly number[]): number => dims.reduce((n, d) => n * t.layout.shape[d]!, 1);
  const left = x.permute([...rows, ...p]).reshape([count(x, rows), inner]);
  const right = y.permute([...q, ...columns]).reshape([inner, count(y, columns)]);
  return left.mm(right).reshape(shape);
}

/**
 * Sums of products along the last dimension of both: of vectors their dot product. A number scales the other tensor.
 *
 * @throws {Error} if the last sizes differ
 * @throws {TypeError} if the types differ
 * @example
 * inner(tensor([1, 2]), tensor([[3, 4], [5, 6]])).tolist() // => [11, 17]
 */
export function inner(x: Tensor, other: Tensor): Tensor {
  checkTensor("inner", x);
  checkTensor("inner", other);
  const [a, b] = [x.layout.shape, other.layout.shape];
  if (a.length === 0 || b.length === 0) return x.mul(other);
  if (a.at(-1) !== b.at(-1))
    throw new Error(
      `inner() the last dimension must match on both input tensors but got shapes ${show(a)} and ${show(b)}`,
    );
  return tensordot(x, other, [[-1], [-1]]);
}

/**
 * The Kronecker product: every element of `x` times the whole of `other`, side by side.
 *
 * @example
 * kron(tensor([1, 2]), tensor([1, 10])).tolist() // => [1, 10, 2, 20]
 */
export function kron(x: Tensor, other: Tensor): Tensor {
  checkTensor("kron", x);
  checkTensor("kron", other);
  const ndim = Math.max(x.layout.ndim, other.layout.ndim);
  const padded = (t: Tensor): number[] => [...new Array<number>(ndim - t.layout.ndim).fill(1), ...t.layout.shape];
  const [a, b] = [padded(x), padded(other)];
  const spread = x.reshape(a.flatMap((size) => [size, 1]));
  const repeated = other.reshape(b.flatMap((size) => [1, size]));
  return labelled(spread.mul(repeated).reshape(a.map((size, d) => size * b[d]!)), "UnsafeViewBackward0");
}
