import { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyBinary } from "./apply.js";
import { type BinaryOp, binaryOp } from "./record.js";

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
 * @example
 * mm(ones([2, 3]), ones([3, 1])).tolist() // => [[3], [3]]
 */
export function mm(x: Tensor, y: Tensor): Tensor {
  const [a, b] = [x.layout.shape, y.layout.shape];
  if (a.length !== 2) throw new Error("self must be a matrix");
  if (b.length !== 2) throw new Error("mat2 must be a matrix");
  if (a[1] !== b[0]) throw new Error(`mat1 and mat2 shapes cannot be multiplied (${a.join("x")} and ${b.join("x")})`);
  if (x.dtype !== y.dtype)
    throw new Error(`expected m1 and m2 to have the same dtype, but got: ${x.dtype.title} != ${y.dtype.title}`);
  return applyBinary(mmOp, x, y);
}
