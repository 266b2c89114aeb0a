import { noGrad } from "../autograd/grad-mode.js";
import { bool } from "../dtype.js";
import { unexpectedType } from "../errors/product.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { dimOfScalar } from "../errors/view.js";
import { broadcastShapes } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { warnOnce } from "../warnings.js";
import { record } from "./apply.js";
import { cat } from "./joining.js";
import { type NaryOp, naryOp } from "./record.js";
import { wrapDim } from "./view.js";

const crossOp: NaryOp<number> = naryOp<number>({
  name: "linalgCross",
  saves: [[1], [0]],
  // (dx × y) · g = dx · (y × g) and (x × dy) · g = dy · (g × x)
  gradients: [
    (grad, { attr: dim, inputs: [, y] }) => crossAlong(y!, grad, dim),
    (grad, { attr: dim, inputs: [x] }) => crossAlong(grad, x!, dim),
  ],
});

/** The attribute is the dimension, counted from the end. */
function crossAlong(x: Tensor, y: Tensor, dim: number): Tensor {
  const turned = (t: Tensor, by: number): Tensor => cat([t.narrow(dim, by, 3 - by), t.narrow(dim, 0, by)], dim);
  const result = noGrad(() =>
    turned(x, 1)
      .mul(turned(y, 2))
      .sub(turned(x, 2).mul(turned(y, 1))),
  );
  return record(crossOp, [x, y], dim, result);
}

/** Options of `linalg.cross`. */
export interface CrossOptions {
  /** The dimension that holds the three components; default the last. */
  readonly dim?: number | undefined;
}

/**
 * The cross products of vectors with three components; other dimensions broadcast.
 *
 * @throws {Error} unless both have as many dimensions and three components
 * @throws {TypeError} if the types differ
 * @example
 * linalg.cross(tensor([1, 0, 0]), tensor([0, 1, 0])).tolist() // => [0, 0, 1]
 */
export function linalgCross(x: Tensor, other: Tensor, { dim = -1 }: CrossOptions = {}): Tensor {
  const [a, b] = [x.layout, other.layout];
  if (a.ndim !== b.ndim) throw new Error("linalg.cross: inputs must have the same number of dimensions.");
  if (a.ndim === 0) throw dimOfScalar(dim);
  const d = wrapDim(dim, a.ndim);
  if (a.shape[d] !== 3 || b.shape[d] !== 3)
    throw new Error(`linalg.cross: inputs dimension ${dim} must have length 3. Got ${a.shape[d]} and ${b.shape[d]}`);
  broadcastShapes(a.shape, b.shape);
  if (x.dtype !== other.dtype) throw unexpectedType(x.dtype, other.dtype);
  if (x.dtype === bool) throw new UnsupportedKernelError("cross", bool);
  return crossAlong(x, other, d - a.ndim);
}

const unnamed =
  "Using torch.cross without specifying the dim arg is deprecated.\nPlease either pass the dim explicitly or simply use torch.linalg.cross.\nThe default value of dim will change to agree with that of linalg.cross in a future release.";

/**
 * The cross products of vectors with three components.
 *
 * @param dim the dimension that holds them; default the first of size 3
 * @throws {Error} if there is none
 * @throws {TypeError} if the types differ
 * @example
 * cross(tensor([1, 0, 0]), tensor([0, 1, 0]), 0).tolist() // => [0, 0, 1]
 */
export function cross(x: Tensor, other: Tensor, dim: number | null = null): Tensor {
  if (dim !== null) return linalgCross(x, other, { dim });
  warnOnce(unnamed);
  const first = x.layout.shape.indexOf(3);
  if (first < 0) throw new Error("no dimension of size 3 in input");
  return linalgCross(x, other, { dim: first });
}
