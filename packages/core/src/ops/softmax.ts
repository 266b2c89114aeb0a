import { noGrad } from "../autograd/grad-mode.js";
import { type DType, getDefaultDtype } from "../dtype.js";
import { UnsupportedKernelError } from "../errors/type.js";
import type { Tensor } from "../tensor.js";
import { applyBinary, applyUnary, record } from "./apply.js";
import { toDtype } from "./conversion.js";
import type { KeepdimOptions } from "./extrema.js";
import { checkTensor } from "./kinds.js";
import { type Dims, type Over, over, restore } from "./over.js";
import { type BinaryOp, binaryOp, naryOp, type UnaryOp, unaryOp } from "./record.js";
import { wrapDim } from "./view.js";

/** Options of `softmax` and `logSoftmax`. */
export interface SoftmaxOptions {
  /** The type to convert to first, and of the result. */
  readonly dtype?: DType | null | undefined;
}

function prepare(kernel: string, x: Tensor, dim: number, { dtype = null }: SoftmaxOptions): [Tensor, number] {
  checkTensor(kernel, x);
  const d = wrapDim(dim, x.layout.ndim);
  const input = dtype === null ? x : toDtype(x, dtype);
  if (!input.dtype.isFloatingPoint && x.layout.numel > 0) {
    const isLast = d >= x.layout.ndim - 1;
    throw new UnsupportedKernelError(isLast ? `${kernel}_lastdim_kernel_impl` : `${kernel}_kernel_impl`, input.dtype);
  }
  return [input, d];
}

const softmaxOp: UnaryOp<number> = unaryOp<number, "output">({
  name: "softmax",
  forward: (k, x, dim, out) => k.softmax(x, dim, out),
  saves: ["output"],
  dx: (grad, { output, attr: dim }) => grad.softmaxGrad(output, dim),
});

const softmaxGradOp: BinaryOp<number> = binaryOp<number, "y", "x" | "y">({
  name: "softmaxBackwardData",
  forward: (k, grad, output, out, _, dim) => k.softmaxGrad(grad, output, dim, out),
  saves: { dx: ["y"], dy: ["x", "y"] },
  dx: (gradGrad, { y: output, attr: dim }) => gradGrad.softmaxGrad(output, dim),
  // d((g - Σ g y) y) = (g - Σ g y) dy - y Σ g dy
  dy: (gradGrad, { x: grad, y: output, attr: dim }) => {
    const total = (v: Tensor): Tensor => v.mul(output).sum(dim, { keepdim: true });
    return gradGrad
      .mul(grad)
      .sub(total(grad).mul(gradGrad))
      .sub(grad.mul(total(gradGrad)));
  },
});

/** (g - Σ g y) y along `dim`. */
export function softmaxGrad(grad: Tensor, output: Tensor, dim: number): Tensor {
  return applyBinary(softmaxGradOp, grad, output, dim);
}

/**
 * eˣ / Σ eˣ along `dim`.
 *
 * @throws {UnsupportedKernelError} for integers without a `dtype`
 * @example
 * softmax(tensor([0.5, 0.5]), 0).tolist() // => [0.5, 0.5]
 */
export function softmax(x: Tensor, dim: number, options: SoftmaxOptions = {}): Tensor {
  const [input, d] = prepare("softmax", x, dim, options);
  return applyUnary(softmaxOp, input, d);
}

const logSoftmaxOp: UnaryOp<number> = unaryOp<number, "output">({
  name: "logSoftmax",
  forward: (k, x, dim, out) => k.logSoftmax(x, dim, out),
  saves: ["output"],
  dx: (grad, { output, attr: dim }) => grad.logSoftmaxGrad(output, dim),
});

const logSoftmaxGradOp: BinaryOp<number> = binaryOp<number, "y", "x" | "y">({
  name: "logSoftmaxBackwardData",
  forward: (k, grad, output, out, _, dim) => k.logSoftmaxGrad(grad, output, dim, out),
  saves: { dx: ["y"], dy: ["x", "y"] },
  // d(g - eʸ Σ g) = dg - eʸ Σ dg - eʸ Σ g dy
  dx: (gradGrad, { y: output, attr: dim }) => gradGrad.sub(gradGrad.mul(output.exp()).sum(dim, { keepdim: true })),
  dy: (gradGrad, { x: grad, y: output, attr: dim }) =>
    grad.sum(dim, { keepdim: true }).neg().mul(output.exp()).mul(gradGrad),
});

/** g - eʸ Σ g along `dim`. */
export function logSoftmaxGrad(grad: Tensor, output: Tensor, dim: number): Tensor {
  return applyBinary(logSoftmaxGradOp, grad, output, dim);
}

/**
 * The logarithm of `softmax`, computed without its underflow.
 *
 * @throws {UnsupportedKernelError} for integers without a `dtype`
 * @example
 * logSoftmax(tensor([0.0, 0.0]), 0, { dtype: float64 }).tolist() // => [-0.6931471805599453, -0.6931471805599453]
 */
export function logSoftmax(x: Tensor, dim: number, options: SoftmaxOptions = {}): Tensor {
  const [input, d] = prepare("log_softmax", x, dim, options);
  return applyUnary(logSoftmaxOp, input, d);
}

const logsumexpOp = naryOp<Over>({
  name: "logsumexp",
  saves: [[0, "output"]],
  gradients: [
    (grad, { attr, inputs: [x], outputs: [output] }) => restore(grad, attr).mul(x!.sub(restore(output!, attr)).exp()),
  ],
});

/**
 * log Σ eˣ over dimensions, without overflow. Integers give the default float.
 *
 * @param dim one dimension or several
 * @example
 * logsumexp(tensor([1000.5, -1000.5]), 0).item() // => 1000.5
 */
export function logsumexp(x: Tensor, dim: Dims, { keepdim = false }: KeepdimOptions = {}): Tensor {
  const input = x.dtype.isFloatingPoint ? x : toDtype(x, getDefaultDtype());
  const attr = over(x.layout, dim, keepdim);
  const output = noGrad(() => {
    const { dims } = attr;
    if (input.layout.numel === 0) return input.exp().sum(dims, { keepdim }).log();
    const largest = input.amax(dims, { keepdim: true });
    const shift = largest.where(largest.abs().ne(Number.POSITIVE_INFINITY), 0);
    return input.sub(shift).exp().sum(dims, { keepdim }).log().add(shift.reshape(attr.layout.shape));
  });
  return record(logsumexpOp, [input], attr, output);
}
