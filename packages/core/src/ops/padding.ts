import { Layout, type Shape } from "../layout.js";
import { numberOf, type Scalar } from "../scalar.js";
import type { Operand, Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { checkFits } from "./operand.js";
import { denseOrder } from "./order.js";
import { sliceOp } from "./part.js";
import { partOf } from "./placement.js";
import { type UnaryOp, unaryOp } from "./record.js";

interface Padding {
  /** What each dimension gains in front of its elements and behind them; negative takes away. */
  readonly pads: readonly (readonly [before: number, after: number])[];
  readonly value: Scalar;
}

/** What is left of `x` where pads take away. */
function trimmed(x: Operand, pads: Padding["pads"]): Operand {
  return pads.reduce((part, [before, after], dim) => {
    const start = Math.max(-before, 0);
    const length = part.layout.shape[dim]! - start - Math.max(-after, 0);
    return partOf(part, sliceOp, { dim, start, length, step: 1 });
  }, x);
}

const inverse = (pads: Padding["pads"]): Padding["pads"] => pads.map(([before, after]) => [-before, -after]);

const constantPadNdOp: UnaryOp<Padding> = unaryOp<Padding>({
  name: "constantPadNd",
  layout: (x, { pads }) => {
    const adds = pads.some(([before, after]) => before > 0 || after > 0);
    const layout = Layout.of(x.shape.map((size, d) => size + pads[d]![0] + pads[d]![1]));
    return adds ? layout : denseOrder(Layout.strided(layout.shape, x.strides));
  },
  forward: (k, x, { pads, value }, out) => {
    k.fill(out, numberOf(value));
    k.copy(trimmed(x, pads), trimmed(out, inverse(pads)));
  },
  dx: (grad, { attr: { pads } }) => applyUnary(constantPadNdOp, grad, { pads: inverse(pads), value: 0 }),
});

/**
 * `x` with `value` (default 0) around it.
 *
 * @param pads what the last dimension gains in front and behind, then the one before it, and so on; negative numbers take away
 * @throws {Error} if there are pads for more dimensions than there are, or if a dimension has less than is taken away
 * @example
 * constantPadNd(tensor([[1, 2]]), [1, 0, 0, 1]).tolist() // => [[0, 1, 2], [0, 0, 0]]
 */
export function constantPadNd(x: Tensor, pads: Shape, value: Scalar = 0): Tensor {
  const { shape, ndim } = x.layout;
  if (pads.length % 2 !== 0) throw new Error(`Length of pad must be even but instead it equals ${pads.length}`);
  if (pads.length > 2 * ndim)
    throw new Error(
      `Length of pad should be no more than twice the number of dimensions of the input. Pad length is ${pads.length}while the input has ${ndim}dimensions.`,
    );
  const perDim = shape.map((_, d) => [pads[2 * (ndim - d - 1)] ?? 0, pads[2 * (ndim - d) - 1] ?? 0] as const);
  if (perDim.some(([before, after], d) => shape[d]! < Math.max(-before, 0) + Math.max(-after, 0)))
    throw new Error("narrow(): length must be non-negative.");
  checkFits(numberOf(value), x.dtype);
  return applyUnary(constantPadNdOp, x, { pads: perDim, value });
}
