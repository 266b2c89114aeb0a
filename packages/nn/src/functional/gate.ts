import {
  Activation,
  addcmul,
  applyBinary,
  Binary,
  type BinaryOp,
  bfloat16,
  binaryOp,
  cat,
  float32,
  type NaryOp,
  naryOp,
  type Operand,
  onesLike,
  record,
  type Tensor,
  type UnaryOp,
  unaryOp,
} from "@flambeau/core";
import { activate, type InplaceOption } from "./activate.js";

const siluOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "silu",
  forward: (k, x, _, out, dtype) => k.activation(Activation.silu, x, [], out, dtype),
  saves: ["x"],
  // d(x s) = s (1 + x (1 - s)) dx with s = σ(x)
  dx: (grad, { x }) => {
    const s = x.sigmoid();
    return grad.mul(s).mul(addcmul(onesLike(x), x, s.rsub(1)));
  },
});

/**
 * `x` times `sigmoid(x)`, also known as swish.
 *
 * @example
 * functional.silu(tensor([-1.5, 2])) // => tensor([-0.2736,  1.7616])
 */
export function silu(input: Tensor, options: InplaceOption = {}): Tensor {
  return activate(siluOp, input, undefined, options);
}

const mishOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "mish",
  forward: (k, x, _, out, dtype) => k.activation(Activation.mish, x, [], out, dtype),
  saves: ["x"],
  // d(x t) = (t + x σ(x) (1 - t²)) dx with t = tanh(softplus(x))
  dx: (grad, { x }) => {
    const t = softplus(x).tanh();
    return grad.mul(t.add(x.mul(x.sigmoid()).mul(t.mul(t).rsub(1))));
  },
});

/**
 * `x` times `tanh(softplus(x))`.
 *
 * @example
 * functional.mish(tensor([-1.5, 2])) // => tensor([-0.2981,  1.9440])
 */
export function mish(input: Tensor, options: InplaceOption = {}): Tensor {
  return activate(mishOp, input, undefined, options);
}

const geluOp: UnaryOp<boolean> = unaryOp<boolean, "x">({
  name: "gelu",
  forward: (k, x, byTanh, out, dtype) => {
    const byErf = isPiecewise(x) ? Activation.geluPiecewise : Activation.gelu;
    k.activation(byTanh ? Activation.geluTanh : byErf, x, [], out, dtype);
  },
  saves: ["x"],
  dx: (grad, { x, attr: byTanh }) => {
    if (byTanh) return applyBinary(geluTanhGradOp, grad, x);
    return isPiecewise(x) ? applyBinary(geluGradOp, grad, x) : grad.mul(normalSlope(x));
  },
});

const geluGradOp: BinaryOp<void> = binaryOp<void, "y", "x" | "y">({
  name: "geluBackward",
  forward: (k, grad, x, out, dtype) => k.binary(Binary.geluGrad, grad, x, out, dtype),
  saves: { dx: ["y"], dy: ["x", "y"] },
  dx: (u, { y: x }) => applyBinary(geluGradOp, u, x),
  // d(Φ(x) + x φ(x)) = φ(x) (2 - x²) dx
  dy: (u, { x: grad, y: x }) => u.mul(grad).mul(density(x)).mul(x.mul(x).rsub(2)),
});

/** Where PyTorch leaves the computation to its library of layers. */
function isPiecewise({ dtype, layout }: Operand): boolean {
  return (dtype === float32 || dtype === bfloat16) && layout.isContiguous && layout.numel > 1;
}

/** d(x Φ(x)) = (Φ(x) + x φ(x)) dx */
function normalSlope(x: Tensor): Tensor {
  const cumulative = x.mul(Math.SQRT1_2).erf().add(1).mul(0.5);
  return cumulative.add(x.mul(density(x)));
}

/** φ(x) */
function density(x: Tensor): Tensor {
  return x
    .mul(x)
    .mul(-0.5)
    .exp()
    .mul(1 / Math.sqrt(2 * Math.PI));
}

const geluTanhGradOp: BinaryOp<void> = binaryOp<void, "y", "x" | "y">({
  name: "geluBackward",
  forward: (k, grad, x, out, dtype) => k.binary(Binary.geluTanhGrad, grad, x, out, dtype),
  saves: { dx: ["y"], dy: ["x", "y"] },
  dx: (u, { y: x }) => applyBinary(geluTanhGradOp, u, x),
  // with h = β x (1 + κ x²) and t = tanh(h): (1 - t²) (h' + x (h″ / 2 - t h'²)) dx, where x h″ / 2 = 3 β κ x²
  dy: (u, { x: grad, y: x }) => {
    const [beta, kappa] = [Math.sqrt(2 / Math.PI), 0.044715];
    const cubic = x.mul(x).mul(kappa);
    const t = cubic.add(1).mul(x).mul(beta).tanh();
    const rise = cubic.mul(3).add(1).mul(beta);
    const bend = rise.add(cubic.mul(3 * beta)).sub(x.mul(t).mul(rise).mul(rise));
    return u.mul(grad).mul(t.mul(t).rsub(1)).mul(bend);
  },
});

/** Option of `gelu`. */
export interface GeluOptions {
  /** `"tanh"` computes Φ by a formula with the hyperbolic tangent; default `"none"`. */
  readonly approximate?: "none" | "tanh";
}

/**
 * `x` times Φ(x), the share of a normal distribution below `x`.
 *
 * @throws {Error} if `approximate` is another word
 * @example
 * functional.gelu(tensor([-1.5, 2])) // => tensor([-0.1002,  1.9545])
 */
export function gelu(input: Tensor, { approximate = "none" }: GeluOptions = {}): Tensor {
  if (approximate !== "none" && approximate !== "tanh")
    throw new Error("approximate argument must be either none or tanh.");
  return activate(geluOp, input, approximate === "tanh", {});
}

interface Softplus {
  readonly beta: number;
  readonly threshold: number;
}
const softplusOp: UnaryOp<Softplus> = unaryOp<Softplus, "x">({
  name: "softplus",
  forward: (k, x, { beta, threshold }, out, dtype) =>
    k.activation(Activation.softplus, x, [beta, threshold], out, dtype),
  saves: ["x"],
  dx: (grad, { x, attr: { beta, threshold } }) => {
    const scaled = x.mul(beta);
    return grad.where(scaled.gt(threshold), grad.mul(scaled.sigmoid()));
  },
});

/**
 * A smooth `relu`, `log(1 + exp(beta x)) / beta`; `x` itself where `beta x` is above `threshold`.
 *
 * @param beta default 1
 * @param threshold default 20
 * @example
 * functional.softplus(tensor([-1.5, 2])) // => tensor([0.2014, 2.1269])
 */
export function softplus(input: Tensor, beta = 1, threshold = 20): Tensor {
  return activate(softplusOp, input, { beta, threshold }, {});
}

const logSigmoidOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "logSigmoid",
  forward: (k, x, _, out, dtype) => k.activation(Activation.logSigmoid, x, [], out, dtype),
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(x.neg().sigmoid()),
});

/**
 * The logarithm of `sigmoid(x)`.
 *
 * @example
 * functional.logsigmoid(tensor([-1.5, 2])) // => tensor([-1.7014, -0.1269])
 */
export function logsigmoid(input: Tensor): Tensor {
  return activate(logSigmoidOp, input, undefined, {});
}

/** The attribute is the dimension that is halved. */
const gluOp: NaryOp<number> = naryOp<number>({
  name: "glu",
  saves: [[0]],
  // d(a s) = s da + a s (1 - s) db with s = σ(b)
  gradients: [
    (grad, { inputs: [x], attr: dim }) => {
      const [a, b] = x!.chunk(2, dim) as [Tensor, Tensor];
      const s = b.sigmoid();
      return cat([grad.mul(s), s.rsub(1).mul(s).mul(a).mul(grad)], dim);
    },
  ],
});

/**
 * The first half of a dimension times the `sigmoid` of the second.
 *
 * @param dim default the last
 * @throws {Error} if its size is odd
 * @example
 * functional.glu(tensor([1.5, 2, 0, 1])) // => tensor([0.7500, 1.4621])
 */
export function glu(input: Tensor, dim = -1): Tensor {
  if (input.ndim === 0) throw new Error("glu does not support scalars because halving size must be even");
  const d = dim < 0 ? dim + input.ndim : dim;
  const size = input.shape[d];
  if (size === undefined)
    throw new RangeError(
      `Dimension out of range (expected to be in range of [${-input.ndim}, ${input.ndim - 1}], but got ${dim})`,
    );
  if (size % 2 !== 0) throw new Error(`Halving dimension must be even, but dimension ${d} is size ${size}`);
  const [a, b] = input.detach().chunk(2, d) as [Tensor, Tensor];
  return record(gluOp, [input], d, a.mul(b.sigmoid()));
}
