import { rootStep_, type Tensor } from "@flambeau/core";
import { checkFused, checkLearningRate, checkNonNegative } from "./checks.js";
import { direction, forget } from "./direction.js";
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

/** Options of `Adagrad`. */
export interface AdagradOptions extends Omit<ImplementationOptions, "capturable"> {
  /** Learning rate; default 0.01. */
  readonly lr?: Rate;
  /** How the learning rate falls: it is divided by `1 + (t - 1) lrDecay`; default 0. */
  readonly lrDecay?: Real;
  /** Added to denominators; default 1e-10. */
  readonly eps?: Real;
  /** L2 penalty; default 0. */
  readonly weightDecay?: Real;
  /** What the sums of squares begin with; default 0. */
  readonly initialAccumulatorValue?: Real;
  /** Climb instead of descend; default false. */
  readonly maximize?: boolean;
}

interface AdagradState {
  readonly step: Tensor;
  readonly sum: Tensor;
}

const defaults: Required<AdagradOptions> = {
  lr: 1e-2,
  lrDecay: 0,
  eps: 1e-10,
  weightDecay: 0,
  initialAccumulatorValue: 0,
  foreach: null,
  maximize: false,
  differentiable: false,
  fused: null,
};

/**
 * Adagrad: divides gradients by the root of the sum of all their squares.
 *
 * `s = s + g²`, `p = p - lr g / (√s + eps)` where `g = grad + weightDecay p`.
 *
 * @throws {RangeError} if an option is negative
 * @example
 * const w = tensor([1.0, -2.5], { requiresGrad: true });
 * const optimizer = new Adagrad([w], { lr: 0.5 });
 * w.mul(w).sum().backward();
 * optimizer.step();
 * w // => tensor([ 0.5000, -2.0000], requires_grad=True)
 */
export class Adagrad extends Optimizer<GroupOf<AdagradOptions>, AdagradState> {
  constructor(params: Params<AdagradOptions>, options: AdagradOptions = {}) {
    const all = withDefaults("Adagrad", defaults, options);
    checkLearningRate(all.lr);
    checkNonNegative("lr_decay value", all.lrDecay);
    checkNonNegative("weight_decay value", all.weightDecay);
    checkNonNegative("initial_accumulator_value value", all.initialAccumulatorValue);
    checkNonNegative("epsilon value", all.eps);
    super(params, all, {
      lrDecay: "lr_decay",
      weightDecay: "weight_decay",
      initialAccumulatorValue: "initial_accumulator_value",
    });
    checkFused(all);
    for (const group of this.paramGroups) for (const p of group.params) this.#stateOf(p);
  }

  protected override updateParameter(p: Tensor, grad: Tensor, group: GroupOf<AdagradOptions>): void {
    const state = this.#stateOf(p);
    const step = advance(state.step);
    const g = direction(p, grad, group.maximize, group.weightDecay);
    state.sum.addcmul_(g, g);
    const value = -(group.lr / (1 + (step - 1) * group.lrDecay));
    rootStep_(p, g, state.sum, { scale: 1, eps: group.eps, value });
    forget(g, grad);
  }

  #stateOf(p: Tensor): AdagradState {
    let state = this.state.get(p);
    if (state === undefined) {
      state = { step: counter(0), sum: zerosAs(p).fill_(Number(this.defaults.initialAccumulatorValue)) };
      this.state.set(p, state);
    }
    return state;
  }
}
