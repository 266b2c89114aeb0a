import { cpu } from "../cpu/index.js";
import { bool, Category, type DType, float32 } from "../dtype.js";
import { floatFactor, notMatrixAndVector, notMultipliable, unfitVector } from "../errors/product.js";
import { Layout } from "../layout.js";
import { categoryOf, numberOf, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import {
  addedProductOp,
  addInto,
  type BetaAlpha,
  checkSize,
  type Factors,
  factorsOf,
  overwrite,
} from "./added-product.js";
import { empty, record } from "./apply.js";
import { meet } from "./operand.js";
import { checkMultiplies, leftGradient, multiplyVector, rightGradient } from "./products.js";

const addmmOp = addedProductOp("addmm", leftGradient, rightGradient);

/** The result, unrecorded. */
export function computeAddmm(input: Tensor, mat1: Tensor, mat2: Tensor, factors: Factors): Tensor {
  const [a, b] = [mat1.layout, mat2.layout];
  if (a.ndim !== 2) throw new Error(`mat1 must be a matrix, got ${a.ndim}-D tensor`);
  if (b.ndim !== 2) throw new Error(`mat2 must be a matrix, got ${b.ndim}-D tensor`);
  checkSame("self and mat2", input.dtype, mat2.dtype);
  checkSame("mat1 and mat2", mat1.dtype, mat2.dtype);
  if (a.shape[1] !== b.shape[0]) throw notMultipliable(a.shape, b.shape);
  checkMultiplies(mat1.dtype, "addmm_impl_cpu_");
  const layout = Layout.of([a.shape[0]!, b.shape[1]!]);
  input.layout.expand(layout);
  const out = empty(layout, mat1.dtype);
  if (isBias(input, layout) && factors.alpha === 1 && factors.beta === 1) {
    cpu.matmulPlus(mat1, mat2, input, out);
    return out;
  }
  cpu.matmul(mat1, mat2, out);
  return addInto(out, input, factors);
}

/** Whether all rows of `layout` get the same elements, which are neighbours. */
function isBias({ dtype, layout: own }: Tensor, layout: Layout): boolean {
  return dtype === float32 && own.ndim === 1 && own.isContiguous && own.numel === layout.shape[1];
}

function checkSame(names: string, a: DType, b: DType): void {
  if (a !== b) throw new TypeError(`${names} must have the same dtype, but got ${a.title} and ${b.title}`);
}

/**
 * `beta * input + alpha * (mat1 @ mat2)`; `input` broadcasts to `[m, n]`.
 *
 * @throws {Error} if the sizes do not fit
 * @throws {TypeError} if the types differ
 * @example
 * addmm(ones([2]), ones([1, 3]), ones([3, 2])).tolist() // => [[4, 4]]
 */
export function addmm(input: Tensor, mat1: Tensor, mat2: Tensor, options: BetaAlpha = {}): Tensor {
  const factors = factorsOf(options);
  return record(addmmOp, [input, mat1, mat2], factors, computeAddmm(input, mat1, mat2, factors));
}

/** `addmm` into `x`, whose shape must be that of the product. */
export function addmm_(x: Tensor, mat1: Tensor, mat2: Tensor, options: BetaAlpha = {}): Tensor {
  const factors = factorsOf(options);
  const result = computeAddmm(x, mat1, mat2, factors);
  checkSize(x, result.layout.shape);
  return overwrite(addmmOp, x, mat1, mat2, factors, result);
}

const addmvOp = addedProductOp(
  "addmv",
  (grad, vec) => grad.outer(vec),
  (grad, mat) => mat.transpose(0, 1).mv(grad),
);

function computeAddmv(input: Tensor, mat: Tensor, vec: Tensor, factors: Factors): Tensor {
  const [c, a, b] = [input.layout, mat.layout, vec.layout];
  if (a.ndim !== 2 || b.ndim !== 1 || c.ndim > 1) throw notMatrixAndVector(c.ndim, a.ndim, b.ndim);
  if (a.shape[1] !== b.numel || (c.numel !== 1 && c.numel !== a.shape[0])) throw unfitVector(c.numel, a.shape, b.numel);
  if (input.dtype !== mat.dtype || mat.dtype !== vec.dtype)
    throw new TypeError(
      `addmv input tensors must have the same dtype, but got ${input.dtype.title}, ${mat.dtype.title}, and ${vec.dtype.title}`,
    );
  checkMultiplies(mat.dtype, "addmv_impl_cpu");
  const out = empty(Layout.of([a.shape[0]!]), mat.dtype);
  multiplyVector(cpu, mat, vec, out);
  return addInto(out, input, factors);
}

/**
 * `beta * input + alpha * (mat @ vec)`; `input` broadcasts to `[m]`.
 *
 * @throws {Error} if the sizes do not fit
 * @throws {TypeError} if the types differ
 * @example
 * addmv(ones([2]), ones([2, 3]), ones([3])).tolist() // => [4, 4]
 */
export function addmv(input: Tensor, mat: Tensor, vec: Tensor, options: BetaAlpha = {}): Tensor {
  const factors = factorsOf(options);
  return record(addmvOp, [input, mat, vec], factors, computeAddmv(input, mat, vec, factors));
}

/** `addmv` into `x`, whose shape must be that of the product. */
export function addmv_(x: Tensor, mat: Tensor, vec: Tensor, options: BetaAlpha = {}): Tensor {
  const factors = factorsOf(options);
  const result = computeAddmv(x, mat, vec, factors);
  checkSize(x, result.layout.shape);
  return overwrite(addmvOp, x, mat, vec, factors, result);
}

const addrOp = addedProductOp(
  "addr",
  (grad, vec2) => grad.mv(vec2.to(grad.dtype)),
  (grad, vec1) => grad.transpose(0, 1).mv(vec1.to(grad.dtype)),
);

function computeAddr(input: Tensor, vec1: Tensor, vec2: Tensor, { beta, alpha }: Factors): Tensor {
  const [c, a, b] = [input.detach(), vec1.detach(), vec2.detach()];
  if (a.layout.ndim !== 1) throw new Error(`addr: Expected 1-D argument vec1, but got ${a.layout.ndim}-D`);
  if (b.layout.ndim !== 1) throw new Error(`addr: Expected 1-D argument vec2, but got ${b.layout.ndim}-D`);
  const outer = a.outer(b);
  const added = c.expandTo(outer.layout);
  const { dtype } = meet([c, outer]);
  const factor = (name: string, value: Scalar): Scalar => {
    if (!dtype.isFloatingPoint && categoryOf(value) === Category.float) throw floatFactor(name);
    return dtype === bool ? Boolean(numberOf(value)) : value;
  };
  const product = outer.to(dtype).mul(factor("alpha", alpha));
  const share = factor("beta", beta);
  return numberOf(share) === 0 ? product : product.add(added.to(dtype).mul(share));
}

/**
 * `beta * input + alpha * outer(vec1, vec2)`; `input` broadcasts to `[m, n]`. Types are promoted.
 *
 * @throws {Error} if the sizes do not fit
 * @example
 * addr(zeros([2]), tensor([1.0, 2.0]), tensor([3.0, 4.0])).tolist() // => [[3, 4], [6, 8]]
 */
export function addr(input: Tensor, vec1: Tensor, vec2: Tensor, options: BetaAlpha = {}): Tensor {
  const factors = factorsOf(options);
  return record(addrOp, [input, vec1, vec2], factors, computeAddr(input, vec1, vec2, factors));
}

/** `addr` into the matrix `x`. */
export function addr_(x: Tensor, vec1: Tensor, vec2: Tensor, options: BetaAlpha = {}): Tensor {
  if (x.layout.ndim !== 2) throw new Error(`2D tensor expected, got ${x.layout.ndim}D tensor for input`);
  const factors = factorsOf(options);
  return overwrite(addrOp, x, vec1, vec2, factors, computeAddr(x, vec1, vec2, factors));
}
