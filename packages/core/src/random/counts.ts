import type { FloatArray } from "./elements.js";
import type { Generator } from "./generator.js";
import type { Mt19937 } from "./mt19937.js";

const { abs, ceil, exp, floor, fround, log, log1p, sqrt } = Math;

/**
 * Fills element i with a Poisson count of mean `rates[i]`: `torch.poisson`. For half types the caller converts.
 *
 * @throws if a rate is negative
 */
export function fillPoisson(out: FloatArray, rates: FloatArray, generator: Generator): void {
  for (const rate of rates) {
    if (!(rate >= 0)) throw new Error("invalid Poisson rate, expected rate to be non-negative");
  }
  for (let i = 0; i < out.length; i++) {
    const rate = rates[i]!;
    out[i] = rate >= 10 ? poissonByRejection(rate, generator.engine) : poissonByProduct(rate, generator.engine);
  }
}

function poissonByProduct(rate: number, engine: Mt19937): number {
  if (rate === 0) return 0;
  const end = exp(-rate);
  let count = 0;
  for (let product = engine.uniform53(); product > end; product *= engine.uniform53()) count++;
  return count;
}

/** Transformed rejection with squeeze, algorithm PTRS of W. Hörmann, 1993. */
function poissonByRejection(rate: number, engine: Mt19937): number {
  const b = 0.931 + 2.53 * sqrt(rate);
  const a = -0.059 + 0.02483 * b;
  const logInverseAlpha = log(1.1239 + 1.1328 / (b - 3.4));
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  const logRate = log(rate);
  while (true) {
    const u = engine.uniform53() - 0.5;
    const v = engine.uniform53();
    const us = 0.5 - abs(u);
    const k = floor(((2 * a) / us + b) * u + rate + 0.43);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (log(v) + logInverseAlpha - log(a / (us * us) + b) <= -rate + k * logRate - logFactorial(k)) return k;
  }
}

/** log(k!): exact product while that fits, then Stirling's series. */
function logFactorial(k: number): number {
  if (k < 20) {
    let factorial = 1;
    for (let i = 2; i <= k; i++) factorial *= i;
    return log(factorial);
  }
  const x = k + 1;
  const square = x * x;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / x;
  return (x - 0.5) * log(x) - x + 0.5 * log(2 * Math.PI) + series;
}

/**
 * Fills element i with the successes among `counts[i]` trials of probability `probabilities[i]`: `torch.binomial`.
 *
 * All three arrays have one type, in whose precision parts of the formulas are evaluated.
 */
export function fillBinomial(
  out: FloatArray,
  counts: FloatArray,
  probabilities: FloatArray,
  generator: Generator,
): void {
  const round = out instanceof Float32Array ? fround : Number;
  for (let i = 0; i < out.length; i++) {
    out[i] = binomial(counts[i]!, probabilities[i]!, generator.engine, round);
  }
}

type Round = (value: number) => number;

function binomial(count: number, p: number, engine: Mt19937, round: Round): number {
  if (count <= 0 || p <= 0) return 0;
  if (p >= 1) return count;
  if (p <= 0.5) return fewSuccesses(count, p, engine, round);
  return p > 0.5 ? round(count - fewSuccesses(count, round(1 - p), engine, round)) : Number.NaN;
}

function fewSuccesses(count: number, p: number, engine: Mt19937, round: Round): number {
  return round(count * p) >= 10
    ? binomialByRejection(count, p, engine, round)
    : binomialByWaiting(count, p, engine, round);
}

/** Adds up geometric waiting times until they exceed the number of trials. */
function binomialByWaiting(count: number, p: number, engine: Mt19937, round: Round): number {
  const logFailure = round(log1p(-p));
  let trials = 0;
  for (let successes = 0; ; successes++) {
    trials += ceil(log(engine.uniform53()) / logFailure);
    if (trials > count) return successes;
  }
}

/** Transformed rejection, algorithm BTRS of W. Hörmann, 1993. */
function binomialByRejection(count: number, p: number, engine: Mt19937, round: Round): number {
  const mean = round(count * p);
  const stddev = round(sqrt(round(mean * round(1 - p))));
  const b = 1.15 + 2.53 * stddev;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = mean + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const odds = round(p / round(1 - p));
  const alpha = (2.83 + 5.1 / b) * stddev;
  const mode = floor(round(round(count + 1) * p));
  while (true) {
    const u = engine.uniform53() - 0.5;
    const v = engine.uniform53();
    const us = 0.5 - abs(u);
    const k = round(floor(((2 * a) / us + b) * u + c));
    if (k < 0 || k > count) continue;
    if (us >= 0.07 && v <= squeeze) return k;
    const failures = round(round(count - k) + 1);
    const bound =
      (mode + 0.5) * log((mode + 1) / (odds * (count - mode + 1))) +
      round(count + 1) * log((count - mode + 1) / failures) +
      (k + 0.5) * log((odds * failures) / round(k + 1)) +
      stirlingTail(mode) +
      stirlingTail(count - mode) -
      stirlingTail(k) -
      stirlingTail(round(count - k));
    if (log((v * alpha) / (a / (us * us) + b)) <= bound) return k;
  }
}

/** What Stirling's formula for log(k!) leaves out, for k = 0 to 9. */
const STIRLING_TAILS = [
  0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509, 0.0166446911898211,
  0.0138761288230707, 0.0118967099458917, 0.010411265261972, 0.00925546218271273, 0.00833056343336287,
];

function stirlingTail(k: number): number {
  if (k < STIRLING_TAILS.length) return STIRLING_TAILS[floor(k)]!;
  const square = (k + 1) * (k + 1);
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}
