import { float, type Tensor } from "@flambeau/core";
import { checkLearningRate, checkNonNegative } from "./checks.js";
import { direction } from "./direction.js";
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
import { advance, counter, zerosAs } from "./persistent.js";

/** Options of `Adadelta`. */
export interface AdadeltaOptions extends Omit<ImplementationOptions, "fused"> {
  /** Learning rate; default 1. */
  readonly lr?: Rate;
  /** What part of the running averages is kept; default 0.9. */
  readonly rho?: Real;
  /** Added under roots; default 1e-6. */
  readonly eps?: Real;
  /** L2 penalty; default 0. */
  readonly weightDecay?: Real;
  /** Climb instead of descend; default false. */
  readonly maximize?: boolean;
}

interface AdadeltaState {
  readonly step: Tensor;
  readonly squareAvg: Tensor;
  readonly accDelta: Tensor;
}

const defaults: Required<AdadeltaOptions> = {
  lr: float(1),
  rho: 0.9,
  eps: 1e-6,
  weightDecay: 0,
  maximize: false,
  capturable: false,
  foreach: null,
  differentiable: false,
};

/**
 * Adadelta: scales gradients by the ratio of the root mean squares of steps and of gradients.
 *
 * `v = ρ v + (1 - ρ) g²`, `d = g √(u + eps) / √(v + eps)`, `u = ρ u + (1 - ρ) d²`, `p = p - lr d` where
 * `g = grad + weightDecay p`.
 *
 * @throws {RangeError} if an option is out of range
 * @example
 * const w = tensor([1.0, -2.5], { requiresGrad: true });
 * const optimizer = new Adadelta([w], { eps: 0.25 });
 * w.mul(w).sum().backward();
 * optimizer.step();
 * w // => tensor([-0.2403, -0.9924], requires_grad=True)
 */
export class Adadelta extends Optimizer<GroupOf<AdadeltaOptions>, AdadeltaState> {
  constructor(params: Params<AdadeltaOptions>, options: AdadeltaOptions = {}) {
    const all = withDefaults("Adadelta", defaults, options);
    checkLearningRate(all.lr);
    if (!(Number(all.rho) >= 0 && Number(all.rho) <= 1)) throw invalidOption("rho value", all.rho);
    checkNonNegative("epsilon value", all.eps);
    checkNonNegative("weight_decay value", all.weightDecay);
    super(params, all, { weightDecay: "weight_decay", squareAvg: "square_avg", accDelta: "acc_delta" });
  }

  protected override updateParameter(p: Tensor, grad: Tensor, group: GroupOf<AdadeltaOptions>): void {
    const { lr, rho, eps } = group;
    const { step, squareAvg, accDelta } = this.#stateOf(p);
    advance(step);
    const g = direction(p, grad, group.maximize, group.weightDecay);
    squareAvg.mul_(rho).addcmul_(g, g, { value: 1 - rho });
    const delta = accDelta.add(eps).sqrt().div_(squareAvg.add(eps).sqrt()).mul_(g);
    accDelta.mul_(rho).addcmul_(delta, delta, { value: 1 - rho });
    p.add_(delta, { alpha: -lr });
  }

  #stateOf(p: Tensor): AdadeltaState {
    let state = this.state.get(p);
    if (state === undefined) {
      state = { step: counter(0), squareAvg: zerosAs(p), accDelta: zerosAs(p) };
      this.state.set(p, state);
    }
    return state;
  }
}
