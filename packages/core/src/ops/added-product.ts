import { cpu } from "../cpu/index.js";
import { notSameSize } from "../errors/product.js";
import { Binary } from "../kernels/elementwise.js";
import { Layout, type Shape } from "../layout.js";
import { numberOf, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { checkInPlace, recordInPlace } from "./in-place.js";
import { type NaryOp, naryOp } from "./record.js";

// `beta * input + alpha * product`, where `input` is broadcast to the shape of the product.

/** Factors of `addmm` and its kin. */
export interface BetaAlpha {
  /** Factor of the added tensor; default 1. If it is 0, the tensor counts for nothing, NaN included. */
  readonly beta?: Scalar | undefined;
  /** Factor of the product; default 1. */
  readonly alpha?: Scalar | undefined;
}
export interface Factors {
  readonly beta: Scalar;
  readonly alpha: Scalar;
}
export function factorsOf({ beta = 1, alpha = 1 }: BetaAlpha): Factors {
  return { beta, alpha };
}

/** The gradient of one factor of a product, given the other one and its own layout. */
type Formula = (grad: Tensor, other: Tensor, own: Layout) => Tensor;

/** The added tensor takes the gradient as it is, times `beta`. */
export function addedProductOp(name: string, da: Formula, db: Formula): NaryOp<Factors> {
  return naryOp<Factors>({
    name,
    saves: [[], [2], [1]],
    gradients: [
      (grad, { attr }) => times(grad, attr.beta),
      (grad, { attr, inputs, layouts }) => times(da(grad, inputs[2]!, layouts[1]!), attr.alpha),
      (grad, { attr, inputs, layouts }) => times(db(grad, inputs[1]!, layouts[2]!), attr.alpha),
    ],
  });
}

function times(x: Tensor, factor: Scalar): Tensor {
  return factor === 1 ? x : x.mul(factor);
}

/** Adds into `product`, which the caller has just computed. */
export function addInto(product: Tensor, input: Tensor, { beta, alpha }: Factors): Tensor {
  const { dtype } = product;
  const factor = (value: Scalar): number | bigint => {
    const number = numberOf(value);
    return dtype.isFloatingPoint || typeof number === "bigint" ? number : Math.trunc(number);
  };
  if (alpha !== 1) cpu.scalar(Binary.mul, product, factor(alpha), product, dtype);
  if (beta === 1) cpu.binary(Binary.add, product, input, product, dtype);
  else if (factor(beta) !== 0) cpu.addScaled(product, input, factor(beta), product, dtype);
  return product;
}

/** What the in-place form does with a result computed beside `x`. */
export function overwrite(
  op: NaryOp<Factors>,
  x: Tensor,
  a: Tensor,
  b: Tensor,
  factors: Factors,
  result: Tensor,
): Tensor {
  checkInPlace(x);
  cpu.copy(result, x);
  return recordInPlace(op, [x, a, b], factors);
}

/** In place only what has the shape of the product fits; it is not broadcast. */
export function checkSize(x: Tensor, shape: Shape): void {
  if (!x.layout.hasShapeOf(Layout.of(shape))) throw notSameSize(x.layout.shape, shape);
}
