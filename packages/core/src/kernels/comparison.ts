import { inOrder } from "./rule.js";

/** Two operands, a bool. A kernel is a number here and its rule below. */
export const Compare = {
  eq: 0,
  ne: 1,
  lt: 2,
  le: 3,
  gt: 4,
  ge: 5,
  logicalAnd: 6,
  logicalOr: 7,
  logicalXor: 8,
} as const;
export type Compare = (typeof Compare)[keyof typeof Compare];

export type Comparison = (x: number | bigint, y: number | bigint) => boolean;

const isTrue = (x: number | bigint): boolean => x !== 0 && x !== 0n;

const rules = {
  eq: (x, y) => x === y,
  ne: (x, y) => x !== y,
  lt: (x, y) => x < y,
  le: (x, y) => x <= y,
  gt: (x, y) => x > y,
  ge: (x, y) => x >= y,
  logicalAnd: (x, y) => isTrue(x) && isTrue(y),
  logicalOr: (x, y) => isTrue(x) || isTrue(y),
  logicalXor: (x, y) => isTrue(x) !== isTrue(y),
} satisfies Record<keyof typeof Compare, Comparison>;

/** By number. */
export const compareRules: readonly Comparison[] = inOrder(Compare, rules);
