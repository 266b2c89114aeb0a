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

/** Options of `RAdam`. */
export interface RAdamOptions extends Omit<ImplementationOptions, "fused"> {
  /** Learning rate; default 0.001. */
  readonly lr?: Rate;
  /** What part of the running averages of gradients and of their squares is kept; default `[0.9, 0.999]`. */
  readonly betas?: readonly [number, number];
  /** Added to denominators; default 1e-8. */
  readonly eps?: Real;
  /** L2 penalty, or weight decay if that is decoupled; default 0. */
  readonly weightDecay?: Real;
  /** Climb instead of descend; default false. */
  readonly maximize?: boolean;
  /** Shrink the weights instead of adding a penalty to the gradient; default false. */
  readonly decoupledWeightDecay?: boolean;
}

interface RAdamState {
  readonly step: Tensor;
  readonly expAvg: Tensor;
  readonly expAvgSq: Tensor;
}

const defaults: Required<RAdamOptions> = {
  lr: 1e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  maximize: false,
  foreach: null,
  capturable: false,
  decoupledWeightDecay: false,
  differentiable: false,
};

/**
 * RAdam: Adam that steps by the plain average of gradients until the average of squares is reliable.
 *
 * With `ρ∞ = 2 / (1 - β₂) - 1` and `ρ = ρ∞ - 2 t β₂ᵗ / (1 - β₂ᵗ)`: `p = p - lr m̂` while `ρ ≤ 5`, then
 * `p = p - lr m̂ √((ρ - 4) (ρ - 2) ρ∞ / ((ρ∞ - 4) (ρ∞ - 2) ρ)) / √v̂`.
 *
 * @throws {RangeError} if an option is out of range
 * @example
 * const w = tensor([1.0, -2.5], { requiresGrad: true });
 * const optimizer = new RAdam([w], { lr: 0.25 });
 * w.mul(w).sum().backward();
 * optimizer.step();
 * w // => tensor([ 0.5000, -1.2500], requires_grad=True)
 */
export class RAdam extends Optimizer<GroupOf<RAdamOptions>, RAdamState> {
  constructor(params: Params<RAdamOptions>, options: RAdamOptions = {}) {
    const all = withDefaults("RAdam", defaults, options);
    checkLearningRate(all.lr);
    checkNonNegative("epsilon value", all.eps);
    checkBetas(all.betas);
    checkNonNegative("weight_decay value", all.weightDecay);
    super(params, all, {
      weightDecay: "weight_decay",
      decoupledWeightDecay: "decoupled_weight_decay",
      expAvg: "exp_avg",
      expAvgSq: "exp_avg_sq",
    });
  }

  protected override updateParameter(p: Tensor, grad: Tensor, group: GroupOf<RAdamOptions>): void {
    const { lr, weightDecay, decoupledWeightDecay } = group;
    const [beta1, beta2] = group.betas;
    const { step, expAvg, expAvgSq } = this.#stateOf(p);
    const t = advance(step);
    if (decoupledWeightDecay && weightDecay !== 0) p.mul_(1 - lr * weightDecay);
    const g = direction(p, grad, group.maximize, decoupledWeightDecay ? 0 : weightDecay);
    expAvg.lerp_(g, 1 - beta1);
    expAvgSq.mul_(beta2).addcmul_(g, g, { value: 1 - beta2 });
    const update = expAvg.div(1 - beta1 ** t).mul_(lr);
    const correction = 1 - beta2 ** t;
    const rectification = rectify(beta2, t, correction);
    if (rectification !== null) {
      const adaptive = expAvgSq.sqrt().add_(group.eps).reciprocal().mul_(Math.sqrt(correction));
      update.mul_(adaptive).mul_(rectification);
    }
    p.sub_(update);
  }

  #stateOf(p: Tensor): RAdamState {
    let state = this.state.get(p);
    if (state === undefined) {
      state = { step: counter(0), expAvg: zerosAs(p), expAvgSq: zerosAs(p) };
      this.state.set(p, state);
    }
    return state;
  }
}

/** What makes up for the uncertain average of squares; null while it is of no use. */
function rectify(beta2: number, t: number, correction: number): number | null {
  const limit = 2 / (1 - beta2) - 1;
  const length = limit - (2 * t * beta2 ** t) / correction;
  if (length <= 5) return null;
  return Math.sqrt(((length - 4) * (length - 2) * limit) / ((limit - 4) * (limit - 2) * length));
}
