import { noGrad } from "../autograd/grad-mode.js";
import { float64 } from "../dtype.js";
import { notAnInteger } from "../errors/kind.js";
import { nativeName } from "../errors/product.js";
import { show } from "../errors/shape.js";
import type { Tensor } from "../tensor.js";
import { warnOnce } from "../warnings.js";
import { record } from "./apply.js";
import { checkFloat, checkSquare } from "./decomposition/matrix.js";
import { cat } from "./joining.js";
import { eye } from "./ranges.js";
import { item } from "./reading.js";
import { type NaryOp, naryOp } from "./record.js";
import { inv } from "./solve.js";

/**
 * The `n`-th powers of square matrices; negative ones are powers of the inverse.
 *
 * @throws {LinAlgError} if `n` is negative and a matrix is singular
 * @throws {Error} unless the matrices are square
 * @example
 * matrixPower(tensor([[1, 1], [1, 0]]), 10).tolist() // => [[89, 55], [55, 34]]
 */
export function matrixPower(A: Tensor, n: number): Tensor {
  checkSquare("linalg.matrix_power", A);
  if (!Number.isInteger(n)) throw notAnInteger("linalg.matrix_power", "n", n);
  if (n === 0)
    return A.clone()
      .zero_()
      .add_(eye(A.layout.shape.at(-1)!, { dtype: A.dtype }));
  if (n === 1) return A.clone();
  if (n < 0) return n === -1 ? inv(A) : matrixPower(inv(A), -n);
  if (n === 3) return A.matmul(A).matmul(A);
  const half = n === 2 ? A : matrixPower(A, Math.floor(n / 2));
  const even = half.matmul(half);
  return n % 2 === 0 ? even : even.matmul(A);
}

const matrixExpOp: NaryOp<void> = naryOp({
  name: "linalgMatrixExp",
  saves: [[0]],
  // exp of (Aᵀ G; 0 Aᵀ) has in its corner what the derivative of exp at Aᵀ makes of G
  gradients: [
    (grad, { inputs: [A] }) => {
      const n = grad.layout.shape.at(-1)!;
      const below = cat([grad.mul(0), A!.mT], -1);
      const block = cat([cat([A!.mT, grad], -1), below], -2);
      return matrixExp(block).narrow(-2, 0, n).narrow(-1, n, n);
    },
  ],
});

/**
 * The exponentials of square matrices, `[..., n, n]`.
 *
 * @throws {TypeError} unless `A` is float32 or float64
 * @example
 * linalg.matrixExp(zeros([2, 2])).tolist() // => [[1, 0], [0, 1]]
 */
export function matrixExp(A: Tensor): Tensor {
  checkFloat("linalg.matrix_exp", A);
  checkSquare("linalg.matrix_exp", A);
  return record(
    matrixExpOp,
    [A],
    undefined,
    noGrad(() => exponential(A.detach().to(float64)).to(A.dtype)),
  );
}

/** Terms of the series that a matrix of norm 1/2 needs in float64. */
const terms = 16;

/** exp(A) = exp(A / 2ᵏ)^(2ᵏ), with k so large that the series is short. */
function exponential(A: Tensor): Tensor {
  const norm = A.layout.numel === 0 ? 0 : Number(item(A.abs().sum(-1).max()));
  const k = Number.isFinite(norm) && norm > 0 ? Math.max(0, Math.ceil(Math.log2(norm)) + 1) : 0;
  const small = A.div(2 ** k);
  const identity = eye(A.layout.shape.at(-1)!, { dtype: A.dtype });
  let result = small.div(terms).add(identity);
  for (let i = terms - 1; i >= 1; i--) result = small.matmul(result).div(i).add(identity);
  for (let i = 0; i < k; i++) result = result.matmul(result);
  return result;
}

/**
 * The product of two or more matrices, in the order that costs least. The first and the last may be vectors.
 *
 * @throws {Error} if there are fewer than two, or if sizes do not fit
 * @throws {TypeError} if the types differ
 * @example
 * linalg.multiDot([ones([2, 3]), ones([3, 4]), ones([4])]).tolist() // => [12, 12]
 */
export function multiDot(tensors: readonly Tensor[]): Tensor {
  const last = tensors.length - 1;
  if (last < 1) throw wrong(`expected at least 2 tensors but got ${tensors.length}`);
  const matrices = tensors.map((x, i) => asMatrix(x, i, last));
  matrices.forEach((x, i) => {
    if (i === 0) return;
    const [first, before] = [matrices[0]!, matrices[i - 1]!];
    if (x.dtype !== first.dtype)
      throw new TypeError(
        `multi_dot(): all tensors must have be the same dtype but tensor 0 is ${nativeName(first.dtype)} and tensor ${i} ${nativeName(x.dtype)}`,
      );
    if (before.layout.shape[1] !== x.layout.shape[0])
      throw wrong(
        `tensors ${i - 1} and ${i} with shapes ${show(before.layout.shape)} and ${show(x.layout.shape)} cannot be multiplied`,
      );
  });
  const rows = tensors[0]!.layout.ndim === 1 ? [] : [matrices[0]!.layout.shape[0]!];
  const columns = tensors[last]!.layout.ndim === 1 ? [] : [matrices[last]!.layout.shape[1]!];
  return inBestOrder(matrices).reshape([...rows, ...columns]);
}

function wrong(rule: string): Error {
  return new Error(`multi_dot(): ${rule}`);
}

function asMatrix(x: Tensor, i: number, last: number): Tensor {
  const { ndim } = x.layout;
  if (ndim === 2) return x;
  if (i !== 0 && i !== last) throw wrong(`tensor ${i} must be 2D but got ${ndim}D`);
  if (ndim !== 1) throw wrong(`the ${i === 0 ? "first" : "last"} tensor must be 1D or 2D but got ${ndim}D`);
  return x.unsqueeze(i === 0 ? 0 : 1);
}

/** Where to part each range of matrices, so that the count of multiplications is least. */
function inBestOrder(matrices: readonly Tensor[]): Tensor {
  const sizes = [matrices[0]!.layout.shape[0]!, ...matrices.map((x) => x.layout.shape[1]!)];
  const n = matrices.length;
  const cost = matrices.map(() => new Array<number>(n).fill(0));
  const split = matrices.map(() => new Array<number>(n).fill(0));
  for (let length = 1; length < n; length++) {
    for (let i = 0; i + length < n; i++) {
      const j = i + length;
      cost[i]![j] = Number.POSITIVE_INFINITY;
      for (let k = i; k < j; k++) {
        const candidate = cost[i]![k]! + cost[k + 1]![j]! + sizes[i]! * sizes[k + 1]! * sizes[j + 1]!;
        if (candidate >= cost[i]![j]!) continue;
        cost[i]![j] = candidate;
        split[i]![j] = k;
      }
    }
  }
  const product = (i: number, j: number): Tensor =>
    i === j ? matrices[i]! : product(i, split[i]![j]!).mm(product(split[i]![j]! + 1, j));
  return product(0, n - 1);
}

/**
 * The product of matrices, in the order that costs least: the older form of `linalg.multiDot`.
 *
 * @throws {Error} if one is no matrix, or if sizes do not fit
 * @example
 * chainMatmul(ones([1, 2]), ones([2, 3]), ones([3, 1])).tolist() // => [[6]]
 */
export function chainMatmul(...matrices: readonly Tensor[]): Tensor {
  warnOnce(
    "torch.chain_matmul is deprecated and will be removed in a future PyTorch release. Use torch.linalg.multi_dot instead, which accepts a list of two or more tensors rather than multiple parameters.",
  );
  for (const { layout } of matrices)
    if (layout.ndim !== 2) throw new Error(`Tensor dimension is ${layout.ndim}, expected 2 instead.`);
  return matrices.length === 1 ? matrices[0]! : multiDot(matrices);
}
