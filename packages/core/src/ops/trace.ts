import { bool, int64 } from "../dtype.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { filled } from "./creation.js";
import { diagonalAt, diagonalOp } from "./part.js";
import { embed, partOf, seenAs } from "./placement.js";
import { type UnaryOp, unaryOp } from "./record.js";

const mainDiagonal = diagonalAt(2, 0, 0, 1);

const traceOp: UnaryOp<void> = unaryOp({
  name: "trace",
  layout: () => Layout.scalar,
  // a product with ones, because that adds in order
  forward: (k, x, _, out, dtype) => {
    const part = partOf(x, diagonalOp, mainDiagonal);
    const ones = filled(Layout.of([part.layout.numel, 1]), 1, dtype, {});
    k.matmul(seenAs(part, part.layout.unsqueeze(0)), ones, seenAs(out, Layout.of([1, 1])));
  },
  dx: (grad, { xLayout }) => {
    const diagonal = diagonalOp.layout(xLayout, mainDiagonal);
    return embed(grad.expandTo(diagonal), diagonalOp, mainDiagonal, xLayout);
  },
});

/**
 * The sum of the diagonal of a matrix; integers give int64.
 *
 * @throws {Error} unless `x` is a matrix
 * @example
 * trace(tensor([[1, 2], [3, 4]])).item() // => 5
 */
export function trace(x: Tensor): Tensor {
  if (x.layout.ndim !== 2) throw new Error(`trace: expected a matrix, but got tensor with dim ${x.layout.ndim}`);
  if (x.dtype === bool) throw new UnsupportedKernelError("trace", bool);
  return applyUnary(traceOp, x, undefined, x.dtype.isFloatingPoint ? x.dtype : int64);
}
