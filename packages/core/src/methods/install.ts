import { explained } from "../errors/kind.js";
import { Tensor } from "../tensor.js";

type FunctionOfTensor = (x: Tensor, ...rest: never[]) => unknown;

/** The methods that functions of a tensor become: the same without their first parameter. */
export type MethodsOf<F, Names extends keyof F> = {
  [K in keyof Pick<F, Names>]: F[K] extends (x: Tensor, ...rest: infer R) => infer Result
    ? (...rest: R) => Result
    : never;
};

/** Installs functions whose first parameter is the tensor as methods. */
export function install(functions: object, names: readonly string[]): void {
  for (const name of names) {
    const f = (functions as Record<string, FunctionOfTensor>)[name];
    if (f === undefined) throw new Error(`internal: there is no function ${name} to install as a method`);
    Object.defineProperty(Tensor.prototype, name, { value: methodOf(name, f), writable: true, configurable: true });
  }
}

/**
 * What steps of small tensors consist of. These answer wrong kinds themselves, so nothing is guarded: a `try` would make the methods too
 * long to be inlined whatever was inlined before them.
 */
const swift = new Set(
  "abs add add_ clone contiguous detach div div_ exp log matmul mean mul mul_ neg pow relu sigmoid sqrt square sub sub_ sum t tanh zero_".split(
    " ",
  ),
);

/** Fixed parameters: gathering and spreading them would cost an array per call. What only fails costs nothing until it does. */
function methodOf(name: string, f: FunctionOfTensor): unknown {
  if (swift.has(name)) {
    return function (this: Tensor, a: never, b: never, c: never, d: never, e: never): unknown {
      return f(this, a, b, c, d, e);
    };
  }
  return function (this: Tensor, a: never, b: never, c: never, d: never, e: never): unknown {
    try {
      return f(this, a, b, c, d, e);
    } catch (error) {
      throw explained(error, name, [this, a, b, c, d, e]);
    }
  };
}
