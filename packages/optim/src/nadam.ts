import type { Tensor } from "@flambeau/core";
import { checkBetas, checkLearningRate, checkNonNegative } from "./checks.js";
import { direction } from "./direction.js";
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

/** Options of `NAdam`. */
export interface NAdamOptions extends Omit<ImplementationOptions, "fused"> {
  /** Learning rate; default 0.002. */
  readonly lr?: Rate;
  /** What part of the running averages of gradients and of their squares is kept; default `[0.9, 0.999]`. */
  readonly betas?: readonly [number, number];
  /** Added to denominators; default 1e-8. */
  readonly eps?: Real;
  /** L2 penalty, or weight decay if that is decoupled; default 0. */
  readonly weightDecay?: Real;
  /** How fast the momentum grows to the first of `betas`; default 0.004. */
  readonly momentumDecay?: Real;
  /** Shrink the weights instead of adding a penalty to the gradient; default false. */
  readonly decoupledWeightDecay?: boolean;
  /** Climb instead of descend; default false. */
  readonly maximize?: boolean;
}

interface NAdamState {
  readonly step: Tensor;
  readonly muProduct: Tensor;
  readonly expAvg: Tensor;
  readonly expAvgSq: Tensor;
}

const defaults: Required<NAdamOptions> = {
  lr: 2e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  momentumDecay: 4e-3,
  decoupledWeightDecay: false,
  maximize: false,
  foreach: null,
  capturable: false,
  differentiable: false,
};

/**
 * NAdam: Adam with Nesterov's momentum.
 *
 * With `μₜ = β₁ (1 - 0.5 · 0.96^(t momentumDecay))` and `m`, `v̂` of Adam:
 * `p = p - lr ((1 - μₜ) g / (1 - Πμ) + μₜ₊₁ m / (1 - Πμ μₜ₊₁)) / (√v̂ + eps)`.
 *
 * @throws {RangeError} if an option is out of range
 * @example
 * const w = tensor([1.0, -2.5], { requiresGrad: true });
 * const optimizer = new NAdam([w], { lr: 0.5 });
 * w.mul(w).sum().backward();
 * optimizer.step();
 * w // => tensor([ 0.4718, -1.9718], requires_grad=True)
 */
export class NAdam extends Optimizer<GroupOf<NAdamOptions>, NAdamState> {
  constructor(params: Params<NAdamOptions>, options: NAdamOptions = {}) {
    const all = withDefaults("NAdam", defaults, options);
    checkLearningRate(all.lr);
    checkNonNegative("epsilon value", all.eps);
    checkBetas(all.betas);
    checkNonNegative("weight_decay value", all.weightDecay);
    checkNonNegative("momentum_decay value", all.momentumDecay);
    super(params, all, {
      weightDecay: "weight_decay",
      momentumDecay: "momentum_decay",
      decoupledWeightDecay: "decoupled_weight_decay",
      muProduct: "mu_product",
      expAvg: "exp_avg",
      expAvgSq: "exp_avg_sq",
    });
  }

  protected override updateParameter(p: Tensor, grad: Tensor, group: GroupOf<NAdamOptions>): void {
    const { lr, weightDecay, momentumDecay, decoupledWeightDecay } = group;
    const [beta1, beta2] = group.betas;
    const { step, muProduct, expAvg, expAvgSq } = this.#stateOf(p);
    const t = advance(step);
    if (decoupledWeightDecay && weightDecay !== 0) p.mul_(1 - lr * weightDecay);
    const g = direction(p, grad, group.maximize, decoupledWeightDecay ? 0 : weightDecay);
    const mu = beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
    const muNext = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentumDecay));
    const product = muProduct.mul_(mu).item() as number;
    expAvg.lerp_(g, 1 - beta1);
    expAvgSq.mul_(beta2).addcmul_(g, g, { value: 1 - beta2 });
    const denominator = expAvgSq
      .div(1 - beta2 ** t)
      .sqrt()
      .add_(group.eps);
    p.addcdiv_(g, denominator, { value: (-lr * (1 - mu)) / (1 - product) });
    p.addcdiv_(expAvg, denominator, { value: (-lr * muNext) / (1 - product * muNext) });
  }

  #stateOf(p: Tensor): NAdamState {
    let state = this.state.get(p);
    if (state === undefined) {
      state = { step: counter(0), muProduct: counter(1), expAvg: zerosAs(p), expAvgSq: zerosAs(p) };
      this.state.set(p, state);
    }
    return state;
  }
}
