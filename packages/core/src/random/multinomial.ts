import { type ElementArray, type FloatArray, type HalfName, IntegerWriter } from "./elements.js";
import type { Generator } from "./generator.js";
import { roundToHalf } from "./uniform.js";

/**
 * Fills each of `rows` rows with categories drawn with the weights of that row: `torch.multinomial`.
 *
 * `weights` is `[rows, categories]` and need not sum to one; `out` is `[rows, samples]`. A single sample is drawn as
 * without replacement, by the largest key; of equal keys the lower category comes first. With `half` the weights are
 * values of that type.
 *
 * @throws if a weight is negative or not finite, if a row is all zero, or if there are too few categories
 */
export function fillMultinomial(
  out: ElementArray,
  weights: FloatArray,
  rows: number,
  replacement: boolean,
  generator: Generator,
  half: HalfName | null = null,
): void {
  if (rows === 0) return;
  const samples = out.length / rows;
  const categories = weights.length / rows;
  checkSizes(samples, categories, replacement);
  checkWeights(weights, rows);
  const writer = new IntegerWriter(out);
  if (replacement && samples > 1) {
    for (let row = 0; row < rows; row++) {
      const cumulative = runningShares(weights.subarray(row * categories, (row + 1) * categories));
      for (let i = 0; i < samples; i++) writer.write(row * samples + i, slot(cumulative, generator.engine.uniform53()));
    }
    return;
  }
  const keys = raceKeys(weights, generator, half);
  for (let row = 0; row < rows; row++) {
    const best = largest(keys.subarray(row * categories, (row + 1) * categories), samples);
    for (let i = 0; i < samples; i++) writer.write(row * samples + i, best[i]!);
  }
}

function checkSizes(samples: number, categories: number, replacement: boolean): void {
  if (samples <= 0) throw new Error("cannot sample n_sample <= 0 samples");
  if (!replacement && samples > categories) {
    throw new Error("cannot sample n_sample > prob_dist.size(-1) samples without replacement");
  }
  if (categories > 2 ** 24) throw new Error("number of categories cannot exceed 2^24");
}

function checkWeights(weights: FloatArray, rows: number): void {
  const categories = weights.length / rows;
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i]! >= 0 && weights[i]! < Number.POSITIVE_INFINITY)) {
      throw new Error("probability tensor contains either `inf`, `nan` or element < 0");
    }
  }
  for (let row = 0; row < rows; row++) {
    if (!weights.subarray(row * categories, (row + 1) * categories).some((weight) => weight > 0)) {
      throw new Error("invalid multinomial distribution (sum of probabilities <= 0)");
    }
  }
}

/** The share of the total up to and including each category, in the precision of the weights. */
function runningShares(weights: FloatArray): FloatArray {
  const shares = weights.slice();
  let sum = 0;
  for (let i = 0; i < shares.length; i++) {
    shares[i] = sum + weights[i]!;
    sum = shares[i]!;
  }
  for (let i = 0; i < shares.length; i++) shares[i] = shares[i]! / sum;
  shares[shares.length - 1] = 1;
  return shares;
}

/** The first category whose share reaches `u`. */
function slot(shares: FloatArray, u: number): number {
  let low = 0;
  let high = shares.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (shares[middle]! < u) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Weight over an exponential draw: the largest keys are a sample without replacement. */
function raceKeys(weights: FloatArray, { engine }: Generator, half: HalfName | null): FloatArray {
  const keys = weights.slice();
  for (let i = 0; i < keys.length; i++) {
    keys[i] = -Math.log1p(-engine.uniform53());
    if (half !== null) keys[i] = roundToHalf(keys[i]!, half);
    keys[i] = weights[i]! / keys[i]!;
    if (half !== null) keys[i] = roundToHalf(keys[i]!, half);
  }
  return keys;
}

/** The positions of the `count` largest keys, largest first. */
function largest(keys: FloatArray, count: number): ArrayLike<number> {
  if (count > 1) return Uint32Array.from(keys, (_, i) => i).sort((i, j) => keys[j]! - keys[i]! || i - j);
  let best = 0;
  for (let i = 1; i < keys.length; i++) if (keys[i]! > keys[best]!) best = i;
  return [best];
}
