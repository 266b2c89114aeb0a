import type { Arithmetic } from "../kernels/rule.js";

// Bessel functions of the first and second kind of the orders 0 and 1, after the Cephes library (Stephen L. Moshier): a quotient of
// polynomials near 0, waves whose height and phase are such quotients beyond 5, rounded step by step as PyTorch does.

type Series = readonly number[];
type Quotient = readonly [numerator: Series, denominator: Series];

interface Order {
  /** Of J between its zeros, and of Y without its logarithm. */
  readonly first: Quotient;
  readonly second: Quotient;
  /** Of the waves. */
  readonly cosine: Quotient;
  readonly sine: Quotient;
  readonly phase: number;
}

const zero: Order = {
  first: [
    [-4794432209.782018, 1956174919465.5657, -249248344360967.72, 9708622510473064.0],
    [
      499.563147152651, 173785.4016763747, 48440965.83399621, 11185553704.535683, 2112775201154.892, 310518229857422.56,
      3.1812195594320496e16, 1.7108629408104315e18,
    ],
  ],
  second: [
    [
      15592.436785523574, -14663929.59039716, 5435264770.518765, -982136065717.9115, 87590639439536.7,
      -3466283033847297.0, 4.4273326857256984e16, -1.8495080043698668e16,
    ],
    [
      1041.2835366425984, 626107.330137135, 268919633.39381415, 86400248710.3935, 20297961275010.555,
      3171577528429750.5, 2.5059625617265306e17,
    ],
  ],
  cosine: [
    [
      0.0007969367292973471, 0.08283523921074408, 1.239533716464143, 5.447250030587687, 8.74716500199817,
      5.303240382353949, 1.0,
    ],
    [
      0.0009244088105588637, 0.08562884743544745, 1.2535274390105895, 5.470977403304171, 8.761908832370695,
      5.306052882353947, 1.0,
    ],
  ],
  sine: [
    [
      -0.011366383889846916, -1.2825271867050931, -19.553954425773597, -93.20601521237683, -177.68116798048806,
      -147.07750515495118, -51.41053267665993, -6.050143506007285,
    ],
    [
      64.3178256118178, 856.4300259769806, 3882.4018360540163, 7240.467741956525, 5930.727011873169, 2062.0933166032783,
      242.0057402402914,
    ],
  ],
  phase: Math.PI / 4,
};

const one: Order = {
  first: [
    [-899971225.7055594, 452228297998.19403, -72749424522181.83, 3682957328638529.0],
    [
      620.8364781180543, 256987.25675774884, 83514679.14319493, 22151159547.97925, 4749141220799.914, 784369607876235.9,
      8.952223361846274e16, 5.322786203326801e18,
    ],
  ],
  second: [
    [
      1263204747.9017804, -647355876379.1603, 114509511541823.73, -8127702555013251.0, 2.024394757135949e17,
      -7.788771962659501e17,
    ],
    [
      594.3015923461282, 235564.09294306856, 73481194.44597217, 18760131610.870617, 3882312774962.3857,
      620557727146953.8, 6.871410873553005e16, 3.9727060811656064e18,
    ],
  ],
  cosine: [
    [
      0.0007621256162081731, 0.07313970569409176, 1.1271960812968493, 5.112079511468076, 8.424045901417724,
      5.214515986823615, 1.0,
    ],
    [
      0.0005713231280725487, 0.06884559087544954, 1.105142326340617, 5.073863861286015, 8.399855543276042,
      5.209828486823619, 1.0,
    ],
  ],
  sine: [
    [
      0.05108625947501766, 4.982138729512334, 75.82382841325453, 366.7796093601508, 710.8563049989261,
      597.4896124006136, 211.68875710057213, 25.207020585802372,
    ],
    [
      74.23732770356752, 1056.4488603826283, 4986.410583376536, 9562.318924047562, 7997.041604473507,
      2826.1927851763908, 336.0936078106983,
    ],
  ],
  phase: (3 * Math.PI) / 4,
};

function polynomial(x: number, series: Series, { round, fma }: Arithmetic): number {
  let sum = 0;
  for (const coefficient of series) sum = fma(sum, x, round(coefficient));
  return sum;
}

function quotient(x: number, [numerator, denominator]: Quotient, arithmetic: Arithmetic): number {
  return arithmetic.round(polynomial(x, numerator, arithmetic) / polynomial(x, denominator, arithmetic));
}

/** The wave beyond 5: of J by cosine and sine, of Y by sine and cosine, with the sign of the second part. */
function wave(x: number, square: number, order: Order, isSecond: boolean, arithmetic: Arithmetic): number {
  const { round, fma } = arithmetic;
  const angle = round(x - round(order.phase));
  const [main, side] = isSecond ? [Math.sin, Math.cos] : [Math.cos, Math.sin];
  const shift = round(round(round(5 / x) * quotient(square, order.sine, arithmetic)) * round(side(angle)));
  const height = fma(quotient(square, order.cosine, arithmetic), round(main(angle)), isSecond ? shift : -shift);
  return round(height * round(0.79788456080286535588)) / round(Math.sqrt(x));
}

export function besselJ0(value: number, arithmetic: Arithmetic): number {
  const { round } = arithmetic;
  const x = Math.abs(value);
  const square = round(x * x);
  if (x > 5) return wave(x, round(25 / square), zero, false, arithmetic);
  if (x < round(0.00001)) return 1 - square / 4;
  // x² less the squares of the zeros
  const [left, right] = [5.78318596294678452118, 30.4712623436620863991].map((root) => round(square - round(root)));
  const [numerator, denominator] = zero.first.map((series) => polynomial(square, series, arithmetic));
  return round(round(left! * right!) * numerator!) / denominator!;
}

export function besselJ1(value: number, arithmetic: Arithmetic): number {
  const { round } = arithmetic;
  const x = Math.abs(value);
  if (value < 0) return -besselJ1(x, arithmetic);
  const ratio = round(5 / x);
  if (x > 5) return wave(x, round(ratio * ratio), one, false, arithmetic);
  const square = round(x * x);
  const [left, right] = [14.6819706421238932572, 49.2184563216946036703].map((root) => round(square - round(root)));
  return round(round(quotient(square, one.first, arithmetic) * x) * left!) * right!;
}

/** What Y is where there is no number: at 0, and below. */
const beyondZero = (x: number): number => (x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN);
const twoOverPi = 0.636619772367581343075535053490057448;

export function besselY0(x: number, arithmetic: Arithmetic): number {
  const { round, fma } = arithmetic;
  if (!(x > 0)) return beyondZero(x);
  const square = round(x * x);
  if (x > 5) return wave(x, round(25 / square), zero, true, arithmetic);
  const slope = round(round(twoOverPi) * round(Math.log(x)));
  return fma(slope, round(besselJ0(x, arithmetic)), quotient(square, zero.second, arithmetic));
}

export function besselY1(x: number, arithmetic: Arithmetic): number {
  const { round, fma } = arithmetic;
  if (!(x > 0)) return beyondZero(x);
  const ratio = round(5 / x);
  if (x > 5) return wave(x, round(ratio * ratio), one, true, arithmetic);
  const singular = fma(round(besselJ1(x, arithmetic)), round(Math.log(x)), -round(1 / x));
  return fma(x, quotient(round(x * x), one.second, arithmetic), round(round(twoOverPi) * singular));
}

/** sin(x) / x, by its series near 0. */
export function sphericalBesselJ0(x: number, arithmetic: Arithmetic): number {
  const { round } = arithmetic;
  if (Math.abs(x) === Number.POSITIVE_INFINITY) return 0;
  if (!(Math.abs(x) < 0.5)) return round(Math.sin(x)) / x;
  const square = round(x * x);
  return polynomial(square, [1 / 6227020800, -1 / 39916800, 1 / 362880, -1 / 5040, 1 / 120, -1 / 6, 1], arithmetic);
}
