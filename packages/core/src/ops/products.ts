import { bool, type DType } from "../dtype.js";
import {
  differentFactors,
  differentVectors,
  notMatrixAndVector,
  notMultipliable,
  notStackOfMatrices,
  unequalLengths,
  unexpectedType,
  unfitStack,
  unfitVector,
} from "../errors/product.js";
import { UnsupportedKernelError } from "../errors/type.js";
import type { Kernels } from "../kernels.js";
import { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyBinary } from "./apply.js";
import { checkTensor } from "./kinds.js";
import { seenAs } from "./placement.js";
import { type BinaryOp, binaryOp } from "./record.js";

// The four products that have a kernel, of two tensors of one type. All others end in one of them.

/** Throws for the type that has no products; `kernel` is what PyTorch's message names. */
export function checkMultiplies(dtype: DType, kernel: string): void {
  if (dtype === bool) throw new UnsupportedKernelError(kernel, dtype);
}

const isColumnMajor = ({ isContiguous, shape, strides }: Layout): boolean =>
  !isContiguous && strides[0] === 1 && strides[1] === shape[0];

/** The gradient of `x` in `x @ y`, lying in its rows or its columns as `x` does. */
export function leftGradient(grad: Tensor, y: Tensor, x: Layout): Tensor {
  return isColumnMajor(x) ? y.mm(grad.t()).t() : grad.mm(y.t());
}

/** The gradient of `y` in `x @ y`. */
export function rightGradient(grad: Tensor, x: Tensor, y: Layout): Tensor {
  return isColumnMajor(y) ? grad.t().mm(x).t() : x.t().mm(grad);
}

export const mmOp: BinaryOp<void> = binaryOp({
  name: "mm",
  forward: (k, x, y, out) => k.matmul(x, y, out),
  layout: (x, y) => Layout.of([x.shape[0]!, y.shape[1]!]),
  // d(XY) = dX Y + X dY
  saves: { dx: ["y"], dy: ["x"] },
  dx: (grad, { y, xLayout }) => leftGradient(grad, y, xLayout),
  dy: (grad, { x, yLayout }) => rightGradient(grad, x, yLayout),
});

/**
 * The product of two matrices, `[m, k]` and `[k, n]`: `[m, n]`.
 *
 * @throws {Error} if one is no matrix, or if the inner sizes differ
 * @throws {TypeError} if the types differ
 * @example
 * mm(ones([2, 3]), ones([3, 1])).tolist() // => [[3], [3]]
 */
export function mm(x: Tensor, y: Tensor): Tensor {
  if (x.layout.ndim !== 2) throw new Error("self must be a matrix");
  if (y.layout.ndim !== 2) throw new Error("mat2 must be a matrix");
  if (x.layout.shape[1] !== y.layout.shape[0]) throw notMultipliable(x.layout.shape, y.layout.shape);
  if (x.dtype !== y.dtype) throw differentFactors(x.dtype, y.dtype);
  checkMultiplies(x.dtype, "addmm_impl_cpu_");
  return applyBinary(mmOp, x, y);
}

export const bmmOp: BinaryOp<void> = binaryOp({
  name: "bmm",
  forward: (k, x, y, out) => k.matmul(x, y, out),
  layout: (x, y) => Layout.of([x.shape[0]!, x.shape[1]!, y.shape[2]!]),
  saves: { dx: ["y"], dy: ["x"] },
  dx: (grad, { y }) => grad.bmm(y.transpose(1, 2)),
  dy: (grad, { x }) => x.transpose(1, 2).bmm(grad),
});

/**
 * Products of two stacks of matrices, `[b, m, k]` and `[b, k, n]`: `[b, m, n]`.
 *
 * @throws {Error} if one is no stack of matrices, or if sizes do not fit
 * @throws {TypeError} if the types differ
 * @example
 * bmm(ones([2, 1, 3]), ones([2, 3, 1])).tolist() // => [[[3]], [[3]]]
 */
export function bmm(x: Tensor, y: Tensor): Tensor {
  checkStacks(x, y);
  checkMultiplies(x.dtype, "bmm");
  return applyBinary(bmmOp, x, y);
}

export function checkStacks(x: Tensor, y: Tensor): void {
  checkTensor("bmm", x);
  checkTensor("bmm", y);
  const [a, b] = [x.layout.shape, y.layout.shape];
  if (a.length !== 3) throw notStackOfMatrices("batch1");
  if (b.length !== 3) throw notStackOfMatrices("batch2");
  if (a[0] !== b[0] || a[2] !== b[1]) throw unfitStack(a, b);
  if (x.dtype !== y.dtype) throw unexpectedType(x.dtype, y.dtype);
}

/** `x @ y` for a vector `y`. */
export function multiplyVector(k: Kernels, x: Tensor, y: Tensor, out: Tensor): void {
  k.matmul(x, seenAs(y, y.layout.unsqueeze(1)), seenAs(out, out.layout.unsqueeze(1)));
}

export const mvOp: BinaryOp<void> = binaryOp({
  name: "mv",
  forward: multiplyVector,
  layout: (x) => Layout.of([x.shape[0]!]),
  // d(Av) = dA v + A dv
  saves: { dx: ["y"], dy: ["x"] },
  dx: (grad, { y }) => outer(grad, y),
  dy: (grad, { x }) => x.transpose(0, 1).mv(grad),
});

/**
 * A matrix times a vector, `[m, k]` and `[k]`: `[m]`.
 *
 * @throws {Error} if dimensions or sizes do not fit
 * @throws {TypeError} if the types differ
 * @example
 * mv(ones([2, 3]), ones([3])).tolist() // => [3, 3]
 */
export function mv(x: Tensor, y: Tensor): Tensor {
  const [a, b] = [x.layout.shape, y.layout.shape];
  if (a.length !== 2 || b.length !== 1) throw notMatrixAndVector(1, a.length, b.length);
  if (a[1] !== b[0]) throw unfitVector(a[0]!, a, b[0]!);
  if (x.dtype !== y.dtype)
    throw new TypeError(
      `addmv input tensors must have the same dtype, but got ${y.dtype.title}, ${x.dtype.title}, and ${y.dtype.title}`,
    );
  checkMultiplies(x.dtype, "addmv_impl_cpu");
  return applyBinary(mvOp, x, y);
}

export const dotOp: BinaryOp<void> = dotOpNamed("dot");
const vdotOp = dotOpNamed("vdot");

function dotOpNamed(name: string): BinaryOp<void> {
  return binaryOp({
    name,
    forward: (k, x, y, out) =>
      k.matmul(seenAs(x, x.layout.unsqueeze(0)), seenAs(y, y.layout.unsqueeze(1)), seenAs(out, Layout.of([1, 1]))),
    layout: () => Layout.scalar,
    saves: { dx: ["y"], dy: ["x"] },
    dx: (grad, { y }) => grad.mul(y),
    dy: (grad, { x }) => grad.mul(x),
  });
}

/**
 * The sum of the products of two vectors.
 *
 * @throws {Error} if one is no vector, or if the lengths differ
 * @throws {TypeError} if the types differ
 * @example
 * dot(tensor([1, 2]), tensor([3, 4])).item() // => 11
 */
export function dot(x: Tensor, y: Tensor): Tensor {
  checkVectors(x, y);
  return applyBinary(dotOp, x, y);
}

/**
 * The same as `dot`: of complex vectors, which there are none of, the first would be conjugated.
 *
 * @example
 * vdot(tensor([1, 2]), tensor([3, 4])).item() // => 11
 */
export function vdot(x: Tensor, y: Tensor): Tensor {
  checkVectors(x, y);
  return applyBinary(vdotOp, x, y);
}

function checkVectors(x: Tensor, y: Tensor): void {
  checkTensor("dot", x);
  checkTensor("dot", y);
  const [a, b] = [x.layout, y.layout];
  if (a.ndim !== 1 || b.ndim !== 1) throw new Error(`1D tensors expected, but got ${a.ndim}D and ${b.ndim}D tensors`);
  if (x.dtype !== y.dtype) throw differentVectors(x.dtype, y.dtype);
  if (a.numel !== b.numel) throw unequalLengths(a.numel, b.numel);
  checkMultiplies(x.dtype, "dot");
}

/**
 * All products of an element of one vector with an element of another, `[m]` and `[n]`: `[m, n]`.
 *
 * @throws {Error} if one is no vector
 * @example
 * outer(tensor([1, 2]), tensor([3, 4])).tolist() // => [[3, 4], [6, 8]]
 */
export function outer(x: Tensor, y: Tensor): Tensor {
  if (x.layout.ndim !== 1) throw new Error(`outer: Expected 1-D argument self, but got ${x.layout.ndim}-D`);
  if (y.layout.ndim !== 1) throw new Error(`outer: Expected 1-D argument vec2, but got ${y.layout.ndim}-D`);
  return x.reshape([-1, 1]).mul(y);
}
