import { fma64 } from "../numeric/fma.js";
import type { FloatArray } from "./elements.js";
import type { Generator } from "./generator.js";
import { shown } from "./limits.js";
import { nextNormal } from "./normal.js";

// All of these compute in double precision and round once to the element type. For half types the caller fills a
// Float32Array and converts.

/**
 * Fills with the waiting times of a process of `rate` events per unit: `torch.Tensor.exponential_`.
 *
 * @throws if `rate` is not positive
 */
export function fillExponential(out: FloatArray, rate: number, generator: Generator): void {
  if (!(rate > 0)) throw new Error(`exponential_ expects lambda > 0.0, but found lambda=${shown(rate)}`);
  const scale = -1 / rate;
  for (let i = 0; i < out.length; i++) out[i] = scale * Math.log1p(-generator.engine.uniform53());
}

/**
 * Fills with numbers of the Cauchy distribution around `median`: `torch.Tensor.cauchy_`.
 *
 * @throws if `sigma` is not positive
 */
export function fillCauchy(out: FloatArray, median: number, sigma: number, generator: Generator): void {
  if (!(sigma > 0)) throw new Error(`cauchy_ expects sigma > 0.0, but found sigma=${shown(sigma)}`);
  for (let i = 0; i < out.length; i++) {
    out[i] = fma64(sigma, Math.tan(Math.PI * (generator.engine.uniform53() - 0.5)), median);
  }
}

/**
 * Fills with numbers whose logarithm is normal with `mean` and `std`: `torch.Tensor.log_normal_`.
 *
 * @throws if `std` is not positive
 */
export function fillLogNormal(out: FloatArray, mean: number, std: number, generator: Generator): void {
  if (!(std > 0)) throw new Error(`log_normal_ expects std > 0.0, but found std=${shown(std)}`);
  for (let i = 0; i < out.length; i++) out[i] = Math.exp(nextNormal(generator, mean, std));
}
