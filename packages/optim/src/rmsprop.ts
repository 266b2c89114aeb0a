import { rootStep_, type Tensor } from "@flambeau/core";
import { checkLearningRate, checkNonNegative } from "./checks.js";
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

/** Options of `RMSprop`. */
export interface RMSpropOptions extends Omit<ImplementationOptions, "fused"> {
  /** Learning rate; default 0.01. */
  readonly lr?: Rate;
  /** How much of the previous step is kept; default 0. */
  readonly momentum?: Real;
  /** What part of the running average of squares is kept; default 0.99. */
  readonly alpha?: Real;
  /** Added to denominators; default 1e-8. */
  readonly eps?: Real;
  /** Divide by the standard deviation of gradients instead of their root mean square; default false. */
  readonly centered?: boolean;
  /** L2 penalty; default 0. */
  readonly weightDecay?: Real;
  /** Climb instead of descend; default false. */
  readonly maximize?: boolean;
}

interface RMSpropState {
  readonly step: Tensor;
  readonly squareAvg: Tensor;
  momentumBuffer?: Tensor;
  gradAvg?: Tensor;
}

const defaults: Required<RMSpropOptions> = {
  lr: 1e-2,
  momentum: 0,
  alpha: 0.99,
  eps: 1e-8,
  centered: false,
  weightDecay: 0,
  capturable: false,
  foreach: null,
  maximize: false,
  differentiable: false,
};

/**
 * RMSprop: divides gradients by the root of a running average of their squares.
 *
 * `v = α v + (1 - α) g²`, `p = p - lr g / (√v + eps)` where `g = grad + weightDecay p`; centered, `v` is lessened by the square of
 * the running average of `g`.
 *
 * @throws {RangeError} if an option is negative
 * @example
 * const w = tensor([1.0, -2.5], { requiresGrad: true });
 * const optimizer = new RMSprop([w], { lr: 0.5, alpha: 0.75 });
 * w.mul(w).sum().backward();
 * optimizer.step();
 * w // => tensor([ 0.0000, -1.5000], requires_grad=True)
 */
export class RMSprop extends Optimizer<GroupOf<RMSpropOptions>, RMSpropState> {
  constructor(params: Params<RMSpropOptions>, options: RMSpropOptions = {}) {
    const all = withDefaults("RMSprop", defaults, options);
    checkLearningRate(all.lr);
    checkNonNegative("epsilon value", all.eps);
    checkNonNegative("momentum value", all.momentum);
    checkNonNegative("weight_decay value", all.weightDecay);
    checkNonNegative("alpha value", all.alpha);
    super(params, all, {
      weightDecay: "weight_decay",
      squareAvg: "square_avg",
      momentumBuffer: "momentum_buffer",
      gradAvg: "grad_avg",
    });
  }

  protected override updateParameter(p: Tensor, grad: Tensor, group: GroupOf<RMSpropOptions>): void {
    const { lr, alpha, eps, momentum } = group;
    const state = this.#stateOf(p, group);
    advance(state.step);
    const g = direction(p, grad, group.maximize, group.weightDecay);
    state.squareAvg.mul_(alpha).addcmul_(g, g, { value: 1 - alpha });
    const squares = group.centered ? variance(state, g, alpha) : state.squareAvg;
    if (momentum > 0) {
      const buffer = (state.momentumBuffer ??= zerosAs(p));
      rootStep_(buffer.mul_(momentum), g, squares, { scale: 1, eps, value: 1 });
      p.add_(buffer, { alpha: -lr });
    } else rootStep_(p, g, squares, { scale: 1, eps, value: -lr });
    forget(squares, state.squareAvg);
    forget(g, grad);
  }

  #stateOf(p: Tensor, { momentum, centered }: GroupOf<RMSpropOptions>): RMSpropState {
    let state = this.state.get(p);
    if (state === undefined) {
      state = {
        step: counter(0),
        squareAvg: zerosAs(p),
        ...(momentum > 0 && { momentumBuffer: zerosAs(p) }),
        ...(centered && { gradAvg: zerosAs(p) }),
      };
      this.state.set(p, state);
    }
    return state;
  }
}

function variance(state: RMSpropState, g: Tensor, alpha: number): Tensor {
  state.gradAvg ??= zerosAs(g);
  state.gradAvg.lerp_(g, 1 - alpha);
  return state.squareAvg.addcmul(state.gradAvg, state.gradAvg, { value: -1 });
}
