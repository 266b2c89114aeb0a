import { adamStep_, maximum, rootStep_, Tensor } from "@flambeau/core";
import { checkBetas, checkFused, checkLearningRate, checkNonNegative } from "./checks.js";
import { direction, forget } from "./direction.js";
import { foreachWithTensor } from "./errors.js";
import { Optimizer } from "./optimizer.js";
import {
  type GroupOf,
  type ImplementationOptions,
  type Params,
  type Rate,
  type Real,
  withDefaults,
} from "./param-group.js";
import { advance, counter, zerosAs } from "./persistent.js";

/** Options of `Adam`. */
export interface AdamOptions extends ImplementationOptions {
  /** Learning rate; default 0.001. */
  readonly lr?: Rate;
  /** What part of the running averages of gradients and of their squares is kept; default `[0.9, 0.999]`. */
  readonly betas?: readonly [number, number];
  /** Added to denominators; default 1e-8. */
  readonly eps?: Real;
  /** L2 penalty, or weight decay if that is decoupled; default 0. */
  readonly weightDecay?: Real;
  /** Divide by the highest average of squares so far; default false. */
  readonly amsgrad?: boolean;
  /** Climb instead of descend; default false. */
  readonly maximize?: boolean;
  /** Shrink the weights instead of adding a penalty to the gradient, as AdamW; default false. */
  readonly decoupledWeightDecay?: boolean;
}

interface AdamState {
  readonly step: Tensor;
  readonly expAvg: Tensor;
  readonly expAvgSq: Tensor;
  maxExpAvgSq?: Tensor;
}

const defaults: Required<AdamOptions> = {
  lr: 1e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  maximize: false,
  foreach: null,
  capturable: false,
  differentiable: false,
  fused: null,
  decoupledWeightDecay: false,
};

/**
 * Adam: steps by a running average of gradients, divided by the root of one of their squares.
 *
 * `m = β₁ m + (1 - β₁) g`, `v = β₂ v + (1 - β₂) g²`, `p = p - lr m̂ / (√v̂ + eps)` with `m̂ = m / (1 - β₁ᵗ)` and
 * `v̂ = v / (1 - β₂ᵗ)`, where `g = grad + weightDecay p`.
 *
 * @throws {RangeError} if an option is out of range
 * @example
 * const w = tensor([1.0, -2.5], { requiresGrad: true });
 * const optimizer = new Adam([w], { lr: 0.5 });
 * w.mul(w).sum().backward();
 * optimizer.step();
 * w // => tensor([ 0.5000, -2.0000], requires_grad=True)
 */
export class Adam extends Optimizer<GroupOf<AdamOptions>, AdamState> {
  constructor(params: Params<AdamOptions>, options: AdamOptions = {}) {
    const all = withDefaults("Adam", defaults, options);
    if (all.lr instanceof Tensor && all.foreach && !all.capturable) throw foreachWithTensor();
    checkLearningRate(all.lr);
    checkNonNegative("epsilon value", all.eps);
    checkBetas(all.betas);
    checkNonNegative("weight_decay value", all.weightDecay);
    super(params, all, {
      weightDecay: "weight_decay",
      decoupledWeightDecay: "decoupled_weight_decay",
      expAvg: "exp_avg",
      expAvgSq: "exp_avg_sq",
      maxExpAvgSq: "max_exp_avg_sq",
    });
    checkFused(all);
  }

  protected override get keepsGradients(): boolean {
    return false;
  }

  protected override updateParameter(p: Tensor, grad: Tensor, group: GroupOf<AdamOptions>): void {
    const { lr, betas, eps, weightDecay, maximize, decoupledWeightDecay } = group;
    const [beta1, beta2] = betas;
    const state = this.#stateOf(p, group.amsgrad);
    const step = advance(state.step);
    const g = direction(p, grad, maximize, decoupledWeightDecay ? 0 : weightDecay);
    // one literal: objects spread into another take microseconds in Node 20
    const numbers = {
      weight: 1 - beta1,
      decay: beta2,
      gain: 1 - beta2,
      scale: Math.sqrt(1 - beta2 ** step),
      eps,
      value: -(lr / (1 - beta1 ** step)),
      shrink: decoupledWeightDecay && weightDecay !== 0 ? 1 - lr * weightDecay : 1,
    };
    if (!group.amsgrad) adamStep_(p, g, state.expAvg, state.expAvgSq, numbers);
    else {
      if (numbers.shrink !== 1) p.mul_(numbers.shrink);
      state.expAvg.lerp_(g, numbers.weight);
      state.expAvgSq.mul_(beta2).addcmul_(g, g, { value: numbers.gain });
      rootStep_(p, state.expAvg, highest(state), numbers);
    }
    forget(g, grad);
  }

  #stateOf(p: Tensor, amsgrad: boolean): AdamState {
    let state = this.state.get(p);
    if (state === undefined) {
      state = {
        step: counter(0),
        expAvg: zerosAs(p),
        expAvgSq: zerosAs(p),
        ...(amsgrad && { maxExpAvgSq: zerosAs(p) }),
      };
      this.state.set(p, state);
    }
    return state;
  }
}

/** The highest average of squares, the newest included. */
function highest(state: AdamState): Tensor {
  const before = (state.maxExpAvgSq ??= zerosAs(state.expAvgSq));
  const now = maximum(before, state.expAvgSq);
  before.copy_(now);
  now.dispose();
  return before;
}

/** Options of `AdamW`. */
export type AdamWOptions = Omit<AdamOptions, "decoupledWeightDecay">;

/**
 * Adam with decoupled weight decay: the weights shrink by `lr weightDecay`, which is 0.01 unless set, at each step.
 *
 * @throws {RangeError} if an option is out of range
 * @example
 * const w = tensor([1.0, -2.5], { requiresGrad: true });
 * const optimizer = new AdamW([w], { lr: 0.5, weightDecay: 0.1 });
 * w.mul(w).sum().backward();
 * optimizer.step();
 * w // => tensor([ 0.4500, -1.8750], requires_grad=True)
 */
export class AdamW extends Adam {
  constructor(params: Params<AdamWOptions>, options: AdamWOptions = {}) {
    const { decoupledWeightDecay: _, ...own } = defaults;
    super(params, { ...withDefaults("AdamW", { ...own, weightDecay: 1e-2 }, options), decoupledWeightDecay: true });
  }
}
