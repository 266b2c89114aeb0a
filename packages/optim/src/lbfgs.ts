import { cat, enableGrad, float64, noGrad, Tensor, zeros } from "@flambeau/core";
import { checkLearningRate } from "./checks.js";
import { noClosure, severalGroups, unknownLineSearch } from "./errors.js";
import { strongWolfe } from "./line-search.js";
import { Optimizer } from "./optimizer.js";
import { type GroupOf, type Params, type Rate, type Real, withDefaults } from "./param-group.js";

/** Options of `LBFGS`. */
export interface LBFGSOptions {
  /** Learning rate; default 1. */
  readonly lr?: Rate;
  /** Most iterations per step; default 20. */
  readonly maxIter?: number;
  /** Most evaluations of the closure per step; default `maxIter * 1.25`. */
  readonly maxEval?: number | null;
  /** It ends where no element of the gradient is larger; default 1e-7. */
  readonly toleranceGrad?: Real;
  /** It ends where values or parameters change less; default 1e-9. */
  readonly toleranceChange?: Real;
  /** How many steps are remembered; default 100. */
  readonly historySize?: number;
  /** How step lengths are found; default null, which means they are `lr`. */
  readonly lineSearchFn?: "strong_wolfe" | null;
}

/** One state for all parameters, kept under the first. */
interface LBFGSState {
  funcEvals: number;
  nIter: number;
  /** Factors of the loop over past steps. */
  al?: (Tensor | null)[];
  /** The last direction. */
  d?: Tensor;
  /** The last step length. */
  t?: number;
  /** Past changes of the gradient. */
  oldDirs?: Tensor[];
  /** Past steps. */
  oldStps?: Tensor[];
  ro?: Tensor[];
  HDiag?: Tensor | number;
  prevFlatGrad?: Tensor;
  prevLoss?: number;
}

const defaults: Required<LBFGSOptions> = {
  lr: 1,
  maxIter: 20,
  maxEval: null,
  toleranceGrad: 1e-7,
  toleranceChange: 1e-9,
  historySize: 100,
  lineSearchFn: null,
};

/**
 * L-BFGS: Newton's method with a curvature learned from past steps. `step` needs a closure that clears the gradients, computes the
 * loss, calls `backward` and returns the loss; it is called several times per step.
 *
 * @throws {RangeError} if the learning rate is negative
 * @throws {Error} if there are several groups
 * @example
 * const w = tensor([1.0, -2.5], { requiresGrad: true });
 * const optimizer = new LBFGS([w], { lineSearchFn: "strong_wolfe" });
 * optimizer.step(() => {
 *   optimizer.zeroGrad();
 *   const loss = w.sub(1).pow(2).sum();
 *   loss.backward();
 *   return loss;
 * });
 * w // => tensor([1., 1.], requires_grad=True)
 */
export class LBFGS extends Optimizer<GroupOf<LBFGSOptions>, LBFGSState> {
  constructor(params: Params<LBFGSOptions>, options: LBFGSOptions = {}) {
    const all = withDefaults("LBFGS", defaults, options);
    checkLearningRate(all.lr);
    const maxEval = all.maxEval ?? Math.floor((all.maxIter * 5) / 4);
    super(
      params,
      { ...all, maxEval },
      {
        maxIter: "max_iter",
        maxEval: "max_eval",
        toleranceGrad: "tolerance_grad",
        toleranceChange: "tolerance_change",
        historySize: "history_size",
        lineSearchFn: "line_search_fn",
        funcEvals: "func_evals",
        nIter: "n_iter",
        oldDirs: "old_dirs",
        oldStps: "old_stps",
        HDiag: "H_diag",
        prevFlatGrad: "prev_flat_grad",
        prevLoss: "prev_loss",
      },
    );
    if (this.paramGroups.length !== 1) throw severalGroups();
  }

  get #params(): readonly Tensor[] {
    return this.paramGroups[0]!.params;
  }

  /**
   * Minimises for some iterations.
   *
   * @returns the first loss of `closure`
   * @throws {TypeError} if there is no closure
   */
  override step(): null;
  override step<L>(closure: () => L): L;
  override step<L>(closure?: () => L): L | null {
    if (closure === undefined) throw noClosure();
    const first = this.#params[0]!;
    const saved = this.state.get(first) ?? { funcEvals: 0, nIter: 0 };
    const state = { ...saved };
    const loss = noGrad(() => this.#minimize(() => enableGrad(closure), state));
    this.state.set(first, updated(saved, state));
    return loss;
  }

  #minimize<L>(closure: () => L, state: LBFGSState): L {
    const { maxIter, maxEval, toleranceGrad, toleranceChange } = this.paramGroups[0]!;
    const firstLoss = closure();
    let loss = numberOf(firstLoss);
    let evaluations = 1;
    state.funcEvals++;
    let gradient = this.#flatGradient();
    if (largest(gradient) <= toleranceGrad) return firstLoss;
    for (let iteration = 1; iteration <= maxIter; iteration++) {
      state.nIter++;
      const d = this.#direction(gradient, state);
      state.d = d;
      state.prevFlatGrad = gradient.clone();
      const previousLoss = loss;
      state.prevLoss = loss;
      state.t = this.#firstLength(gradient, state);
      const slope = gradient.dot(d).item() as number;
      if (slope > -toleranceChange) break;
      const moved = this.#move(
        closure,
        state,
        { value: loss, gradient, slope },
        maxEval! - evaluations,
        iteration === maxIter,
      );
      loss = moved.value;
      gradient = moved.gradient;
      evaluations += moved.evaluations;
      state.funcEvals += moved.evaluations;
      if (evaluations >= maxEval! || largest(gradient) <= toleranceGrad) break;
      if (largest(d.mul(state.t)) <= toleranceChange || Math.abs(loss - previousLoss) < toleranceChange) break;
    }
    return firstLoss;
  }

  /** Goes along the direction, as far as the line search says. */
  #move(
    closure: () => unknown,
    state: LBFGSState,
    start: { readonly value: number; readonly gradient: Tensor; readonly slope: number },
    mostEvaluations: number,
    isLast: boolean,
  ): { value: number; gradient: Tensor; evaluations: number } {
    const d = state.d!;
    const { lineSearchFn } = this.paramGroups[0]!;
    if (lineSearchFn === null) {
      this.#add(d, state.t!);
      // the values after the last step are the next call's business
      if (isLast) return { ...start, evaluations: 0 };
      return { value: numberOf(closure()), gradient: this.#flatGradient(), evaluations: 1 };
    }
    if (lineSearchFn !== "strong_wolfe") throw unknownLineSearch();
    const origin = this.#params.map((p) => p.clone());
    const along = (t: number): { value: number; gradient: Tensor } => {
      this.#add(d, t);
      const value = numberOf(closure());
      const gradient = this.#flatGradient();
      this.#params.forEach((p, i) => {
        p.copy_(origin[i]!);
      });
      return { value, gradient };
    };
    const found = strongWolfe(along, d, state.t!, start, mostEvaluations, this.#round);
    state.t = found.t;
    this.#add(d, found.t);
    return found;
  }

  /** Where to go from here: the gradient bent by what past steps told about the curvature. */
  #direction(gradient: Tensor, state: LBFGSState): Tensor {
    if (state.nIter === 1) {
      Object.assign(state, { oldDirs: [], oldStps: [], ro: [], HDiag: 1 });
      return gradient.neg();
    }
    this.#remember(gradient, state as Required<LBFGSState>);
    const { oldDirs, oldStps, ro, HDiag } = state as Required<LBFGSState>;
    state.al ??= Array.from({ length: this.paramGroups[0]!.historySize }, () => null);
    const factors = state.al;
    const q = gradient.neg();
    for (let i = oldDirs.length - 1; i >= 0; i--) {
      factors[i] = oldStps[i]!.dot(q).mul(ro[i]!);
      q.add_(oldDirs[i]!, { alpha: -(factors[i]!.item() as number) });
    }
    const r = q.mul(HDiag);
    for (let i = 0; i < oldDirs.length; i++) {
      const back = oldDirs[i]!.dot(r).mul(ro[i]!);
      r.add_(oldStps[i]!, { alpha: factors[i]!.sub(back).item() as number });
    }
    return r;
  }

  /** Takes the last step into the memory, if the function curved upwards along it. */
  #remember(gradient: Tensor, state: Required<LBFGSState>): void {
    const y = gradient.sub(state.prevFlatGrad);
    const s = state.d.mul(state.t);
    const ys = y.dot(s);
    if ((ys.item() as number) <= 1e-10) return;
    if (state.oldDirs.length === this.paramGroups[0]!.historySize)
      for (const list of [state.oldDirs, state.oldStps, state.ro]) list.shift();
    state.oldDirs.push(y);
    state.oldStps.push(s);
    state.ro.push(ys.reciprocal());
    state.HDiag = ys.div(y.dot(y));
  }

  /** The step length to begin with. */
  #firstLength(gradient: Tensor, { nIter }: LBFGSState): number {
    const { lr } = this.paramGroups[0]!;
    if (nIter > 1) return lr;
    const bound = gradient.abs().sum().reciprocal().item() as number;
    return bound < 1 ? this.#round(bound * lr) : lr;
  }

  /** Rounds to the type that PyTorch computes with slopes in. */
  get #round(): (value: number) => number {
    return this.#params[0]!.dtype === float64 ? (value) => value : Math.fround;
  }

  #flatGradient(): Tensor {
    return cat(
      this.#params.map((p) => (p.grad === null ? zeros([p.numel()], { dtype: p.dtype }) : p.grad.reshape([-1]))),
    );
  }

  #add(update: Tensor, alpha: number): void {
    let start = 0;
    for (const p of this.#params) {
      p.add_(update.narrow(0, start, p.numel()).reshape(p.shape), { alpha });
      start += p.numel();
    }
  }
}

const savedInOrder = [
  "funcEvals",
  "nIter",
  "al",
  "d",
  "t",
  "oldDirs",
  "oldStps",
  "ro",
  "HDiag",
  "prevFlatGrad",
  "prevLoss",
];

/** `saved` with the parts of `state`; new ones come in the order in which PyTorch saves them. */
function updated(saved: LBFGSState, state: LBFGSState): LBFGSState {
  for (const key of savedInOrder as (keyof LBFGSState)[])
    if (state[key] !== undefined) Object.assign(saved, { [key]: state[key] });
  return saved;
}

function largest(x: Tensor): number {
  return x.abs().max().item() as number;
}

function numberOf(loss: unknown): number {
  return loss instanceof Tensor ? Number(loss.item()) : Number(loss);
}
