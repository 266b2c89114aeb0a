import { type Arithmetic, inOrder, type Rule } from "./rule.js";

/** Three operands and a number, one result of the type computed in. A kernel is a number here and its rule below. */
export const Ternary = { addcmul: 0, addcdiv: 1, lerp: 2 } as const;
export type Ternary = (typeof Ternary)[keyof typeof Ternary];

export type TernaryRule = Rule<
  (x: number, y: number, z: number, value: number, arithmetic: Arithmetic) => number,
  (x: number, y: number, z: number, value: number) => number,
  (x: bigint, y: bigint, z: bigint, value: bigint) => bigint
>;

const rules = {
  addcmul: {
    float: (x, y, z, value, { fma, round }) => fma(round(value * y), z, x),
    integer: (x, y, z, value) => x + Math.imul(Math.imul(value, y), z),
    big: (x, y, z, value) => x + value * y * z,
  },
  addcdiv: { float: (x, y, z, value, { round }) => x + round(round(value * y) / z) },
  // from the nearer end
  lerp: {
    float: (start, end, weight, _, { fma, round }) =>
      Math.abs(weight) < 0.5
        ? fma(weight, round(end - start), start)
        : fma(-round(end - start), round(1 - weight), end),
  },
} satisfies Record<keyof typeof Ternary, TernaryRule>;

/** By number. */
export const ternaryRules: readonly TernaryRule[] = inOrder(Ternary, rules);
