import { float, pythonRepr, Tensor } from "@flambeau/core";
import { persistent } from "./persistent.js";

/** Our names of options and states whose PyTorch names differ. */
export type Names = Readonly<Record<string, string>>;

/** Names that any group may have. */
export const groupNames: Names = {
  paramNames: "param_names",
  initialLr: "initial_lr",
  maxLr: "max_lr",
  minLr: "min_lr",
  baseMomentum: "base_momentum",
  maxMomentum: "max_momentum",
  swaLr: "swa_lr",
};

/** The same names seen from the other side. */
export function reversed(names: Names): Names {
  return Object.fromEntries(Object.entries(names).map(([ours, theirs]) => [theirs, ours]));
}

/** Keys are data: of a saved state they may be anything, `__proto__` and `constructor` too. */
export function renamed(values: object, names: Names): Record<string, unknown> {
  const name = (key: string): string => (Object.hasOwn(names, key) ? names[key]! : key);
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [name(key), value]));
}

/** What an optimizer saves, in PyTorch's layout and with PyTorch's names; prints as PyTorch prints it. */
export interface OptimizerStateDict {
  /** What the optimizer remembers of each parameter, by the parameter's number. */
  state: Record<number, Record<string, unknown>>;
  /** Options, and the numbers of the parameters. */
  param_groups: (Record<string, unknown> & { params: number[] })[];
}

/** Gives a state dict PyTorch's text, also in the console; `shown` is what to print for it. */
export function printable<T extends object>(dict: T, shown: (dict: T) => object = (own) => ({ ...own })): T {
  const value = (): string => pythonRepr(shown(dict));
  for (const key of ["toString", Symbol.for("nodejs.util.inspect.custom")])
    Object.defineProperty(dict, key, { value, enumerable: false });
  return dict;
}

/** `Name (\nParameter Group 0\n    lr: 0.1\n)` */
export function optimizerText(name: string, groups: readonly Record<string, unknown>[]): string {
  const texts = groups.map(({ params, ...options }, i) => {
    const lines = Object.keys(options)
      .sort()
      .map((key) => `    ${key}: ${plainText(options[key])}\n`);
    return `\nParameter Group ${i}\n${lines.join("")}`;
  });
  return `${name} (${texts.join("")})`;
}

/** What Python formats a value as. */
function plainText(value: unknown): string {
  if (value instanceof Tensor && value.ndim === 0) return pythonRepr(float(value.item() as number));
  return typeof value === "string" ? value : pythonRepr(value);
}

/** A saved value as the state of `p`: tensors get the parameter's type, but `step` keeps its own. */
export function restored(value: unknown, key: string, p: Tensor): unknown {
  if (value instanceof Tensor)
    return persistent(key === "step" || !p.dtype.isFloatingPoint ? value : value.to(p.dtype));
  if (Array.isArray(value)) return value.map((item) => restored(item, key, p));
  return value;
}
