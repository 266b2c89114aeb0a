import type { Tensor } from "@flambeau/core";
import { Module } from "./module.js";
import { ModuleSequence } from "./module-sequence.js";

/**
 * Passes its input through modules, one after the other. They are numbered, or named by the keys of an object.
 *
 * @example
 * const model = new Sequential(new Linear(2, 3), new Identity());
 * model.forward(zeros([5, 2])).shape // => [5, 3]
 * Object.keys(model.stateDict()) // => ["0.weight", "0.bias"]
 * String(new Sequential({ fc: new Linear(2, 3) }))
 * // => Sequential(
 * //      (fc): Linear(in_features=2, out_features=3, bias=True)
 * //    )
 */
export class Sequential extends ModuleSequence<Module, Tensor> {
  constructor(...modules: readonly Module[] | readonly [Readonly<Record<string, Module>>]) {
    super();
    const [first] = modules;
    if (modules.length === 1 && typeof first === "object" && !(first instanceof Module))
      for (const [name, module] of Object.entries(first)) this.addModule(name, module);
    else this.extend(modules as readonly Module[]);
  }

  forward(input: Tensor): Tensor {
    let x: unknown = input;
    for (const module of this) x = module.forward(x);
    return x as Tensor;
  }

  /** The modules from `start` to before `end`, under the same names in a sequence of their own. */
  slice(start?: number, end?: number): Sequential {
    const result = new Sequential();
    for (const [name, module] of this.entries().slice(start, end)) result.addModule(name, module);
    return result;
  }
}
