import { inWholeBlocks } from "../kernels/activation.js";
import type { Tensor } from "../tensor.js";
import { cat } from "./joining.js";

/**
 * A mask that is asked for in one way in whole blocks of PyTorch's vector kernels, and in another for the rest: the two agree but
 * for NaN.
 *
 * @example
 * maskByBlocks(tensor([NaN, 2]), (x) => x.gt(0), (x) => x.le(0).logicalNot()).tolist() // => [true, true]
 */
export function maskByBlocks(x: Tensor, inBlocks: (x: Tensor) => Tensor, alone: (x: Tensor) => Tensor): Tensor {
  const count = x.layout.numel;
  const whole = x.layout.isContiguous ? inWholeBlocks(count, x.dtype) : 0;
  if (whole === 0) return alone(x);
  if (whole === count) return inBlocks(x);
  const run = x.detach().view([count]);
  return cat([inBlocks(run.narrow(0, 0, whole)), alone(run.narrow(0, whole, count - whole))]).view(x.shape);
}
