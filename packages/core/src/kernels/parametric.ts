import { polygamma } from "../numeric/gamma.js";
import { roundHalfEven } from "../numeric/rounding.js";
import { type Arithmetic, inOrder, type Rule } from "./rule.js";

/** One operand and some numbers, one result of the type computed in. A kernel is a number here and its rule below. */
export const Parametric = { nanToNum: 0, polygamma: 1, roundDecimals: 2 } as const;
export type Parametric = (typeof Parametric)[keyof typeof Parametric];

export type ParametricRule = Rule<
  (x: number, parameters: readonly number[], arithmetic: Arithmetic) => number,
  never,
  never
>;

const rules = {
  nanToNum: {
    float: (x, [nan, positive, negative]) => {
      if (x !== x) return nan!;
      return x === Number.POSITIVE_INFINITY ? positive! : x === Number.NEGATIVE_INFINITY ? negative! : x;
    },
  },
  polygamma: { float: (x, [n]) => polygamma(n!, x) },
  roundDecimals: {
    float: (x, [decimals], { round }) => {
      const power = 10 ** Math.abs(decimals!);
      return decimals! > 0 ? roundHalfEven(round(x * power)) / power : roundHalfEven(round(x / power)) * power;
    },
  },
} satisfies Record<keyof typeof Parametric, ParametricRule>;

/** By number. */
export const parametricRules: readonly ParametricRule[] = inOrder(Parametric, rules);
