import { Activation, maskByBlocks, type Tensor, type UnaryOp, unaryOp, where } from "@flambeau/core";
import { activate, type InplaceOption } from "./activate.js";

/** Factors of the negative side, the positive side and the exponent. */
interface Scales {
  readonly negative: number;
  readonly positive: number;
  readonly inner: number;
  /** That of the exponent in the gradient; default `inner`. */
  readonly gradInner?: number;
}

/* @__NO_SIDE_EFFECTS__ */
function eluLike(gradName: string): UnaryOp<Scales> {
  return unaryOp<Scales, "x">({
    name: "elu",
    gradName,
    forward: (k, x, { negative, positive, inner }, out, dtype) =>
      k.activation(Activation.elu, x, [negative, positive, inner], out, dtype),
    saves: ["x"],
    // d(a (exp(bx) - 1)) = ab exp(bx) dx; the exponent is kept from overflowing where it is not used
    dx: (grad, { x, attr: { negative, positive, inner, gradInner = inner } }) => {
      const isPositive = maskByBlocks(
        x,
        (x) => x.gt(0),
        (x) => x.le(0).logicalNot(),
      );
      const slope = x
        .clamp(null, 0)
        .mul(gradInner)
        .exp()
        .mul(gradInner * negative);
      return where(isPositive, grad.mul(positive), grad.mul(slope));
    },
  });
}
const eluOp = eluLike("EluBackward0");
const celuOp = eluLike("CeluBackward0");

/**
 * `x` where it is positive, else `alpha (exp(x) - 1)`.
 *
 * @param alpha default 1
 * @example
 * functional.elu(tensor([-1.5, 2])) // => tensor([-0.7769,  2.0000])
 */
export function elu(input: Tensor, alpha = 1, options: InplaceOption = {}): Tensor {
  return activate(eluOp, input, { negative: alpha, positive: 1, inner: 1 }, options);
}

const seluAlpha = 1.6732632423543772848170429916717;
const seluScale = 1.0507009873554804934193349852946;

/**
 * `elu` with the scales that keep mean and variance from layer to layer.
 *
 * @example
 * functional.selu(tensor([-1.5, 2])) // => tensor([-1.3658,  2.1014])
 */
export function selu(input: Tensor, options: InplaceOption = {}): Tensor {
  return activate(eluOp, input, { negative: seluAlpha * seluScale, positive: seluScale, inner: 1 }, options);
}

/**
 * `x` where it is positive, else `alpha (exp(x / alpha) - 1)`, which has no kink.
 *
 * @param alpha default 1
 * @throws {Error} if `alpha` is 0
 * @example
 * functional.celu(tensor([-1.5, 2]), 2) // => tensor([-1.0553,  2.0000])
 */
export function celu(input: Tensor, alpha = 1, options: InplaceOption = {}): Tensor {
  if (alpha === 0) throw new Error("ZeroDivisionError: alpha cannot be 0 for CELU");
  // the gradient takes `alpha` in single precision, whatever the type
  const scales = { negative: alpha, positive: 1, inner: 1 / alpha, gradInner: 1 / Math.fround(alpha) };
  return activate(celuOp, input, scales, options);
}
