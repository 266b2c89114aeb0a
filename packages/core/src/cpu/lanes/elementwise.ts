import { bool, type DType, float32, float64, int32, int64 } from "../../dtype.js";
import { Activation, GELU_CUBE, GELU_SLOPE } from "../../kernels/activation.js";
import { Compare } from "../../kernels/comparison.js";
import { Binary, Ternary, Test, Unary } from "../../kernels/elementwise.js";
import {
  erfFormula,
  exp2Formula,
  exp32Formula,
  expFormula,
  expm1Formula,
  larger,
  log1pFormula,
  log2Formula,
  log10Formula,
  logFormula,
  powFormula,
  sigmoidFormula,
  smaller,
  tanhFormula,
} from "./elementary.js";
import { geluFormula, geluGradFormula, geluTanhGradFormula } from "./gelu.js";
import { Lane } from "./lane.js";
import { cosFormula, sinFormula } from "./sine.js";
import type { Formula, Value, Vectors } from "./vector.js";

// The compiled element-wise kernels, by the names of the plain ones, whose rules they follow to the bit.

type Table = Readonly<Record<number, Lane>>;

// What a formula is for.
const floats = [float32, float64];
const integers = [int64, int32];
const numbers = [...floats, ...integers];
const anything = [...numbers, bool];
const bits = [...integers, bool];

const unary = (formula: Formula, types?: readonly DType[]): Lane => new Lane([float32], float32, formula, types);
const binary = (formula: Formula, types?: readonly DType[]): Lane =>
  new Lane([float32, float32], float32, formula, types);
const test = (formula: Formula, types: readonly DType[] = floats): Lane => new Lane([float32], bool, formula, types);
const compare = (formula: Formula, types: readonly DType[] = numbers): Lane =>
  new Lane([float32, float32], bool, formula, types);
const ternary = (formula: Formula, types?: readonly DType[]): Lane =>
  new Lane([float32, float32, float32], float32, formula, types);

export const unaryLanes: Table = {
  [Unary.neg]: unary((v, x) => v.neg(x), numbers),
  [Unary.relu]: unary((v, x) => v.without(x, v.lt(x, v.number(0))), numbers),
  [Unary.sqrt]: unary((v, x) => v.sqrt(x), floats),
  [Unary.abs]: unary((v, x) => v.abs(x), numbers),
  [Unary.ceil]: unary((v, x) => v.ceil(x), floats),
  [Unary.floor]: unary((v, x) => v.floor(x), floats),
  [Unary.trunc]: unary((v, x) => v.trunc(x), floats),
  [Unary.round]: unary((v, x) => v.nearest(x), floats),
  [Unary.frac]: unary((v, x) => v.sub(x, v.trunc(x)), floats),
  [Unary.reciprocal]: unary((v, x) => v.div(v.number(1), x), floats),
  [Unary.rsqrt]: unary((v, x) => v.div(v.number(1), v.sqrt(x)), floats),
  [Unary.bitwiseNot]: unary((v, x) => v.not(x), bits),
  [Unary.erf]: unary(erfFormula),
  [Unary.exp]: unary(expFormula),
  [Unary.exp2]: unary(exp2Formula),
  [Unary.expm1]: unary(expm1Formula),
  [Unary.log]: unary(logFormula),
  [Unary.log10]: unary(log10Formula),
  [Unary.log2]: unary(log2Formula),
  [Unary.log1p]: unary(log1pFormula),
  [Unary.logit]: unary((v, x) => logFormula(v, v.div(x, v.sub(v.number(1), x)))),
  [Unary.sin]: unary(sinFormula),
  [Unary.cos]: unary(cosFormula),
  [Unary.tanh]: unary(tanhFormula),
  [Unary.sgn]: unary((v, x) => {
    const sign = v.select(v.lt(x, v.number(0)), v.number(-1), v.number(0));
    return v.select(v.gt(x, v.number(0)), v.number(1), sign);
  }, numbers),
};

const infinity = (v: Vectors): Value => v.number(Number.POSITIVE_INFINITY);

export const testLanes: Table = {
  [Test.isnan]: test((v, x) => v.ne(x, x)),
  [Test.isinf]: test((v, x) => v.eq(v.abs(x), infinity(v))),
  [Test.isfinite]: test((v, x) => v.lt(v.abs(x), infinity(v))),
  [Test.logicalNot]: test((v, x) => v.eq(x, v.number(0)), anything),
};

const maximum = (v: Vectors, x: Value, y: Value): Value => v.select(v.or(v.ne(x, x), v.ge(x, y)), x, y);
const minimum = (v: Vectors, x: Value, y: Value): Value => v.select(v.or(v.ne(x, x), v.le(x, y)), x, y);

export const binaryLanes: Table = {
  [Binary.add]: binary((v, x, y) => v.add(x, y), numbers),
  [Binary.sub]: binary((v, x, y) => v.sub(x, y), numbers),
  [Binary.mul]: binary((v, x, y) => v.mul(x, y), numbers),
  [Binary.div]: binary((v, x, y) => v.div(x, y), floats),
  [Binary.maximum]: binary(maximum, numbers),
  [Binary.minimum]: binary(minimum, numbers),
  [Binary.fmax]: binary((v, x, y) => v.select(v.or(v.ne(y, y), v.ge(x, y)), x, y), floats),
  [Binary.fmin]: binary((v, x, y) => v.select(v.or(v.ne(y, y), v.le(x, y)), x, y), floats),
  [Binary.pow]: binary(powFormula),
  [Binary.xlogy]: binary((v, x, y) => {
    const product = v.select(v.eq(x, v.number(0)), v.number(0), v.mul(x, logFormula(v, y)));
    return v.select(v.ne(y, y), y, product);
  }),
  [Binary.bitwiseAnd]: binary((v, x, y) => v.and(x, y), bits),
  [Binary.bitwiseOr]: binary((v, x, y) => v.or(x, y), bits),
  [Binary.bitwiseXor]: binary((v, x, y) => v.xor(x, y), bits),
  [Binary.reluGrad]: binary((v, grad, output) => v.without(grad, v.le(output, v.number(0))), floats),
  [Binary.tanhGrad]: binary((v, grad, y) => v.mul(grad, v.fma(v.neg(y), y, v.number(1)))),
  [Binary.geluGrad]: binary(geluGradFormula),
  [Binary.geluTanhGrad]: binary(geluTanhGradFormula),
};

const isTrue = (v: Vectors, x: Value): Value => v.ne(x, v.number(0));

export const compareLanes: Table = {
  [Compare.eq]: compare((v, x, y) => v.eq(x, y), anything),
  [Compare.ne]: compare((v, x, y) => v.ne(x, y), anything),
  [Compare.lt]: compare((v, x, y) => v.lt(x, y)),
  [Compare.le]: compare((v, x, y) => v.le(x, y)),
  [Compare.gt]: compare((v, x, y) => v.gt(x, y)),
  [Compare.ge]: compare((v, x, y) => v.ge(x, y)),
  [Compare.logicalAnd]: compare((v, x, y) => v.and(isTrue(v, x), isTrue(v, y)), anything),
  [Compare.logicalOr]: compare((v, x, y) => v.or(isTrue(v, x), isTrue(v, y)), anything),
  [Compare.logicalXor]: compare((v, x, y) => v.xor(isTrue(v, x), isTrue(v, y)), anything),
};

/** Take a number as parameter 0. */
export const ternaryLanes: Table = {
  [Ternary.addcmul]: ternary((v, x, y, z) => v.fma(v.mul(v.parameter(0), y), z, x)),
  [Ternary.addcdiv]: ternary((v, x, y, z) => v.add(x, v.div(v.mul(v.parameter(0), y), z)), floats),
  [Ternary.lerp]: ternary((v, start, end, weight) => {
    const distance = v.sub(end, start);
    const isNear = v.lt(v.abs(weight), v.number(0.5));
    const pick = (near: Value, far: Value): Value => v.select(isNear, near, far);
    const factor = pick(weight, v.neg(distance));
    return v.fma(factor, pick(distance, v.sub(v.number(1), weight)), pick(start, end));
  }),
};

/** `lerp` for a weight of less than a half that is parameter 0. */
export const lerpNearLane: Lane = binary((v, start, end) => v.fma(v.parameter(0), v.sub(end, start), start));

/** `x + y * value`, rounded once; the number is parameter 0. */
export const addScaledLane: Lane = binary((v, x, y) => v.fma(y, v.parameter(0), x));

/** `x + y * value` of integers. */
export const addProductLane: Lane = binary((v, x, y) => v.add(x, v.mul(y, v.parameter(0))), integers);

/** Chooses between two elements. */
export const selectLane: Lane = new Lane(
  [bool, float32, float32],
  float32,
  (v, condition, x, y) => v.select(condition, x, y),
  anything,
);

/** At least 0 and at most 6. */
const within6 = (v: Vectors, x: Value): Value => v.apply(larger, v.apply(smaller, x, v.number(6)), v.number(0));

/** Their parameters are those of the plain kernels. */
export const activationLanes: Table = {
  [Activation.leakyRelu]: unary((v, x) => v.select(v.gt(x, v.number(0)), x, v.mul(x, v.parameter(0)))),
  [Activation.hardsigmoid]: unary((v, x) => v.div(within6(v, v.add(x, v.number(3))), v.number(6))),
  [Activation.hardswish]: unary((v, x) => v.div(v.mul(x, within6(v, v.add(x, v.number(3)))), v.number(6))),
  [Activation.hardshrink]: unary((v, x) => {
    const [lambda, zero] = [v.parameter(0), v.number(0)];
    return v.without(x, v.and(v.ge(x, v.sub(zero, lambda)), v.le(x, lambda)));
  }),
  [Activation.elu]: unary((v, x) => {
    const [negative, positive, inner] = [v.parameter(0), v.parameter(1), v.parameter(2)];
    const below = v.mul(expm1Formula(v, v.mul(x, inner)), negative);
    return v.select(v.le(x, v.number(0)), below, v.mul(x, positive));
  }),
  [Activation.softplus]: unary((v, x) => {
    const [beta, threshold] = [v.parameter(0), v.parameter(1)];
    const scaled = v.mul(x, beta);
    return v.select(v.gt(scaled, threshold), x, v.div(log1pFormula(v, expFormula(v, scaled)), beta));
  }),
  [Activation.logSigmoid]: unary((v, x) => {
    const negative = v.apply(smaller, x, v.number(0));
    return v.sub(negative, log1pFormula(v, expFormula(v, v.neg(v.abs(x)))));
  }),
  [Activation.mish]: unary((v, x) => {
    const e = expFormula(v, v.apply(smaller, x, v.number(40)));
    const { double } = v;
    return v.inDouble([x, e], (half, e) => {
      const n = double.mul(e, double.add(e, v.double64(2)));
      return double.mul(half, double.div(n, double.add(n, v.double64(2))));
    });
  }),
  [Activation.silu]: unary((v, x) => v.div(x, v.add(v.number(1), expFormula(v, v.neg(x))))),
  [Activation.gelu]: unary((v, x) => {
    const erf = erfFormula(v, v.mul(x, v.number(Math.SQRT1_2)));
    return v.mul(v.mul(x, v.number(0.5)), v.add(v.number(1), erf));
  }),
  [Activation.geluTanh]: unary((v, x) => {
    const cube = v.mul(v.mul(x, x), x);
    const inner = v.mul(v.number(GELU_SLOPE), v.fma(v.number(Math.fround(GELU_CUBE)), cube, x));
    return v.mul(v.mul(v.number(0.5), x), v.add(v.number(1), tanhFormula(v, inner)));
  }),
  [Activation.geluPiecewise]: unary(geluFormula),
  [Activation.smoothL1]: unary((v, x) => {
    const [size, half, beta] = [v.abs(x), v.number(0.5), v.parameter(0)];
    const near = v.div(v.mul(v.mul(half, size), size), beta);
    return v.select(v.lt(size, beta), near, v.sub(size, v.mul(half, beta)));
  }),
  [Activation.huber]: unary((v, x) => {
    const [size, half, delta] = [v.abs(x), v.number(0.5), v.parameter(0)];
    const far = v.mul(delta, v.sub(size, v.mul(half, delta)));
    return v.select(v.le(size, delta), v.mul(v.mul(half, size), size), far);
  }),
};

/** For whole blocks of 16 elements. */
export const blockLanes: Table = { [Unary.sigmoid]: unary(sigmoidFormula) };

/** `exp32` */
export const exp32Lane: Lane = unary(exp32Formula);
/** `exp32(x - y)`: of a line of a softmax, whose largest element is y. */
export const expBelowLane: Lane = binary((v, x, y) => exp32Formula(v, v.sub(x, y)));
/** `x - y - z` */
export const differenceLane: Lane = ternary((v, x, y, z) => v.sub(v.sub(x, y), z));
/** `x + y z`, rounded once: a sum of products. */
export const dotLane: Lane = ternary((v, x, y, z) => v.fma(y, z, x));
/** The gradient of a softmax, `(x - z) y`, where z is the line's sum. */
export const softmaxGradLane: Lane = ternary((v, x, y, z) => v.mul(v.sub(x, z), y));
/** The gradient of a logarithmic one, `x - eʸ z`. */
export const logSoftmaxGradLane: Lane = ternary((v, x, y, z) => v.fma(v.neg(exp32Formula(v, y)), z, x));
