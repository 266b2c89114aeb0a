import { erf, float64, type GeneratorOption, noGrad, type Tensor, tensor as tensorOf, where } from "@flambeau/core";

/**
 * Draws from the normal distribution, restricted to [a, b].
 *
 * @param mean default 0
 * @param std standard deviation, default 1
 * @param a default -2
 * @param b default 2
 * @example
 * manualSeed(0);
 * init.truncNormal_(empty([2]), 0, 1, -0.5, 0.5) // => tensor([ 0.4033, -0.2934])
 */
export function truncNormal_(tensor: Tensor, mean = 0, std = 1, a = -2, b = 2, options: GeneratorOption = {}): Tensor {
  if (mean < a - 2 * std || mean > b + 2 * std)
    console.warn(
      "mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution of values may be incorrect.",
    );
  const inside = cumulative((b - mean) / std) - cumulative((a - mean) / std);
  return noGrad(() =>
    inside > 0.3 ? redraw(tensor, mean, std, a, b, options) : reject(tensor, mean, std, a, b, options),
  );
}

/** The distribution function of the standard normal distribution. */
function cumulative(x: number): number {
  return (1 + Number(erf(tensorOf(x / Math.sqrt(2), { dtype: float64 })).item())) / 2;
}

/** Most draws fall inside: those that do not are drawn again. */
function redraw(tensor: Tensor, mean: number, std: number, a: number, b: number, options: GeneratorOption): Tensor {
  const bounds = tensorOf([a, b], { dtype: tensor.dtype });
  let result = tensor.normal_(mean, std, options);
  for (;;) {
    const outside = result.lt(bounds.select(0, 0)).logicalOr(result.gt(bounds.select(0, 1)));
    if (!outside.any().item()) break;
    result = where(outside, result.detach().clone().normal_(mean, std, options), result);
  }
  return result === tensor ? tensor : tensor.copy_(result);
}

/** Few draws would: uniform ones are accepted with a probability that follows the density. */
function reject(tensor: Tensor, mean: number, std: number, a: number, b: number, options: GeneratorOption): Tensor {
  const peak = -0.5 * ((Math.max(a, Math.min(mean, b)) - mean) / std) ** 2;
  const tooHigh = (x: Tensor): Tensor => {
    const density = x.sub(mean).div(std).pow(2).mul(-0.5).sub(peak);
    return density.clone().uniform_(0, 1, options).log().gt(density);
  };
  let result = tensor.uniform_(a, b, options);
  let pending = tooHigh(result);
  while (pending.any().item()) {
    const next = result.clone().uniform_(a, b, options);
    result = where(pending, next, result);
    pending = pending.logicalAnd(tooHigh(next));
  }
  return result === tensor ? tensor : tensor.copy_(result);
}
