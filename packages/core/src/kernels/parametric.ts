import { polygamma } from "../numeric/gamma.js";
import { inOrder, type Rule } from "./rule.js";

/** One operand and some numbers, one result of the type computed in. A kernel is a number here and its rule below. */
export const Parametric = { nanToNum: 0, polygamma: 1 } as const;
export type Parametric = (typeof Parametric)[keyof typeof Parametric];

export type ParametricRule = Rule<(x: number, parameters: readonly number[]) => number, never, never>;

const rules = {
  nanToNum: {
    float: (x, [nan, positive, negative]) => {
      if (x !== x) return nan!;
      return x === Number.POSITIVE_INFINITY ? positive! : x === Number.NEGATIVE_INFINITY ? negative! : x;
    },
  },
  polygamma: { float: (x, [n]) => polygamma(n!, x) },
} satisfies Record<keyof typeof Parametric, ParametricRule>;

/** By number. */
export const parametricRules: readonly ParametricRule[] = inOrder(Parametric, rules);
