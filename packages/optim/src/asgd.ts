import { float, type Tensor } from "@flambeau/core";
import { checkLearningRate, checkNonNegative } from "./checks.js";
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

/** Options of `ASGD`. */
export interface ASGDOptions extends Omit<ImplementationOptions, "fused"> {
  /** Learning rate; default 0.01. */
  readonly lr?: Rate;
  /** How fast the weights and the learning rate decay; default 0.0001. */
  readonly lambd?: Real;
  /** Power by which the learning rate decays; default 0.75. */
  readonly alpha?: Real;
  /** The step at which averaging begins; default 1000000. */
  readonly t0?: Real;
  /** L2 penalty; default 0. */
  readonly weightDecay?: Real;
  /** Climb instead of descend; default false. */
  readonly maximize?: boolean;
}

interface ASGDState {
  readonly step: Tensor;
  readonly eta: Tensor;
  readonly mu: Tensor;
  /** The average of the parameter. */
  readonly ax: Tensor;
}

const defaults: Required<ASGDOptions> = {
  lr: 1e-2,
  lambd: 1e-4,
  alpha: 0.75,
  t0: float(1e6),
  weightDecay: 0,
  foreach: null,
  maximize: false,
  differentiable: false,
  capturable: false,
};

/**
 * Averaged stochastic gradient descent: descends with a falling learning rate and keeps the average of the parameters in
 * `state.get(p).ax`.
 *
 * `p = (1 - lambd η) p - η g`, then `η = lr / (1 + lambd lr t)^alpha`, where `g = grad + weightDecay p`.
 *
 * @throws {RangeError} if the learning rate or the weight decay is negative
 * @example
 * const w = tensor([1.0, -2.5], { requiresGrad: true });
 * const optimizer = new ASGD([w], { lr: 0.25, lambd: 0.5 });
 * w.mul(w).sum().backward();
 * optimizer.step();
 * w // => tensor([ 0.3750, -0.9375], requires_grad=True)
 */
export class ASGD extends Optimizer<GroupOf<ASGDOptions>, ASGDState> {
  constructor(params: Params<ASGDOptions>, options: ASGDOptions = {}) {
    const all = withDefaults("ASGD", defaults, options);
    checkLearningRate(all.lr);
    checkNonNegative("weight_decay value", all.weightDecay);
    super(params, all, { weightDecay: "weight_decay" });
  }

  protected override updateParameter(p: Tensor, grad: Tensor, group: GroupOf<ASGDOptions>): void {
    const { lr, lambd, alpha, t0 } = group;
    const state = this.#stateOf(p, lr);
    const { step, eta, mu, ax } = state;
    const t = advance(step);
    const g = direction(p, grad, group.maximize, group.weightDecay);
    if (group.foreach === true) return this.#updateAsForeach(p, g, state, group);
    const rate = eta.item() as number;
    p.mul_(1 - lambd * rate);
    p.add_(g, { alpha: -rate });
    if (mu.item() === 1) ax.copy_(p);
    else ax.add_(p.sub(ax).mul_(mu));
    eta.fill_(lr / (1 + lambd * lr * t) ** alpha);
    mu.fill_(1 / Math.max(1, t - t0));
  }

  /** The same in the steps of PyTorch's `foreach`, where the learning rate falls in the type of `step`. */
  #updateAsForeach(p: Tensor, g: Tensor, { step, eta, mu, ax }: ASGDState, group: GroupOf<ASGDOptions>): void {
    const { lr, lambd, alpha, t0 } = group;
    p.addcmul_(g.add(p, { alpha: lambd }), eta, { value: -1 });
    ax.addcmul_(p.sub(ax), mu);
    eta.copy_(
      step
        .mul(lambd * lr)
        .add(1)
        .pow(alpha)
        .reciprocal()
        .mul(lr),
    );
    mu.fill_(1 / Math.max(1, (step.item() as number) - t0));
  }

  #stateOf(p: Tensor, lr: number): ASGDState {
    let state = this.state.get(p);
    if (state === undefined) {
      state = { step: counter(0), eta: counter(lr), mu: counter(1), ax: zerosAs(p) };
      this.state.set(p, state);
    }
    return state;
  }
}
