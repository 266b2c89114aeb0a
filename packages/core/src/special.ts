// The functions that PyTorch keeps in `torch.special`, with their names there.

export { logit, sigmoid as expit } from "./ops/activation.js";
export { i0, i0e, i1, i1e } from "./ops/bessel.js";
export {
  besselJ0,
  besselJ1,
  besselY0,
  besselY1,
  modifiedBesselI0,
  modifiedBesselI1,
  modifiedBesselK0,
  modifiedBesselK1,
  scaledModifiedBesselK0,
  scaledModifiedBesselK1,
  sphericalBesselJ0,
} from "./ops/cylinder.js";
export { entr, erf, erfc, erfcx, erfinv, logNdtr, ndtr, ndtri } from "./ops/error-function.js";
export { exp2, expm1, log1p, xlog1py, xlogy } from "./ops/exponential.js";
export {
  digamma,
  digamma as psi,
  gammainc,
  gammaincc,
  lgamma as gammaln,
  mvlgamma as multigammaln,
  polygamma,
  zeta,
} from "./ops/gamma.js";
export {
  chebyshevPolynomialT,
  chebyshevPolynomialU,
  chebyshevPolynomialV,
  chebyshevPolynomialW,
  hermitePolynomialH,
  hermitePolynomialHe,
  laguerrePolynomialL,
  legendrePolynomialP,
  shiftedChebyshevPolynomialT,
  shiftedChebyshevPolynomialU,
  shiftedChebyshevPolynomialV,
  shiftedChebyshevPolynomialW,
} from "./ops/polynomial.js";
export { round } from "./ops/rounding.js";
export { logSoftmax, logsumexp, softmax } from "./ops/softmax.js";
export { sinc } from "./ops/trigonometric.js";
