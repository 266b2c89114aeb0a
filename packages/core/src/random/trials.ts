import { type ElementArray, type FloatArray, IntegerWriter } from "./elements.js";
import type { Generator } from "./generator.js";
import { shown } from "./limits.js";

/**
 * Fills with 1 with probability `p`, else 0: `torch.Tensor.bernoulli_(p)`. Two draws per element.
 *
 * @throws if `p` is outside [0, 1]
 */
export function fillBernoulli(out: ElementArray, p: number, generator: Generator): void {
  if (!(p >= 0 && p <= 1)) throw new Error(`bernoulli_ expects p to be in [0, 1], but got p=${shown(p)}`);
  const writer = new IntegerWriter(out);
  for (let i = 0; i < out.length; i++) writer.write(i, generator.engine.uniform53() < p ? 1 : 0);
}

/**
 * Fills element i with 1 with probability `p[i]`, else 0: `torch.bernoulli`, and `torch.Tensor.bernoulli_` of a tensor.
 *
 * Probabilities in float64 take two draws each; all other types, given as float32, one.
 *
 * @throws if a probability is outside [0, 1]
 */
export function fillBernoulliEach(out: ElementArray, p: FloatArray, generator: Generator): void {
  for (let i = 0; i < p.length; i++) {
    if (!(p[i]! >= 0 && p[i]! <= 1)) {
      throw new Error(
        `bernoulli: ${shown(p[i]!)} is no probability. Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to Flambeau.)`,
      );
    }
  }
  const { engine } = generator;
  const writer = new IntegerWriter(out);
  const double = p instanceof Float64Array;
  for (let i = 0; i < out.length; i++) {
    const u = double ? engine.uniform53() : engine.uniform24();
    writer.write(i, u < p[i]! ? 1 : 0);
  }
}

/**
 * Fills with the factors of `dropout(x, p)`: 0 with probability `p`, else 1 / (1 - p). No draws if `p` is 0 or 1.
 *
 * For half types the caller rounds the float32 factors.
 *
 * @throws if `p` is outside [0, 1]
 */
export function fillDropout(out: FloatArray, p: number, generator: Generator): void {
  if (!(p >= 0 && p <= 1)) throw new Error(`dropout probability has to be between 0 and 1, but got ${p}`);
  if (p === 0 || p === 1) {
    out.fill(1 - p);
    return;
  }
  const keep = 1 - p;
  const factor = out instanceof Float64Array ? 1 / keep : Math.fround(1 / Math.fround(keep));
  generator.engine.fillBelow(out, keep, factor);
}

/**
 * Fills with the number of trials up to the first success, each succeeding with probability `p`: `torch.Tensor.geometric_`.
 *
 * @throws if `p` is outside (0, 1)
 */
export function fillGeometric(out: ElementArray, p: number, generator: Generator): void {
  if (!(p > 0 && p < 1)) throw new Error(`geometric_ expects p to be in (0, 1), but got p=${shown(p)}`);
  const writer = new IntegerWriter(out);
  const logFailure = Math.log1p(-p);
  for (let i = 0; i < out.length; i++) {
    writer.write(i, Math.ceil(Math.log(generator.engine.uniform53()) / logFailure));
  }
}
