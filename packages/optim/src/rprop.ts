import { type Tensor, where } from "@flambeau/core";
import { checkLearningRate } from "./checks.js";
import { direction } from "./direction.js";
import { invalidOption } from "./errors.js";
import { Optimizer } from "./optimizer.js";
import { type GroupOf, type ImplementationOptions, type Params, type Rate, withDefaults } from "./param-group.js";
import { advance, counter, zerosAs } from "./persistent.js";

/** Options of `Rprop`. */
export interface RpropOptions extends Omit<ImplementationOptions, "fused"> {
  /** The first step size; default 0.01. */
  readonly lr?: Rate;
  /** What a step size is multiplied by when the gradient changes its sign and when it keeps it; default `[0.5, 1.2]`. */
  readonly etas?: readonly [number, number];
  /** Bounds of step sizes; default `[1e-6, 50]`. */
  readonly stepSizes?: readonly [number, number];
  /** Climb instead of descend; default false. */
  readonly maximize?: boolean;
}

interface RpropState {
  readonly step: Tensor;
  readonly prev: Tensor;
  readonly stepSize: Tensor;
}

const defaults: Required<RpropOptions> = {
  lr: 1e-2,
  etas: [0.5, 1.2],
  stepSizes: [1e-6, 50],
  foreach: null,
  maximize: false,
  differentiable: false,
  capturable: false,
};

/**
 * Resilient backpropagation: every element has a step size of its own, which grows while its gradient keeps its sign and
 * shrinks when it changes it; only the sign of the gradient counts.
 *
 * @throws {RangeError} if the learning rate is negative, or the etas are not below and above 1
 * @example
 * const w = tensor([1.0, -2.5], { requiresGrad: true });
 * const optimizer = new Rprop([w], { lr: 0.5 });
 * w.mul(w).sum().backward();
 * optimizer.step();
 * w // => tensor([ 0.5000, -2.0000], requires_grad=True)
 */
export class Rprop extends Optimizer<GroupOf<RpropOptions>, RpropState> {
  constructor(params: Params<RpropOptions>, options: RpropOptions = {}) {
    const all = withDefaults("Rprop", defaults, options);
    checkLearningRate(all.lr);
    const [minus, plus] = all.etas.map(Number) as [number, number];
    if (!(0 < minus && minus < 1 && 1 < plus)) throw invalidOption("eta values", ...all.etas);
    super(params, all, { stepSizes: "step_sizes", stepSize: "step_size" });
  }

  protected override updateParameter(p: Tensor, grad: Tensor, group: GroupOf<RpropOptions>): void {
    const { step, prev, stepSize } = this.#stateOf(p, grad, group.lr);
    advance(step);
    const g = direction(p, grad, group.maximize, 0);
    const agreement = g.mul(prev);
    const turned = agreement.lt(0);
    const [minus, plus] = group.etas;
    const factor = where(turned, minus, where(agreement.gt(0), plus, agreement.clone().fill_(1)));
    stepSize.mul_(factor).clamp_(group.stepSizes[0], group.stepSizes[1]);
    // where the sign turned, this step is left out and the next keeps its size
    prev.copy_(where(turned, 0, g));
    p.addcmul_(prev.sign(), stepSize, { value: -1 });
  }

  #stateOf(p: Tensor, grad: Tensor, lr: number): RpropState {
    let state = this.state.get(p);
    if (state === undefined) {
      state = { step: counter(0), prev: zerosAs(p), stepSize: zerosAs(grad).fill_(lr) };
      this.state.set(p, state);
    }
    return state;
  }
}
