import type { Arithmetic } from "../kernels/rule.js";
import { chebyshev, i0 } from "./bessel-zero.js";

// The modified Bessel functions of the first kind of order 1 and of the second kind, by Chebyshev series with the coefficients of the
// Cephes library (Stephen L. Moshier), rounded step by step as PyTorch does.

/** Of exp(-x) I1(x) / x on [0, 8], and of exp(-x) sqrt(x) I1(x) beyond. */
const i1Near: readonly number[] = [
  2.7779141127610464e-18, -2.111421214358166e-17, 1.5536319577362005e-16, -1.1055969477353862e-15,
  7.600684294735408e-15, -5.042185504727912e-14, 3.223793365945575e-13, -1.9839743977649436e-12, 1.1736186298890901e-11,
  -6.663489723502027e-11, 3.625590281552117e-10, -1.8872497517228294e-9, 9.381537386495773e-9, -4.445059128796328e-8,
  2.0032947535521353e-7, -8.568720264695455e-7, 3.4702513081376785e-6, -1.3273163656039436e-5, 4.781565107550054e-5,
  -0.00016176081582589674, 0.0005122859561685758, -0.0015135724506312532, 0.004156422944312888, -0.010564084894626197,
  0.024726449030626516, -0.05294598120809499, 0.1026436586898471, -0.17641651835783406, 0.25258718644363365,
];
const i1Far: readonly number[] = [
  7.517296310842105e-18, 4.414348323071708e-18, -4.6503053684893586e-17, -3.209525921993424e-17, 2.96262899764595e-16,
  3.3082023109209285e-16, -1.8803547755107825e-15, -3.8144030724370075e-15, 1.0420276984128802e-14,
  4.272440016711951e-14, -2.1015418427726643e-14, -4.0835511110921974e-13, -7.198551776245908e-13,
  2.0356285441470896e-12, 1.4125807436613782e-11, 3.2526035830154884e-11, -1.8974958123505413e-11,
  -5.589743462196584e-10, -3.835380385964237e-9, -2.6314688468895196e-8, -2.512236237870209e-7, -3.882564808877691e-6,
  -0.00011058893876262371, -0.009761097491361469, 0.7785762350182801,
];
/** Of K0(x) + log(x/2) I0(x) on [0, 2], and of exp(x) sqrt(x) K0(x) beyond. */
const k0Near: readonly number[] = [
  1.374465435613523e-16, 4.25981614279661e-14, 1.0349695257633842e-11, 1.904516377220209e-9, 2.5347910790261494e-7,
  2.286212103119452e-5, 0.001264615411446926, 0.0359799365153615, 0.3442898999246285, -0.5353273932339028,
];
const k0Far: readonly number[] = [
  5.300433772686263e-18, -1.6475804301524212e-17, 5.2103915050390274e-17, -1.678231096805412e-16, 5.512055978524319e-16,
  -1.848593377343779e-15, 6.3400764774050706e-15, -2.2275133269916698e-14, 8.032890775363575e-14,
  -2.9800969231727303e-13, 1.140340588208475e-12, -4.514597883373944e-12, 1.8559491149547177e-11,
  -7.957489244477107e-11, 3.577397281400301e-10, -1.69753450938906e-9, 8.574034017414225e-9, -4.660489897687948e-8,
  2.766813639445015e-7, -1.8317555227191195e-6, 1.39498137188765e-5, -0.00012849549581627802, 0.0015698838857300533,
  -0.0314481013119645, 2.4403030820659555,
];
/** Of x (K1(x) - log(x/2) I1(x)) on [0, 2], and of exp(x) sqrt(x) K1(x) beyond. */
const k1Near: readonly number[] = [
  -7.023863479386288e-18, -2.427449850519366e-15, -6.666901694199329e-13, -1.4114883926335278e-10,
  -2.213387630734726e-8, -2.4334061415659684e-6, -0.0001730288957513052, -0.006975723859639864, -0.12261118082265715,
  -0.3531559607765449, 1.5253002273389478,
];
const k1Far: readonly number[] = [
  -5.756744483665017e-18, 1.7940508731475592e-17, -5.689462558442859e-17, 1.838093544366639e-16, -6.057047248373319e-16,
  2.038703165624334e-15, -7.019837090418314e-15, 2.4771544244813043e-14, -8.976705182324994e-14, 3.3484196660784293e-13,
  -1.2891739609510289e-12, 5.13963967348173e-12, -2.1299678384275683e-11, 9.218315187605006e-11,
  -4.1903547593418965e-10, 2.015049755197033e-9, -1.0345762465678097e-8, 5.7410841254500495e-8, -3.5019606030878126e-7,
  2.406484947837217e-6, -1.936197974166083e-5, 0.00019521551847135162, -0.002857816859622779, 0.10392373657681724,
  2.7206261904844427,
];

export function modifiedI1(value: number, arithmetic: Arithmetic): number {
  const { round, exp } = arithmetic;
  const x = Math.abs(value);
  const growth = round(exp(x));
  const size =
    x <= 8
      ? round(chebyshev(round(round(x / 2) - 2), i1Near, arithmetic) * x) * growth
      : round(growth * chebyshev(round(round(32 / x) - 2), i1Far, arithmetic)) / round(Math.sqrt(x));
  return value < 0 ? -size : size;
}

/** K is infinite at 0 and has no value below. */
const beforeZero = (x: number): number => (x === 0 ? Number.POSITIVE_INFINITY : Number.NaN);

function k0Of(x: number, logarithm: number, arithmetic: Arithmetic): number {
  const { round, fma } = arithmetic;
  const series = chebyshev(fma(x, x, -2), k0Near, arithmetic);
  return fma(-logarithm, round(i0(x, arithmetic)), series);
}

function k1Of(x: number, arithmetic: Arithmetic): number {
  const { round, fma } = arithmetic;
  const series = chebyshev(fma(x, x, -2), k1Near, arithmetic);
  return fma(round(Math.log(x / 2)), round(modifiedI1(x, arithmetic)), round(series / x));
}

function beyondTwo(x: number, series: readonly number[], arithmetic: Arithmetic): number {
  return chebyshev(arithmetic.round(arithmetic.round(8 / x) - 2), series, arithmetic);
}

export function modifiedK0(x: number, arithmetic: Arithmetic): number {
  const { round, exp } = arithmetic;
  if (!(x > 0)) return beforeZero(x);
  // the logarithm in double precision even of float32, as there
  if (x <= 2) return k0Of(x, Math.log(x / 2), arithmetic);
  return round(round(exp(-x)) * beyondTwo(x, k0Far, arithmetic)) / round(Math.sqrt(x));
}

export function modifiedK1(x: number, arithmetic: Arithmetic): number {
  const { round, exp } = arithmetic;
  if (!(x > 0)) return beforeZero(x);
  if (x <= 2) return k1Of(x, arithmetic);
  return round(round(exp(-x)) * beyondTwo(x, k1Far, arithmetic)) / round(Math.sqrt(x));
}

/** exp(x) K0(x) */
export function scaledK0(x: number, arithmetic: Arithmetic): number {
  const { round, exp } = arithmetic;
  if (!(x > 0)) return beforeZero(x);
  if (x <= 2) return round(k0Of(x, round(Math.log(x / 2)), arithmetic)) * round(exp(x));
  return beyondTwo(x, k0Far, arithmetic) / round(Math.sqrt(x));
}

/** exp(x) K1(x) */
export function scaledK1(x: number, arithmetic: Arithmetic): number {
  const { round, exp } = arithmetic;
  if (!(x > 0)) return beforeZero(x);
  if (x <= 2) return round(k1Of(x, arithmetic)) * round(exp(x));
  return beyondTwo(x, k1Far, arithmetic) / round(Math.sqrt(x));
}
