import { gradEnabled } from "../autograd/grad-mode.js";
import { cpu } from "../cpu/index.js";
import type { AdamStep } from "../kernels/optimizer.js";
import { isTracked, type Tensor } from "../tensor.js";
import { checkInPlace, countWrite } from "./in-place.js";
import { rootStep_ } from "./root-step.js";

export type { AdamStep };

/**
 * The step of Adam, written to `x` and its two averages: `average` moves to `gradient` by `weight`, `squares` are multiplied by `decay`
 * and grow by `gain gradient²`, and `x` is multiplied by `shrink` and grows by `value average / (√squares / scale + eps)`. It gives the
 * same elements as the methods one after the other, in one pass over memory. All tensors have the shape and the type of `x`.
 *
 * @throws {Error} if `x` is a leaf that requires a gradient, outside `noGrad`
 * @example
 * const [x, average, squares] = [zeros([2]), zeros([2]), zeros([2])];
 * const step = { weight: 0.5, decay: 0.5, gain: 0.25, scale: 1, eps: 0, value: -0.5, shrink: 1 };
 * adamStep_(x, tensor([2.5, -4.5]), average, squares, step);
 * x.tolist() // => [-0.5, 0.5]
 */
export function adamStep_(x: Tensor, gradient: Tensor, average: Tensor, squares: Tensor, step: AdamStep): Tensor {
  const all = [x, gradient, average, squares];
  const { dtype, layout } = x;
  const isRun = (t: Tensor): boolean => t.dtype === dtype && t.layout.isContiguous && t.layout.hasShapeOf(layout);
  if ((gradEnabled && all.some(isTracked)) || dtype !== dtype.compute || !all.every(isRun)) {
    const { weight, decay, gain, shrink } = step;
    if (shrink !== 1) x.mul_(shrink);
    average.lerp_(gradient, weight);
    squares.mul_(decay).addcmul_(gradient, gradient, { value: gain });
    return rootStep_(x, average, squares, step);
  }
  const written = [x, average, squares];
  for (const t of written) checkInPlace(t);
  cpu.adamStep(x, gradient, average, squares, step, dtype);
  for (const t of written) countWrite(t);
  return x;
}
