import "./arithmetic.js";
import "./elementwise.js";
import { installAliases } from "./family.js";

// PyTorch's other names. The in-place forms follow.

const aliases = {
  absolute: "abs",
  arccos: "acos",
  arccosh: "acosh",
  arcsin: "asin",
  arcsinh: "asinh",
  arctan: "atan",
  arctan2: "atan2",
  arctanh: "atanh",
  clip: "clamp",
  divide: "div",
  fix: "trunc",
  greater: "gt",
  greaterEqual: "ge",
  less: "lt",
  lessEqual: "le",
  multiply: "mul",
  negative: "neg",
  notEqual: "ne",
  subtract: "sub",
  trueDivide: "div",
} as const;
type Aliases = typeof aliases;
type InPlace<Name extends string> = `${Name}_`;

declare module "../tensor.js" {
  interface Tensor extends AliasesOf<Tensor> {}
}

/** Each alias with the type of the method it names. */
type AliasesOf<T> = {
  [K in keyof Aliases]: Aliases[K] extends keyof T ? T[Aliases[K]] : never;
} & { [K in keyof Aliases as InPlace<K>]: InPlace<Aliases[K]> extends keyof T ? T[InPlace<Aliases[K]>] : never };

installAliases(aliases);
installAliases(Object.fromEntries(Object.entries(aliases).map(([alias, name]) => [`${alias}_`, `${name}_`])));
