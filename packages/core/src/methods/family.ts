import { applyUnaryInPlace } from "../ops/in-place.js";
import { applyOperandsInPlace } from "../ops/operand.js";
import type { BinaryOp, UnaryOp } from "../ops/record.js";
import type { Scalar } from "../scalar.js";
import { Tensor } from "../tensor.js";
import { install, type MethodsOf } from "./install.js";

// The in-place form of an op is the same record with `out = x`, so the name of a function is enough to install both.

/** Names of functions of one module, by the methods they become. */
interface Names {
  /** The function, as it is. */
  readonly plain?: readonly string[];
  /** Functions of the tensor alone, such as `exp`: also `exp_`, by the record `expOp`. */
  readonly unary?: readonly string[];
  /** Functions of the tensor and an operand, such as `fmod`: also `fmod_`, by `fmodOp`, or `fmodNumberOp` for a number. */
  readonly binary?: readonly string[];
}

type NamesIn<L, Key> = Key extends keyof L ? (L[Key] extends readonly (infer N extends string)[] ? N : never) : never;
type Doubled<L> = NamesIn<L, "unary" | "binary">;

type InPlace<F, N extends string> = {
  [K in N as `${K}_`]: K extends keyof F
    ? F[K] extends (x: Tensor, ...rest: infer R) => Tensor
      ? (...rest: R) => Tensor
      : never
    : never;
};

/** The methods that `installFamily` installs. */
export type FamilyOf<F, L extends Names> = MethodsOf<F, (NamesIn<L, "plain"> | Doubled<L>) & keyof F> &
  InPlace<F, Doubled<L>>;

export function installFamily(functions: object, { plain = [], unary = [], binary = [] }: Names): void {
  install(functions, [...plain, ...unary, ...binary]);
  for (const name of unary) {
    const op = recordOf<UnaryOp<void>>(functions, name);
    define(name, function () {
      return applyUnaryInPlace(op, this, undefined);
    });
  }
  for (const name of binary) {
    const op = recordOf<BinaryOp<void>>(functions, name);
    const numberOp = (functions as Record<string, BinaryOp<void> | undefined>)[`${name}NumberOp`] ?? op;
    define(name, function (y: Tensor | Scalar) {
      return applyOperandsInPlace(op, this, y, numberOp);
    });
  }
}

function recordOf<T>(functions: object, name: string): T {
  const op = (functions as Record<string, T | undefined>)[`${name}Op`];
  if (op === undefined) throw new Error(`internal: there is no record ${name}Op to install ${name}_ from`);
  return op;
}

function define(name: string, method: (this: Tensor, y: never) => Tensor): void {
  Object.defineProperty(Tensor.prototype, `${name}_`, { value: method, writable: true, configurable: true });
}

/** Other names of methods. */
export function installAliases(aliases: Readonly<Record<string, string>>): void {
  const methods = Tensor.prototype as unknown as Record<string, unknown>;
  for (const [alias, name] of Object.entries(aliases)) {
    Object.defineProperty(methods, alias, { value: methods[name], writable: true, configurable: true });
  }
}
