import { Function, type FunctionContext, type HookHandle, Tensor } from "@flambeau/core";
import type { Module } from "./module.js";

/** Runs before `forward`; what it returns becomes the inputs. */
export type ForwardPreHook = (module: Module, inputs: unknown[]) => unknown[] | unknown | undefined;
/** Runs after `forward`; what it returns becomes the output. */
export type ForwardHook = (module: Module, inputs: unknown[], output: unknown) => unknown | undefined;
type Grads = readonly (Tensor | null)[];
/** Runs when the gradients of a module's inputs are known; what it returns replaces them. */
export type BackwardModuleHook = (
  module: Module,
  gradInputs: Grads,
  gradOutputs: Grads,
) => Grads | Tensor | null | undefined | void;

interface HooksByKind {
  pre: ForwardPreHook;
  post: ForwardHook;
  backward: BackwardModuleHook;
}

const hooks = new WeakMap<Module, ModuleHooks>();

/** The hooks of a module. The first one replaces the `forward` of that instance, so modules without hooks pay nothing. */
export function hooksOf(module: Module): ModuleHooks {
  let own = hooks.get(module);
  if (own === undefined) hooks.set(module, (own = new ModuleHooks(module)));
  return own;
}

export class ModuleHooks {
  readonly #lists: { [K in keyof HooksByKind]: HooksByKind[K][] } = { pre: [], post: [], backward: [] };

  constructor(module: Module) {
    const forward = module.forward;
    const value = (...inputs: unknown[]): unknown => this.#run(module, forward, inputs);
    Object.defineProperty(module, "forward", { value, enumerable: false, configurable: true, writable: true });
  }

  add<K extends keyof HooksByKind>(kind: K, hook: HooksByKind[K]): HookHandle {
    const list = this.#lists[kind];
    list.push(hook);
    return { remove: () => void list.splice(list.indexOf(hook), list.includes(hook) ? 1 : 0) };
  }

  #run(module: Module, forward: Module["forward"], given: unknown[]): unknown {
    let inputs = given;
    for (const hook of [...this.#lists.pre]) {
      const changed = hook(module, inputs);
      if (changed !== undefined) inputs = Array.isArray(changed) ? changed : [changed];
    }
    if (this.#lists.backward.length === 0) return this.#finish(module, inputs, forward.apply(module, inputs));
    const exit: { gradOutputs: Grads } = { gradOutputs: [] };
    inputs = this.#watchInputs(module, inputs, exit);
    return this.#finish(module, inputs, watchOutputs(forward.apply(module, inputs), exit));
  }

  #finish(module: Module, inputs: unknown[], result: unknown): unknown {
    let output = result;
    for (const hook of [...this.#lists.post]) {
      const changed = hook(module, inputs, output);
      if (changed !== undefined) output = changed;
    }
    return output;
  }

  /** Passes the tensors through an identity whose backward runs the hooks. */
  #watchInputs(module: Module, inputs: unknown[], exit: { readonly gradOutputs: Grads }): unknown[] {
    const lists = this.#lists;
    class BackwardHook extends Function {
      static forward(_: FunctionContext, ...tensors: Tensor[]): Tensor[] {
        return tensors.map((x) => x.reshape(x.shape));
      }
      static backward(_: FunctionContext, ...grads: (Tensor | null)[]): (Tensor | null)[] {
        let result: Grads = grads;
        for (const hook of [...lists.backward]) {
          const changed = hook(module, result, exit.gradOutputs);
          if (changed != null) result = changed instanceof Tensor ? [changed] : changed;
        }
        return [...result];
      }
    }
    const tensors = inputs.filter((x) => x instanceof Tensor);
    const watched = tensors.length === 0 ? [] : BackwardHook.apply(...tensors);
    let next = 0;
    return inputs.map((x) => (x instanceof Tensor ? watched[next++]! : x));
  }
}

/** Notes the gradients of the outputs when they arrive. */
function watchOutputs(output: unknown, exit: { gradOutputs: Grads }): unknown {
  class OutputGradients extends Function {
    static forward(_: FunctionContext, ...tensors: Tensor[]): Tensor[] {
      return tensors.map((x) => x.reshape(x.shape));
    }
    static backward(_: FunctionContext, ...grads: (Tensor | null)[]): (Tensor | null)[] {
      exit.gradOutputs = grads;
      return grads;
    }
  }
  if (output instanceof Tensor) return OutputGradients.apply(output)[0];
  if (Array.isArray(output) && output.every((x) => x instanceof Tensor)) return OutputGradients.apply(...output);
  return output;
}
