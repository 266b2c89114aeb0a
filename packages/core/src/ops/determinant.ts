import { epsilonOf } from "../dtype.js";
import { needsFloat } from "../errors/linear-algebra.js";
import type { Tensor } from "../tensor.js";
import { record, recordMulti } from "./apply.js";
import { factorLu, type LuFactors } from "./decomposition/lu-factors.js";
import { checkKernel, checkSquare } from "./decomposition/matrix.js";
import { svd } from "./decomposition/svd.js";
import { checkTensor } from "./kinds.js";
import { arange } from "./ranges.js";
import { multiOp, type NaryOp, naryOp } from "./record.js";
import { othersProduct } from "./scan.js";
import { solveEx } from "./solve.js";

const detOp: NaryOp<void> = naryOp({
  name: "linalgDet",
  saves: [[0, "output"]],
  // d det(A) = tr(adj(A) dA), and adj(A) = det(A) A⁻¹
  gradients: [
    (grad, { inputs: [A], outputs: [determinant] }) => {
      const isNearlySingular = determinant!
        .detach()
        .abs()
        .lt(100 * epsilonOf(A!.dtype));
      if (isNearlySingular.any().item<boolean>() === true) return adjugate(A!).mT.mul(toMatrix(grad));
      return scaledInverse(A!.mT, grad.mul(determinant!));
    },
  ],
});

/** One number per matrix, beside its rows and columns. */
function toMatrix(x: Tensor): Tensor {
  return x.unsqueeze(-1).unsqueeze(-1);
}

/** `factor A⁻¹`, without a complaint where there is none. */
function scaledInverse(A: Tensor, factor: Tensor): Tensor {
  const n = A.layout.shape.at(-1)!;
  return solveEx(
    A,
    factor
      .unsqueeze(-1)
      .expand([...factor.layout.shape, n])
      .diagEmbed(),
  ).result;
}

/** det(U) det(V) V diag(product of the other singular values) Uᵀ, which singular matrices have too. */
function adjugate(A: Tensor): Tensor {
  const { U, S, Vh } = svd(A);
  const others = othersProduct(S, S.layout.ndim - 1).mul(det(U).mul(det(Vh)).unsqueeze(-1));
  return Vh.mT.mul(others.unsqueeze(-2)).matmul(U.mT);
}

function checkAll(op: string, A: Tensor): void {
  checkTensor(op, A);
  if (!A.dtype.isFloatingPoint) throw needsFloat(op, A.dtype);
  checkSquare(op, A);
  checkKernel("lu_cpu", A);
}

/** The factors of the transpose, as PyTorch takes them. */
function factorsOf(A: Tensor): LuFactors {
  return factorLu(A.detach().mT);
}

/** 1 or -1: whether an even or an odd number of rows was exchanged. */
function signOf({ pivots, lu }: LuFactors): Tensor {
  const n = pivots.layout.shape.at(-1)!;
  return pivots
    .ne(arange(1, n + 1))
    .sum(-1)
    .remainder(2)
    .mul(-2)
    .add(1)
    .to(lu.dtype);
}

/**
 * The determinants of square matrices, `[..., n, n]`: `[...]`.
 *
 * @throws {TypeError} unless `A` is float32 or float64
 * @example
 * linalg.det(tensor([[1.0, 2.0], [3.0, 4.5]])).item() // => -1.5
 */
export function det(A: Tensor): Tensor {
  checkAll("linalg.det", A);
  const factors = factorsOf(A);
  const product = factors.lu.diagonal(0, -2, -1).prod(-1).mul(signOf(factors));
  return record(detOp, [A], undefined, product.to(A.dtype));
}

/** The result of `linalg.slogdet`. */
export interface SlogdetResult {
  /** 1, -1, or 0 if the determinant is 0. */
  readonly sign: Tensor;
  /** The logarithm of its magnitude; -Infinity if it is 0. */
  readonly logabsdet: Tensor;
}

const slogdetOp: NaryOp<void> = multiOp({
  name: "linalgSlogdet",
  saves: [[0]],
  // d log|det(A)| = tr(A⁻¹ dA); the sign is constant
  gradients: [([, grad], { inputs: [A] }) => (grad == null ? null : scaledInverse(A!.mT, grad))],
});

function slogdetAs(op: string, A: Tensor): SlogdetResult {
  checkAll(op, A);
  const factors = factorsOf(A);
  const pivots = factors.lu.diagonal(0, -2, -1);
  const sign = pivots.sign().prod(-1).mul(signOf(factors)).to(A.dtype);
  const logabsdet = pivots.abs().log().sum(-1).to(A.dtype);
  recordMulti(slogdetOp, [A], undefined, [sign, logabsdet]);
  return { sign, logabsdet };
}

/**
 * Signs and logarithms of determinants, which neither overflow nor vanish.
 *
 * @throws {TypeError} unless `A` is float32 or float64
 * @example
 * linalg.slogdet(tensor([[0.0, 1.0], [1.5, 0.0]])).sign.item() // => -1
 */
export function slogdet(A: Tensor): SlogdetResult {
  return slogdetAs("linalg.slogdet", A);
}

/**
 * Logarithms of determinants: NaN where one is negative.
 *
 * @throws {TypeError} unless `A` is float32 or float64
 * @example
 * logdet(tensor([[1.0, 0.5], [0.0, 1.0]])).item() // => 0
 */
export function logdet(A: Tensor): Tensor {
  const { sign, logabsdet } = slogdetAs("logdet", A);
  return logabsdet.where(sign.ne(-1), Number.NaN);
}
