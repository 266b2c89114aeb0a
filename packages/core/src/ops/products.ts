import { cpu } from "../cpu/index.js";
import { Binary } from "../kernels/elementwise.js";
import { broadcastShapes, Layout } from "../layout.js";
import type { Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { applyBinary, empty, record } from "./apply.js";
import { type BinaryOp, binaryOp, type NaryOp, naryOp } from "./record.js";

// Matrix products. All of them end in `mm`, `mv`, `dot`, `bmm` or `addmm`, as in PyTorch.

export const mmOp: BinaryOp<void> = binaryOp({
  name: "mm",
  forward: (k, x, y, out) => k.matmul(x, y, out),
  layout: (x, y) => Layout.of([x.shape[0]!, y.shape[1]!]),
  // d(XY) = dX Y + X dY
  saves: { dx: ["y"], dy: ["x"] },
  dx: (grad, { y }) => grad.mm(y.transpose(0, 1)),
  dy: (grad, { x }) => x.transpose(0, 1).mm(grad),
});

/**
 * The product of two matrices.
 *
 * @throws {Error} if the inner sizes or the types differ
 * @example
 * mm(ones([2, 3]), ones([3, 1])).tolist() // => [[3], [3]]
 */
export function mm(x: Tensor, y: Tensor): Tensor {
  if (x.ndim !== 2) throw new Error("self must be a matrix");
  if (y.ndim !== 2) throw new Error("mat2 must be a matrix");
  checkMatrices(x, y);
  return applyBinary(mmOp, x, y);
}

function checkMatrices(x: Tensor, y: Tensor): void {
  const [a, b] = [x.shape, y.shape];
  if (a[1] !== b[0]) throw new Error(`mat1 and mat2 shapes cannot be multiplied (${a.join("x")} and ${b.join("x")})`);
  if (x.dtype !== y.dtype)
    throw new Error(`mat1 and mat2 must have the same dtype, but got ${x.dtype.title} and ${y.dtype.title}`);
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
 * Products of two stacks of matrices, `[b, m, k]` and `[b, k, n]`.
 *
 * @example
 * bmm(ones([2, 1, 3]), ones([2, 3, 1])).shape // => [2, 1, 1]
 */
export function bmm(x: Tensor, y: Tensor): Tensor {
  if (x.ndim !== 3 || y.ndim !== 3) throw new Error("batch1 must be a 3D tensor");
  const [b, , k] = x.shape as [number, number, number];
  if (y.shape[0] !== b || y.shape[1] !== k)
    throw new Error(
      `Expected size for first two dimensions of batch2 tensor to be: [${b}, ${k}] but got: [${y.shape[0]}, ${y.shape[1]}].`,
    );
  if (x.dtype !== y.dtype) throw new Error(`expected scalar type ${x.dtype.title} but found ${y.dtype.title}`);
  return applyBinary(bmmOp, x, y);
}

export const mvOp: BinaryOp<void> = binaryOp({
  name: "mv",
  forward: (k, x, y, out) => {
    const column = { storage: y.storage, offset: y.offset, layout: y.layout.unsqueeze(1), dtype: y.dtype };
    k.matmul(x, column, {
      storage: out.storage,
      offset: out.offset,
      layout: out.layout.unsqueeze(1),
      dtype: out.dtype,
    });
  },
  layout: (x) => Layout.of([x.shape[0]!]),
  // d(Av) = dA v + A dv
  saves: { dx: ["y"], dy: ["x"] },
  dx: (grad, { y }) => outer(grad, y),
  dy: (grad, { x }) => mv(x.transpose(0, 1), grad),
});

/**
 * A matrix times a vector.
 *
 * @example
 * mv(ones([2, 3]), ones([3])).tolist() // => [3, 3]
 */
export function mv(x: Tensor, y: Tensor): Tensor {
  if (x.ndim !== 2 || y.ndim !== 1) throw new Error(`vector + matrix @ vector expected, got 1, ${x.ndim}, ${y.ndim}`);
  if (x.shape[1] !== y.shape[0])
    throw new Error(`size mismatch, got input (${x.shape[0]}), mat (${x.shape.join("x")}), vec (${y.shape[0]})`);
  if (x.dtype !== y.dtype)
    throw new Error(`expected m1 and m2 to have the same dtype, but got: ${x.dtype.title} != ${y.dtype.title}`);
  return applyBinary(mvOp, x, y);
}

export const dotOp: BinaryOp<void> = binaryOp({
  name: "dot",
  forward: (k, x, y, out) => {
    const row = { storage: x.storage, offset: x.offset, layout: x.layout.unsqueeze(0), dtype: x.dtype };
    const column = { storage: y.storage, offset: y.offset, layout: y.layout.unsqueeze(1), dtype: y.dtype };
    k.matmul(row, column, { storage: out.storage, offset: out.offset, layout: Layout.of([1, 1]), dtype: out.dtype });
  },
  layout: () => Layout.scalar,
  saves: { dx: ["y"], dy: ["x"] },
  dx: (grad, { y }) => grad.mul(y),
  dy: (grad, { x }) => grad.mul(x),
});

/**
 * The sum of the products of two vectors.
 *
 * @example
 * dot(tensor([1, 2]), tensor([3, 4])).item() // => 11
 */
export function dot(x: Tensor, y: Tensor): Tensor {
  if (x.ndim !== 1 || y.ndim !== 1) throw new Error(`1D tensors expected, but got ${x.ndim}D and ${y.ndim}D tensors`);
  if (x.dtype !== y.dtype)
    throw new Error(`dot : expected both vectors to have same dtype, but found ${x.dtype.title} and ${y.dtype.title}`);
  if (x.shape[0] !== y.shape[0])
    throw new Error(
      `inconsistent tensor size, expected tensor [${x.shape[0]}] and src [${y.shape[0]}] to have the same number of elements, but got ${x.shape[0]} and ${y.shape[0]} elements respectively`,
    );
  return applyBinary(dotOp, x, y);
}

/**
 * All products of an element of one vector with an element of another.
 *
 * @example
 * outer(tensor([1, 2]), tensor([3, 4])).tolist() // => [[3, 4], [6, 8]]
 */
export function outer(x: Tensor, y: Tensor): Tensor {
  if (x.ndim !== 1) throw new Error(`outer: Expected 1-D argument self, but got ${x.ndim}-D`);
  if (y.ndim !== 1) throw new Error(`outer: Expected 1-D argument vec2, but got ${y.ndim}-D`);
  return x.reshape([-1, 1]).mul(y);
}

/** Factors of `addmm` and its kin. */
export interface BetaAlpha {
  /** Factor of the added tensor; default 1. */
  readonly beta?: Scalar;
  /** Factor of the product; default 1. */
  readonly alpha?: Scalar;
}

const addmmOp: NaryOp<{ readonly alpha: Scalar; readonly beta: Scalar }> = naryOp<{
  readonly alpha: Scalar;
  readonly beta: Scalar;
}>({
  name: "addmm",
  saves: [[], [2], [1]],
  gradients: [
    (grad, { attr: { beta } }) => (beta === 1 ? grad : grad.mul(beta)),
    (grad, { inputs, attr: { alpha } }) => times(grad.mm(inputs[2]!.transpose(0, 1)), alpha),
    (grad, { inputs, attr: { alpha } }) => times(inputs[1]!.transpose(0, 1).mm(grad), alpha),
  ],
});

function times(x: Tensor, factor: Scalar): Tensor {
  return factor === 1 ? x : x.mul(factor);
}

/**
 * `beta * input + alpha * (mat1 @ mat2)`; `input` broadcasts.
 *
 * @example
 * addmm(ones([2]), ones([1, 3]), ones([3, 2])).tolist() // => [[4, 4]]
 */
export function addmm(input: Tensor, mat1: Tensor, mat2: Tensor, { beta = 1, alpha = 1 }: BetaAlpha = {}): Tensor {
  if (mat1.ndim !== 2) throw new Error(`mat1 must be a matrix, got ${mat1.ndim}-D tensor`);
  if (mat2.ndim !== 2) throw new Error(`mat2 must be a matrix, got ${mat2.ndim}-D tensor`);
  checkMatrices(mat1, mat2);
  const layout = Layout.of([mat1.shape[0]!, mat2.shape[1]!]);
  input.layout.expand(layout);
  const out = empty(layout, mat1.dtype);
  cpu.matmul(mat1, mat2, out);
  if (alpha !== 1) cpu.scalar(Binary.mul, out, Number(alpha), out, out.dtype);
  if (beta === 1) cpu.binary(Binary.add, out, input, out, out.dtype);
  else if (Number(beta) !== 0) cpu.addScaled(out, input, Number(beta), out, out.dtype);
  return record(addmmOp, [input, mat1, mat2], { alpha, beta }, out);
}

/**
 * The matrix product, by PyTorch's rules: vectors give dot products or matrix-vector products, matrices matrix products,
 * more dimensions stacks of them, broadcast.
 *
 * @throws {Error} if the inner sizes or the types differ
 * @example
 * matmul(ones([5, 2, 3]), ones([3, 4])).shape // => [5, 2, 4]
 */
export function matmul(x: Tensor, y: Tensor): Tensor {
  const [p, q] = [x.ndim, y.ndim];
  if (p === 2 && q === 2) return mm(x, y);
  if (p === 0 || q === 0)
    throw new Error(`both arguments to matmul need to be at least 1D, but they are ${p}D and ${q}D`);
  if (p === 1 && q === 1) return dot(x, y);
  if (p === 2 && q === 1) return mv(x, y);
  if (p === 1) return stacked(x.reshape([1, -1]), y, -2);
  if (q === 1) return stacked(x, y.reshape([-1, 1]), -1);
  return stacked(x, y, 0);
}

/** Matrices in stacks; `drop` is the dimension that a vector operand lent, counted from the end. */
function stacked(x: Tensor, y: Tensor, drop: number): Tensor {
  const [m, k] = x.shape.slice(-2) as [number, number];
  const n = y.shape.at(-1)!;
  const batch = broadcastShapes(x.shape.slice(0, -2), y.shape.slice(0, -2));
  const shape = [...batch, m, n].filter((_, i, all) => drop === 0 || i !== all.length + drop);
  // a stack times one matrix is a taller matrix times it
  if (y.ndim === 2) return mm(x.reshape([-1, k]), y).reshape(shape);
  if (x.shape.at(-1) !== y.shape.at(-2)) checkMatrices(x.reshape([-1, k]), y.reshape([y.shape.at(-2)!, -1]));
  const stack = (t: Tensor, rows: number, columns: number): Tensor =>
    t.expandTo(Layout.of([...batch, rows, columns])).reshape([batch.reduce((a, b) => a * b, 1), rows, columns]);
  return bmm(stack(x, m, k), stack(y, y.shape.at(-2)!, n)).reshape(shape);
}

/**
 * `input @ weightᵀ + bias`.
 *
 * - input: `[..., inFeatures]`, weight: `[outFeatures, inFeatures]` or `[inFeatures]`, bias: `[outFeatures]` or none
 *
 * @example
 * linear(ones([1, 2]), ones([3, 2]), zeros([3])).tolist() // => [[2, 2, 2]]
 */
export function linear(input: Tensor, weight: Tensor, bias: Tensor | null = null): Tensor {
  if (weight.ndim === 1) {
    const product = matmul(input, weight);
    return bias === null ? product : product.add(bias);
  }
  const transposed = weight.transpose(0, 1);
  if (input.ndim === 2 && bias !== null) return addmm(bias, input, transposed);
  if (input.ndim > 2 && bias !== null && input.layout.isContiguous)
    return addmm(bias, input.reshape([-1, input.shape.at(-1)!]), transposed).reshape([
      ...input.shape.slice(0, -1),
      weight.shape[0]!,
    ]);
  const product = matmul(input, transposed);
  return bias === null ? product : product.add(bias);
}
