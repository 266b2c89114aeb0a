import * as activation from "../ops/activation.js";
import * as bessel from "../ops/bessel.js";
import * as casts from "../ops/casts.js";
import * as clamp from "../ops/clamp.js";
import * as comparison from "../ops/comparison.js";
import * as complex from "../ops/complex.js";
import * as error from "../ops/error-function.js";
import * as exponential from "../ops/exponential.js";
import * as gamma from "../ops/gamma.js";
import * as hyperbolic from "../ops/hyperbolic.js";
import * as maximum from "../ops/maximum.js";
import * as rounding from "../ops/rounding.js";
import * as selection from "../ops/selection.js";
import * as sign from "../ops/sign.js";
import * as trigonometric from "../ops/trigonometric.js";
import { Tensor } from "../tensor.js";
import { type FamilyOf, installFamily } from "./family.js";

const activationNames = { plain: ["hardshrink", "logit", "logit_"], unary: ["relu", "sigmoid"] } as const;
const besselNames = { unary: ["i0"] } as const;
const castNames = {
  plain: ["bfloat16", "bool", "byte", "char", "double", "float", "half", "int", "long", "short"],
} as const;
const clampNames = { plain: ["clamp", "clamp_", "clampMax", "clampMax_", "clampMin", "clampMin_"] } as const;
const comparisonNames = {
  plain: ["allclose", "equal", "isclose", "isfinite", "isinf", "isnan", "isneginf", "isposinf"],
  unary: ["logicalNot"],
  binary: ["eq", "ge", "gt", "le", "logicalAnd", "logicalOr", "logicalXor", "lt", "ne"],
} as const;
const complexNames = { plain: ["angle", "conj", "isreal"] } as const;
const errorNames = { unary: ["erf", "erfc", "erfinv"] } as const;
const exponentialNames = {
  plain: ["logaddexp", "logaddexp2"],
  unary: ["exp", "exp2", "expm1", "log", "log10", "log1p", "log2"],
  binary: ["xlogy"],
} as const;
const maximumNames = { plain: ["fmax", "fmin", "maximum", "minimum"] } as const;
const gammaNames = { plain: ["mvlgamma", "mvlgamma_", "polygamma_"], unary: ["digamma", "lgamma"] } as const;
const hyperbolicNames = { unary: ["acosh", "asinh", "atanh", "cosh", "sinh", "tanh"] } as const;
const roundingNames = { plain: ["round", "round_"], unary: ["ceil", "floor", "frac", "trunc"] } as const;
const selectionNames = { plain: ["nanToNum", "nanToNum_"] } as const;
const signNames = {
  plain: ["frexp", "signbit"],
  unary: ["abs", "sgn", "sign"],
  binary: ["copysign", "heaviside", "nextafter"],
} as const;
const trigonometricNames = {
  unary: ["acos", "asin", "atan", "cos", "deg2rad", "rad2deg", "sin", "sinc", "tan"],
  binary: ["atan2"],
} as const;

/** Methods whose function does not take the tensor first. */
const reordered = {
  /** The tensor's elements where `condition` holds, those of `other` elsewhere. */
  where(this: Tensor, condition: Tensor, other: Parameters<typeof selection.where>[2]): Tensor {
    return selection.where(condition, this, other);
  },
  /** The `n`-th derivative of `digamma`. */
  polygamma(this: Tensor, n: number): Tensor {
    return gamma.polygamma(n, this);
  },
  /** The regularized lower incomplete gamma function, the tensor as its parameter. */
  igamma(this: Tensor, x: Tensor): Tensor {
    return gamma.gammainc(this, x);
  },
  /** The regularized upper incomplete gamma function, the tensor as its parameter. */
  igammac(this: Tensor, x: Tensor): Tensor {
    return gamma.gammaincc(this, x);
  },
  /** `igamma` into the tensor. */
  igamma_(this: Tensor, x: Tensor): Tensor {
    return gamma.gammainc_(this, x);
  },
  /** `igammac` into the tensor. */
  igammac_(this: Tensor, x: Tensor): Tensor {
    return gamma.gammaincc_(this, x);
  },
};
Object.assign(Tensor.prototype, reordered);
type Reordered = typeof reordered;

declare module "../tensor.js" {
  interface Tensor
    extends FamilyOf<typeof activation, typeof activationNames>,
      FamilyOf<typeof bessel, typeof besselNames>,
      FamilyOf<typeof casts, typeof castNames>,
      FamilyOf<typeof clamp, typeof clampNames>,
      FamilyOf<typeof comparison, typeof comparisonNames>,
      FamilyOf<typeof complex, typeof complexNames>,
      FamilyOf<typeof error, typeof errorNames>,
      FamilyOf<typeof exponential, typeof exponentialNames>,
      FamilyOf<typeof maximum, typeof maximumNames>,
      FamilyOf<typeof gamma, typeof gammaNames>,
      FamilyOf<typeof hyperbolic, typeof hyperbolicNames>,
      FamilyOf<typeof rounding, typeof roundingNames>,
      FamilyOf<typeof selection, typeof selectionNames>,
      FamilyOf<typeof sign, typeof signNames>,
      FamilyOf<typeof trigonometric, typeof trigonometricNames>,
      Reordered {}
}

installFamily(activation, activationNames);
installFamily(bessel, besselNames);
installFamily(casts, castNames);
installFamily(clamp, clampNames);
installFamily(comparison, comparisonNames);
installFamily(complex, complexNames);
installFamily(error, errorNames);
installFamily(exponential, exponentialNames);
installFamily(maximum, maximumNames);
installFamily(gamma, gammaNames);
installFamily(hyperbolic, hyperbolicNames);
installFamily(rounding, roundingNames);
installFamily(selection, selectionNames);
installFamily(sign, signNames);
installFamily(trigonometric, trigonometricNames);
