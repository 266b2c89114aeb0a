import {
  Activation,
  finfo,
  maskByBlocks,
  shrinkGrad,
  type Tensor,
  type UnaryOp,
  UnsupportedKernelError,
  unaryOp,
  where,
} from "@flambeau/core";
import { activate, type InplaceOption } from "./activate.js";

/** In single precision for every type. */
const sixth = Math.fround(1 / 6);

const hardsigmoidOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "hardsigmoid",
  forward: (k, x, _, out, dtype) => k.activation(Activation.hardsigmoid, x, [], out, dtype),
  saves: ["x"],
  dx: (grad, { x }) => where(x.gt(-3).logicalAnd(x.lt(3)), grad.mul(sixth), 0),
});

/**
 * A sigmoid of three straight lines, `min(max(x + 3, 0), 6) / 6`.
 *
 * @example
 * functional.hardsigmoid(tensor([-4, 0, 1.5])) // => tensor([0.0000, 0.5000, 0.7500])
 */
export function hardsigmoid(input: Tensor, options: InplaceOption = {}): Tensor {
  return activate(hardsigmoidOp, input, undefined, options);
}

const hardswishOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "hardswish",
  forward: (k, x, _, out, dtype) => k.activation(Activation.hardswish, x, [], out, dtype),
  saves: ["x"],
  dx: (grad, { x }) => {
    const isSteep = maskByBlocks(
      x,
      (x) => x.ge(3),
      (x) => x.lt(3).logicalNot(),
    );
    return where(x.le(-3), 0, where(isSteep, grad, grad.mul(x.div(3).add(0.5))));
  },
});

/**
 * `x` times `hardsigmoid(x)`.
 *
 * @example
 * functional.hardswish(tensor([-1, 0, 1.5])) // => tensor([-0.3333,  0.0000,  1.1250])
 */
export function hardswish(input: Tensor, options: InplaceOption = {}): Tensor {
  return activate(hardswishOp, input, undefined, options);
}

const softshrinkOp: UnaryOp<number> = unaryOp<number, "x">({
  name: "softshrink",
  forward: (k, x, lambda, out, dtype) => k.activation(Activation.softshrink, x, [lambda], out, dtype),
  saves: ["x"],
  dx: (grad, { x, attr: lambda }) => shrinkGrad(grad, x, lambda),
});

/**
 * Moves `x` by `lambd` towards 0, and to 0 what is nearer.
 *
 * @param lambd default 0.5
 * @throws {Error} if `lambd` is negative
 * @example
 * functional.softshrink(tensor([-2, 0.3, 1])) // => tensor([-1.5000,  0.0000,  0.5000])
 */
export function softshrink(input: Tensor, lambd = 0.5): Tensor {
  const { dtype } = input;
  if (!dtype.isFloatingPoint) throw new UnsupportedKernelError("softshrink_check", dtype);
  const { max } = finfo(dtype);
  if (!(lambd >= 0 && lambd <= max))
    throw new Error(
      `lambda must be in range [0, ${Number(max.toPrecision(6))}] for input dtype ${dtype.title}, but found ${lambd}`,
    );
  return activate(softshrinkOp, input, lambd, {});
}

/**
 * `x - tanh(x)`.
 *
 * @example
 * functional.tanhshrink(tensor([0, 1])) // => tensor([0.0000, 0.2384])
 */
export function tanhshrink(input: Tensor): Tensor {
  return input.sub(input.tanh());
}

/**
 * `x / (1 + |x|)`.
 *
 * @example
 * functional.softsign(tensor([-1, 3])) // => tensor([-0.5000,  0.7500])
 */
export function softsign(input: Tensor): Tensor {
  return input.div(input.abs().add(1));
}
