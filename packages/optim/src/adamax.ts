import { maximum, type Tensor } from "@flambeau/core";
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

/** Options of `Adamax`. */
export interface AdamaxOptions extends Omit<ImplementationOptions, "fused"> {
  /** Learning rate; default 0.002. */
  readonly lr?: Rate;
  /** What part of the running average of gradients and of the running maximum is kept; default `[0.9, 0.999]`. */
  readonly betas?: readonly [number, number];
  /** Added to magnitudes; default 1e-8. */
  readonly eps?: Real;
  /** L2 penalty; default 0. */
  readonly weightDecay?: Real;
  /** Climb instead of descend; default false. */
  readonly maximize?: boolean;
}

interface AdamaxState {
  readonly step: Tensor;
  readonly expAvg: Tensor;
  readonly expInf: Tensor;
}

const defaults: Required<AdamaxOptions> = {
  lr: 2e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  foreach: null,
  maximize: false,
  differentiable: false,
  capturable: false,
};

/**
 * Adamax: Adam with a decaying maximum in the place of the root mean square.
 *
 * `m = β₁ m + (1 - β₁) g`, `u = max(β₂ u, |g| + eps)`, `p = p - lr / (1 - β₁ᵗ) m / u` where `g = grad + weightDecay p`.
 *
 * @throws {RangeError} if an option is out of range
 * @example
 * const w = tensor([1.0, -2.5], { requiresGrad: true });
 * const optimizer = new Adamax([w], { lr: 0.5 });
 * w.mul(w).sum().backward();
 * optimizer.step();
 * w // => tensor([ 0.5000, -2.0000], requires_grad=True)
 */
export class Adamax extends Optimizer<GroupOf<AdamaxOptions>, AdamaxState> {
  constructor(params: Params<AdamaxOptions>, options: AdamaxOptions = {}) {
    const all = withDefaults("Adamax", defaults, options);
    checkLearningRate(all.lr);
    checkNonNegative("epsilon value", all.eps);
    checkBetas(all.betas);
    checkNonNegative("weight_decay value", all.weightDecay);
    super(params, all, { weightDecay: "weight_decay", expAvg: "exp_avg", expInf: "exp_inf" });
  }

  protected override updateParameter(p: Tensor, grad: Tensor, group: GroupOf<AdamaxOptions>): void {
    const [beta1, beta2] = group.betas;
    const { step, expAvg, expInf } = this.#stateOf(p);
    const t = advance(step);
    const g = direction(p, grad, group.maximize, group.weightDecay);
    expAvg.lerp_(g, 1 - beta1);
    expInf.copy_(maximum(expInf.mul_(beta2), g.abs().add_(group.eps)));
    p.addcdiv_(expAvg, expInf, { value: -(group.lr / (1 - beta1 ** t)) });
  }

  #stateOf(p: Tensor): AdamaxState {
    let state = this.state.get(p);
    if (state === undefined) {
      state = { step: counter(0), expAvg: zerosAs(p), expInf: zerosAs(p) };
      this.state.set(p, state);
    }
    return state;
  }
}
