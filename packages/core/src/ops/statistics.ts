import { cpu } from "../cpu/index.js";
import type { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary, empty, recordMulti } from "./apply.js";
import { checkTensor } from "./kinds.js";
import { countOver, type Dims, type Over, over, restore } from "./over.js";
import { multiOp, type UnaryOp, unaryOp } from "./record.js";

/** Options of variances and standard deviations. */
export interface VarianceOptions {
  /** The divisor is the count of elements minus this; default 1. */
  readonly correction?: number | null | undefined;
  /** Another word for `correction`: true is 1, false is 0. */
  readonly unbiased?: boolean | undefined;
  /** Whether reduced dimensions stay, with size 1; default false. */
  readonly keepdim?: boolean | undefined;
}

interface Spread extends Over {
  readonly correction: number;
}

function spread(op: string, x: Tensor, dim: Dims | undefined, options: VarianceOptions): Spread {
  checkTensor(op, x);
  if (!x.dtype.isFloatingPoint) {
    const what = op === "var" || op === "std" ? "std and var only" : `${op} only`;
    throw new TypeError(`${what} support floating point and complex dtypes`);
  }
  const { unbiased, keepdim } = options;
  const correction = options.correction ?? (unbiased === false ? 0 : 1);
  const along = over(x.layout, dim, keepdim);
  if ((along.layout.numel === 0 ? 0 : countOver(x.layout, along)) <= correction)
    console.warn(
      `${op}(): degrees of freedom is <= 0. Correction should be strictly less than the reduction factor (input numel divided by output numel).`,
    );
  return { ...along, correction };
}

const layoutOf = (_: Layout, { layout }: Spread): Layout => layout;

/** d var = 2 / (n - c) (x - mean) dx */
function varianceGradient(grad: Tensor, x: Tensor, attr: Spread): Tensor {
  const factor = 2 / (countOver(x.layout, attr) - attr.correction);
  return restore(grad, attr)
    .mul(factor)
    .mul(x.sub(x.mean(attr.dims, { keepdim: true })));
}

/** d std = d var / (2 std) */
function deviationGradient(grad: Tensor, x: Tensor, output: Tensor, attr: Spread): Tensor {
  return varianceGradient(grad.div(output.mul(2)).where(output.ne(0), 0), x, attr);
}

const varOp: UnaryOp<Spread> = unaryOp<Spread, "x">({
  name: "var",
  forward: (k, x, { dims, correction }, out) => k.variance(x, dims, correction, false, out, null),
  layout: layoutOf,
  saves: ["x"],
  dx: (grad, { x, attr }) => varianceGradient(grad, x, attr),
});

/**
 * Variance of the elements, or over dimensions. Warns if there are too few of them for the correction.
 *
 * @param dim one dimension or several; default all
 * @throws {TypeError} for integers
 * @example
 * variance(tensor([1.0, 2.5, 4.0])).item() // => 2.25
 */
export function variance(x: Tensor, dim?: Dims, options: VarianceOptions = {}): Tensor {
  return applyUnary(varOp, x, spread("var", x, dim, options));
}

const stdOp: UnaryOp<Spread> = unaryOp<Spread, "x" | "output">({
  name: "std",
  forward: (k, x, { dims, correction }, out) => k.variance(x, dims, correction, true, out, null),
  layout: layoutOf,
  saves: ["x", "output"],
  dx: (grad, { x, output, attr }) => deviationGradient(grad, x, output, attr),
});

/**
 * Standard deviation of the elements, or over dimensions. Warns if there are too few of them for the correction.
 *
 * @param dim one dimension or several; default all
 * @throws {TypeError} for integers
 * @example
 * std(tensor([1.0, 2.5, 4.0])).item() // => 1.5
 */
export function std(x: Tensor, dim?: Dims, options: VarianceOptions = {}): Tensor {
  return applyUnary(stdOp, x, spread("std", x, dim, options));
}

function withMean(
  grads: readonly (Tensor | null)[],
  x: Tensor,
  attr: Spread,
  ofSpread: (grad: Tensor) => Tensor,
): Tensor | null {
  const [grad, meanGrad] = grads;
  const a = grad == null ? null : ofSpread(grad);
  const b = meanGrad == null ? null : restore(meanGrad, attr).div(countOver(x.layout, attr)).expandTo(x.layout);
  return a === null ? b : b === null ? a : a.add(b);
}

const varMeanOp = multiOp<Spread>({
  name: "varMean",
  saves: [[0]],
  gradients: [(grads, { attr, inputs: [x] }) => withMean(grads, x!, attr, (grad) => varianceGradient(grad, x!, attr))],
});

/**
 * Variance and mean at once.
 *
 * @example
 * varMean(tensor([1.0, 2.5, 4.0])).map((x) => x.item()) // => [2.25, 2.5]
 */
export function varMean(x: Tensor, dim?: Dims, options: VarianceOptions = {}): [Tensor, Tensor] {
  return spreadAndMean(varMeanOp, x, spread("varMean", x, dim, options), false);
}

const stdMeanOp = multiOp<Spread>({
  name: "stdMean",
  saves: [[0, "output"]],
  gradients: [
    (grads, { attr, inputs: [x], outputs: [output] }) =>
      withMean(grads, x!, attr, (grad) => deviationGradient(grad, x!, output!, attr)),
  ],
});

/**
 * Standard deviation and mean at once.
 *
 * @example
 * stdMean(tensor([1.0, 2.5, 4.0])).map((x) => x.item()) // => [1.5, 2.5]
 */
export function stdMean(x: Tensor, dim?: Dims, options: VarianceOptions = {}): [Tensor, Tensor] {
  return spreadAndMean(stdMeanOp, x, spread("stdMean", x, dim, options), true);
}

function spreadAndMean(op: typeof varMeanOp, x: Tensor, attr: Spread, root: boolean): [Tensor, Tensor] {
  const out = empty(attr.layout, x.dtype);
  const means = empty(attr.layout, x.dtype);
  cpu.variance(x, attr.dims, attr.correction, root, out, means);
  recordMulti(op, [x], attr, [out, means]);
  return [out, means];
}

export { variance as var };
