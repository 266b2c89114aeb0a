import { Activation } from "../../kernels/activation.js";
import { Compare } from "../../kernels/comparison.js";
import { Binary, Ternary, Unary } from "../../kernels/elementwise.js";
import {
  erfFormula,
  exp32Formula,
  expFormula,
  larger,
  logFormula,
  sigmoidFormula,
  smaller,
  tanhFormula,
} from "./elementary.js";
import { geluFormula, geluGradFormula } from "./gelu.js";
import { Lane } from "./lane.js";
import type { Formula, Value, Vectors } from "./vector.js";

// The compiled element-wise kernels, by the names of the plain ones, whose rules they follow to the bit.

type Table = Readonly<Record<number, Lane>>;

const unary = (formula: Formula): Lane => new Lane(["float"], "float", formula);
const binary = (formula: Formula): Lane => new Lane(["float", "float"], "float", formula);
const compare = (formula: Formula): Lane => new Lane(["float", "float"], "bool", formula);
const ternary = (formula: Formula): Lane => new Lane(["float", "float", "float"], "float", formula);

export const unaryLanes: Table = {
  [Unary.neg]: unary((v, x) => v.neg(x)),
  [Unary.relu]: unary((v, x) => v.without(x, v.lt(x, v.number(0)))),
  [Unary.sqrt]: unary((v, x) => v.sqrt(x)),
  [Unary.abs]: unary((v, x) => v.abs(x)),
  [Unary.ceil]: unary((v, x) => v.apply(0x67, x)),
  [Unary.floor]: unary((v, x) => v.apply(0x68, x)),
  [Unary.trunc]: unary((v, x) => v.apply(0x69, x)),
  [Unary.round]: unary((v, x) => v.nearest(x)),
  [Unary.frac]: unary((v, x) => v.sub(x, v.apply(0x69, x))),
  [Unary.reciprocal]: unary((v, x) => v.div(v.number(1), x)),
  [Unary.rsqrt]: unary((v, x) => v.div(v.number(1), v.sqrt(x))),
  [Unary.erf]: unary(erfFormula),
  [Unary.exp]: unary(expFormula),
  [Unary.log]: unary(logFormula),
  [Unary.tanh]: unary(tanhFormula),
  [Unary.sgn]: unary((v, x) => {
    const sign = v.select(v.lt(x, v.number(0)), v.number(-1), v.number(0));
    return v.select(v.gt(x, v.number(0)), v.number(1), sign);
  }),
};

export const binaryLanes: Table = {
  [Binary.add]: binary((v, x, y) => v.add(x, y)),
  [Binary.sub]: binary((v, x, y) => v.sub(x, y)),
  [Binary.mul]: binary((v, x, y) => v.mul(x, y)),
  [Binary.div]: binary((v, x, y) => v.div(x, y)),
  [Binary.maximum]: binary((v, x, y) => v.select(v.or(v.ne(x, x), v.ge(x, y)), x, y)),
  [Binary.minimum]: binary((v, x, y) => v.select(v.or(v.ne(x, x), v.le(x, y)), x, y)),
  [Binary.fmax]: binary((v, x, y) => v.select(v.or(v.ne(y, y), v.ge(x, y)), x, y)),
  [Binary.fmin]: binary((v, x, y) => v.select(v.or(v.ne(y, y), v.le(x, y)), x, y)),
  [Binary.reluGrad]: binary((v, grad, output) => v.without(grad, v.le(output, v.number(0)))),
  [Binary.tanhGrad]: binary((v, grad, y) => v.mul(grad, v.fma(v.neg(y), y, v.number(1)))),
  [Binary.geluGrad]: binary(geluGradFormula),
};

export const compareLanes: Table = {
  [Compare.eq]: compare((v, x, y) => v.eq(x, y)),
  [Compare.ne]: compare((v, x, y) => v.ne(x, y)),
  [Compare.lt]: compare((v, x, y) => v.lt(x, y)),
  [Compare.le]: compare((v, x, y) => v.le(x, y)),
  [Compare.gt]: compare((v, x, y) => v.gt(x, y)),
  [Compare.ge]: compare((v, x, y) => v.ge(x, y)),
};

/** Take a number as parameter 0. */
export const ternaryLanes: Table = {
  [Ternary.addcmul]: ternary((v, x, y, z) => v.fma(v.mul(v.parameter(0), y), z, x)),
  [Ternary.addcdiv]: ternary((v, x, y, z) => v.add(x, v.div(v.mul(v.parameter(0), y), z))),
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

/** Chooses between two floats. */
export const selectLane: Lane = new Lane(["bool", "float", "float"], "float", (v: Vectors, condition, x, y) =>
  v.select(condition, x, y),
);

/** At least 0 and at most 6. */
const within6 = (v: Vectors, x: Value): Value => v.apply(larger, v.apply(smaller, x, v.number(6)), v.number(0));

/** Their parameters are those of the plain kernels. */
export const activationLanes: Table = {
  [Activation.leakyRelu]: unary((v, x) => v.select(v.gt(x, v.number(0)), x, v.mul(x, v.parameter(0)))),
  [Activation.hardsigmoid]: unary((v, x) => v.div(within6(v, v.add(x, v.number(3))), v.number(6))),
  [Activation.hardswish]: unary((v, x) => v.div(v.mul(x, within6(v, v.add(x, v.number(3)))), v.number(6))),
  [Activation.silu]: unary((v, x) => v.div(x, v.add(v.number(1), expFormula(v, v.neg(x))))),
  [Activation.gelu]: unary((v, x) => {
    const erf = erfFormula(v, v.mul(x, v.number(Math.SQRT1_2)));
    return v.mul(v.mul(x, v.number(0.5)), v.add(v.number(1), erf));
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

/** `exp32(x - y)`: of a line of a softmax, whose largest element is y. */
export const expBelowLane: Lane = binary((v, x, y) => exp32Formula(v, v.sub(x, y)));
/** `x - y - z` */
export const differenceLane: Lane = new Lane(["float", "float", "float"], "float", (v, x, y, z) =>
  v.sub(v.sub(x, y), z),
);
/** `x + y z`, rounded once: a sum of products. */
export const dotLane: Lane = ternary((v, x, y, z) => v.fma(y, z, x));
/** The gradient of a softmax, `(x - z) y`, where z is the line's sum. */
export const softmaxGradLane: Lane = new Lane(["float", "float", "float"], "float", (v, x, y, z) =>
  v.mul(v.sub(x, z), y),
);
/** The gradient of a logarithmic one, `x - eʸ z`. */
export const logSoftmaxGradLane: Lane = ternary((v, x, y, z) => v.fma(v.neg(exp32Formula(v, y)), z, x));
