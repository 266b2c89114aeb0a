import type { Tensor } from "@flambeau/core";
import { checkFused, checkLearningRate } from "./checks.js";
import { direction, forget } from "./direction.js";
import { invalidOption } from "./errors.js";
import { Optimizer } from "./optimizer.js";
import {
  type GroupOf,
  type ImplementationOptions,
  type Params,
  type Rate,
  type Real,
  withDefaults,
} from "./param-group.js";
import { persistent } from "./persistent.js";

/** Options of `SGD`. */
export interface SGDOptions extends Omit<ImplementationOptions, "capturable"> {
  /** Learning rate; default 0.001. */
  readonly lr?: Rate;
  /** How much of the previous step is kept; default 0. */
  readonly momentum?: Real;
  /** What part of a gradient does not enter the momentum; default 0. */
  readonly dampening?: Real;
  /** L2 penalty; default 0. */
  readonly weightDecay?: Real;
  /** Look ahead along the momentum; default false. */
  readonly nesterov?: boolean;
  /** Climb instead of descend; default false. */
  readonly maximize?: boolean;
}

interface SGDState {
  momentumBuffer: Tensor;
}

const defaults: Required<SGDOptions> = {
  lr: 1e-3,
  momentum: 0,
  dampening: 0,
  weightDecay: 0,
  nesterov: false,
  maximize: false,
  foreach: null,
  differentiable: false,
  fused: null,
};

/**
 * Stochastic gradient descent, with momentum if wanted.
 *
 * `g = grad + weightDecay p`, `b = momentum b + (1 - dampening) g` (at first `b = g`), `p = p - lr b`; with Nesterov's momentum
 * `p = p - lr (g + momentum b)`, without momentum `p = p - lr g`.
 *
 * @throws {RangeError} if the learning rate, the momentum or the weight decay is negative
 * @throws {Error} if `nesterov` comes without momentum or with dampening
 * @example
 * const w = tensor([1.0, -2.5], { requiresGrad: true });
 * const optimizer = new SGD([w], { lr: 0.1 });
 * w.mul(w).sum().backward();
 * optimizer.step();
 * w // => tensor([ 0.8000, -2.0000], requires_grad=True)
 */
export class SGD extends Optimizer<GroupOf<SGDOptions>, SGDState> {
  constructor(params: Params<SGDOptions>, options: SGDOptions = {}) {
    const all = withDefaults("SGD", defaults, options);
    checkLearningRate(all.lr);
    if (Number(all.momentum) < 0) throw invalidOption("momentum value", all.momentum);
    if (Number(all.weightDecay) < 0) throw invalidOption("weight_decay value", all.weightDecay);
    if (all.nesterov && (Number(all.momentum) <= 0 || Number(all.dampening) !== 0))
      throw new Error("Nesterov momentum requires a momentum and zero dampening");
    super(params, all, { weightDecay: "weight_decay", momentumBuffer: "momentum_buffer" });
    checkFused(all);
  }

  protected override get keepsGradients(): boolean {
    return false;
  }

  protected override updateParameter(p: Tensor, grad: Tensor, group: GroupOf<SGDOptions>): void {
    const { lr, momentum, weightDecay, maximize } = group;
    if (momentum === 0 && weightDecay === 0) {
      p.add_(grad, { alpha: maximize ? lr : -lr });
      return;
    }
    const g = direction(p, grad, maximize, weightDecay);
    if (momentum === 0) p.add_(g, { alpha: -lr });
    else {
      const buffer = this.#bufferOf(p, g, group);
      const ahead = group.nesterov ? g.add(buffer, { alpha: momentum }) : buffer;
      p.add_(ahead, { alpha: -lr });
      forget(ahead, buffer);
    }
    forget(g, grad);
  }

  /** The momentum, which `g` has entered. */
  #bufferOf(p: Tensor, g: Tensor, { momentum, dampening }: GroupOf<SGDOptions>): Tensor {
    let buffer = this.state.get(p)?.momentumBuffer;
    if (buffer === undefined) {
      buffer = persistent(g.detach().clone());
      this.state.set(p, { momentumBuffer: buffer });
    } else buffer.mul_(momentum).add_(g, { alpha: 1 - dampening });
    return buffer;
  }
}
