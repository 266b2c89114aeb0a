import { bfloat16, type DType, float, float16, float32, Tensor, zeros } from "@flambeau/core";
import { direction } from "./direction.js";
import { outOfRange } from "./errors.js";
import { Optimizer } from "./optimizer.js";
import { type GroupOf, type Params, type Rate, type Real, withDefaults } from "./param-group.js";
import { advance, counter, persistent, zerosAs } from "./persistent.js";

/** Options of `Adafactor`. */
export interface AdafactorOptions {
  /** Upper bound of relative step sizes, and factor of the weight decay; default 0.01. */
  readonly lr?: Rate;
  /** What part of the running averages of squares is new: `t ** beta2Decay`; default -0.8. */
  readonly beta2Decay?: Real;
  /** Lower bounds of roots of squares, null for the precision of the type, and of the parameters' size; default `[null, 0.001]`. */
  readonly eps?: readonly [number | null, number];
  /** Steps whose root mean square is larger are clipped; default 1. */
  readonly d?: Real;
  /** How fast the weights shrink; default 0. */
  readonly weightDecay?: Real;
  /** Kept for state dicts only. */
  readonly foreach?: boolean | null;
  /** Climb instead of descend; default false. */
  readonly maximize?: boolean;
}

interface AdafactorState {
  readonly step: Tensor;
  readonly rowVar?: Tensor;
  readonly colVar?: Tensor;
  readonly variance?: Tensor;
}

const defaults: Required<AdafactorOptions> = {
  lr: 1e-2,
  beta2Decay: -0.8,
  eps: [null, 1e-3],
  d: float(1),
  weightDecay: float(0),
  foreach: null,
  maximize: false,
};

/**
 * Adafactor: of the averages of squared gradients, matrices remember one per row and one per column only; steps are relative to
 * the size of the parameters.
 *
 * @throws {RangeError} if an option is out of range
 * @example
 * const w = tensor([[1.0, -2.5]], { requiresGrad: true });
 * const optimizer = new Adafactor([w], { lr: 0.5 });
 * w.mul(w).sum().backward();
 * optimizer.step();
 * w // => tensor([[ 0.0480, -1.5480]], requires_grad=True)
 */
export class Adafactor extends Optimizer<GroupOf<AdafactorOptions>, AdafactorState> {
  constructor(params: Params<AdafactorOptions>, options: AdafactorOptions = {}) {
    const all = withDefaults("Adafactor", defaults, options);
    if (all.lr instanceof Tensor && all.lr.numel() !== 1) throw new Error("Tensor lr must be 1-element");
    if (!(Number(all.lr) >= 0)) throw outOfRange("Learning rate", ">= 0", all.lr);
    if (!(Number(all.beta2Decay) <= 0)) throw outOfRange("beta2_decay", "<= 0", all.beta2Decay);
    const [eps1, eps2] = all.eps;
    if (eps1 !== null && !(Number(eps1) >= 0)) throw outOfRange("epsilon1", ">= 0", eps1);
    if (!(Number(eps2) >= 0)) throw outOfRange("epsilon2", ">= 0", eps2);
    if (!(Number(all.d) >= 1)) throw outOfRange("Clipping threshold d", ">= 1", all.d);
    if (!(Number(all.weightDecay) >= 0)) throw outOfRange("weight_decay", ">= 0", all.weightDecay);
    super(params, all, {
      beta2Decay: "beta2_decay",
      weightDecay: "weight_decay",
      rowVar: "row_var",
      colVar: "col_var",
    });
  }

  protected override updateParameter(p: Tensor, grad: Tensor, group: GroupOf<AdafactorOptions>): void {
    const { lr, eps, d, weightDecay } = group;
    const eps1 = eps[0] ?? precision(p.dtype);
    const state = this.#stateOf(p, grad);
    const t = advance(state.step);
    const rate = Math.max(eps[1], rootMeanSquare(p)) * Math.min(lr, 1 / Math.sqrt(t));
    if (weightDecay !== 0) p.mul_(1 - lr * weightDecay);
    const g = direction(p, grad, group.maximize, 0);
    const squares = averages(state, g, t ** group.beta2Decay, eps1);
    const update = squares
      .clampMin(eps1 * eps1)
      .rsqrt()
      .mul_(g);
    p.add_(update, { alpha: -rate / Math.max(1, rootMeanSquare(update) / d) });
  }

  #stateOf(p: Tensor, grad: Tensor): AdafactorState {
    let state = this.state.get(p);
    if (state !== undefined) return state;
    const { dtype, shape } = grad;
    if (shape.length > 1) {
      const rows = persistent(zeros(shape.with(-1, 1), { dtype }));
      const columns = persistent(zeros(shape.with(-2, 1), { dtype }));
      state = { step: counter(0), rowVar: rows, colVar: columns };
    } else state = { step: counter(0), variance: zerosAs(grad) };
    this.state.set(p, state);
    return state;
  }
}

/** The distance from 1 to the next number. */
function precision(dtype: DType): number {
  return 2 ** -(dtype === bfloat16 ? 7 : dtype === float16 ? 10 : dtype === float32 ? 23 : 52);
}

function rootMeanSquare(x: Tensor): number {
  return (x.norm(2).item() as number) / Math.sqrt(x.numel());
}

/** Takes the squares of `g` into the averages, and gives what they say of each element. */
function averages({ rowVar, colVar, variance }: AdafactorState, g: Tensor, newPart: number, eps: number): Tensor {
  if (variance !== undefined) return variance.lerp_(g.mul(g), newPart);
  const meanSquare = (dim: number): Tensor => g.norm(2, dim, { keepdim: true }).square().div_(g.shape.at(dim)!);
  rowVar!.lerp_(meanSquare(-1), newPart);
  colVar!.lerp_(meanSquare(-2), newPart);
  return rowVar!.matmul(colVar!).div_(rowVar!.mean(-2, { keepdim: true }).clampMin(eps));
}
