import { Function, type FunctionContext, isTracked, Tensor } from "@flambeau/core";
import type { Module } from "./module.js";

/** One gradient per input or output; null where there is none. */
export type Gradients = readonly (Tensor | null)[];
/** Runs when the gradients of a module's inputs are known; what it returns replaces them. */
export type BackwardHook = (
  module: Module,
  gradInputs: Gradients,
  gradOutputs: Gradients,
) => Gradients | Tensor | null | undefined | void;
/** Runs when the gradients of a module's outputs are known; what it returns replaces them. */
export type BackwardPreHook = (module: Module, gradOutputs: Gradients) => Gradients | Tensor | null | undefined | void;

/** The hooks on the way back through one call of a module: identities before and behind it run them. */
export class BackwardPass {
  #gradOutputs: Gradients | null = null;
  #inputs: readonly unknown[] = [];
  #entered = false;

  constructor(
    readonly module: Module,
    readonly preHooks: readonly BackwardPreHook[],
    readonly hooks: readonly BackwardHook[],
  ) {}

  /** The inputs, their way back watched. */
  enter(inputs: readonly unknown[]): readonly unknown[] {
    this.#inputs = inputs;
    const watched = throughIdentity(inputs, true, (grads) => this.#leaveBackwards(grads));
    this.#entered = watched !== inputs;
    return watched;
  }

  /** The output, its way back watched. */
  leave(output: unknown): unknown {
    const onGradients = (grads: Gradients): Gradients => this.#enterBackwards(grads);
    if (Array.isArray(output)) return throughIdentity(output, false, onGradients);
    return throughIdentity([output], false, onGradients)[0];
  }

  #enterBackwards(grads: Gradients): Gradients {
    let gradOutputs = grads;
    for (const hook of [...this.preHooks])
      gradOutputs = replaced(gradOutputs, hook(this.module, gradOutputs), "grad_output");
    this.#gradOutputs = gradOutputs;
    if (!this.#entered && this.hooks.length > 0) {
      console.warn(
        "Full backward hook is firing when gradients are computed with respect to module outputs since no inputs require gradients. See https://docs.pytorch.org/docs/main/generated/torch.nn.Module.html#torch.nn.Module.register_full_backward_hook for more details.",
      );
      this.#run(this.#inputs.map(() => null));
    }
    return gradOutputs;
  }

  #leaveBackwards(grads: Gradients): Gradients {
    // gradients that did not come through the output, as on the way to second derivatives, are none of the hooks' business
    return this.#gradOutputs === null ? grads : this.#run(grads);
  }

  #run(grads: Gradients): Gradients {
    let gradInputs = grads;
    for (const hook of [...this.hooks])
      gradInputs = replaced(gradInputs, hook(this.module, gradInputs, this.#gradOutputs!), "grad_input");
    this.#gradOutputs = null;
    return gradInputs;
  }
}

function replaced(grads: Gradients, given: Gradients | Tensor | null | undefined | void, what: string): Gradients {
  if (given === null || given === undefined) return grads;
  const list = given instanceof Tensor ? [given] : given;
  if (list.length !== grads.length)
    throw new Error(
      `Backward hook returned an invalid number of ${what}, got ${list.length}, but expected ${grads.length}`,
    );
  return list;
}

type Change = (grads: Gradients) => Gradients;

/** Gives back tensors as they are, and lets `change` see and change their gradients. */
class BackwardHookFunction extends Function {
  static forward(context: FunctionContext, change: Change, zeros: boolean, ...inputs: Tensor[]): Tensor[] {
    const outputs = inputs.map((x) => x.reshape(x.shape));
    context.markNonDifferentiable(...outputs.filter((_, i) => !context.needsInputGrad[i + 2]));
    context.setMaterializeGrads(zeros);
    context.change = change;
    return outputs;
  }

  static backward(context: FunctionContext, ...grads: (Tensor | null)[]): Gradients {
    return [null, null, ...(context.change as Change)(grads)];
  }
}

/**
 * The values, with the tensors among them watched; the same list if none needs a gradient. Other values have null as gradient;
 * `zeros` tells whether a tensor that nothing came back to has zeros or null.
 */
function throughIdentity(values: readonly unknown[], zeros: boolean, change: Change): readonly unknown[] {
  const positions = values.flatMap((x, i) => (x instanceof Tensor ? [i] : []));
  const tensors = positions.map((i) => values[i] as Tensor);
  if (!tensors.some(isTracked)) return values;
  const changeAll: Change = (grads) => {
    const all: (Tensor | null)[] = values.map(() => null);
    grads.forEach((grad, i) => {
      all[positions[i]!] = grad;
    });
    const changed = change(all);
    return positions.map((i) => changed[i] ?? null);
  };
  const watched = BackwardHookFunction.apply(changeAll, zeros, ...tensors);
  return values.map((x, i) => (x instanceof Tensor ? watched[positions.indexOf(i)] : x));
}
