import { type HookHandle, noGrad, Tensor } from "@flambeau/core";
import { notOptimizer } from "../errors.js";
import { Optimizer } from "../optimizer.js";
import type { ParamGroup } from "../param-group.js";
import { type Names, printable, renamed, reversed } from "../state-dict.js";

/** Options that every scheduler has. */
export interface LRSchedulerOptions {
  /** The epoch to resume after; default -1, which means to begin. */
  readonly lastEpoch?: number;
}

/** What a scheduler saves: its fields under PyTorch's names; prints as PyTorch prints it. */
export type SchedulerStateDict = Record<string, unknown>;

/** Our names of fields whose PyTorch names differ. */
const fieldNames: Names = {
  lastEpoch: "last_epoch",
  baseLrs: "base_lrs",
  stepCount: "_step_count",
  isInitial: "_is_initial",
  getLrCalledWithinStep: "_get_lr_called_within_step",
  lastLr: "_last_lr",
  lrLambdas: "lr_lambdas",
  stepSize: "step_size",
  totalIters: "total_iters",
  startFactor: "start_factor",
  endFactor: "end_factor",
  TMax: "T_max",
  etaMin: "eta_min",
  T0: "T_0",
  Ti: "T_i",
  TMult: "T_mult",
  TCur: "T_cur",
  maxLrs: "max_lrs",
  totalSize: "total_size",
  stepRatio: "step_ratio",
  scaleFnCustom: "_scale_fn_custom",
  scaleMode: "scale_mode",
  cycleMomentum: "cycle_momentum",
  useBeta1: "use_beta1",
  baseMomentums: "base_momentums",
  maxMomentums: "max_momentums",
  totalSteps: "total_steps",
  schedulePhases: "_schedule_phases",
  annealStrategy: "_anneal_func_type",
  schedulers: "_schedulers",
  milestoneEpochs: "_milestones",
  defaultMinLr: "default_min_lr",
  minLrs: "min_lrs",
  modeWorse: "mode_worse",
  thresholdMode: "threshold_mode",
  cooldownCounter: "cooldown_counter",
  numBadEpochs: "num_bad_epochs",
  swaAnnealStrategy: "_anneal_strategy",
  annealEpochs: "anneal_epochs",
};
const ourNames = reversed(fieldNames);

/**
 * The base of schedulers: sets the learning rates of an optimizer's groups after each epoch. Extend it with `getLr`, and hand
 * what `getLr` needs to the constructor, which takes the first step.
 *
 * @throws {TypeError} if `optimizer` is not an optimizer
 * @throws {Error} if it resumes and a group does not say where it began
 * @example
 * class Halving extends LRScheduler {
 *   declare readonly every: number;
 *   constructor(optimizer: Optimizer, every: number) {
 *     super(optimizer, { every });
 *   }
 *   override getLr(): number[] {
 *     return this.baseLrs.map((lr) => lr / 2 ** Math.floor(this.lastEpoch / this.every));
 *   }
 * }
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new Halving(optimizer, 2);
 * const rates = [];
 * for (let epoch = 0; epoch < 4; epoch++) {
 *   rates.push(scheduler.getLastLr()[0]);
 *   optimizer.step();
 *   scheduler.step();
 * }
 * rates // => [0.5, 0.5, 0.25, 0.25]
 */
export abstract class LRScheduler {
  declare readonly optimizer: Optimizer;
  /** Where the groups began. */
  declare baseLrs: number[];
  /** How many epochs are over. */
  declare lastEpoch: number;
  declare stepCount: number;
  declare isInitial: boolean;
  declare getLrCalledWithinStep: boolean;
  declare lastLr: number[];

  /** @param fields what becomes properties of the scheduler, and part of its state dict */
  constructor(optimizer: Optimizer, fields: object = {}, { lastEpoch = -1 }: LRSchedulerOptions = {}) {
    if (!(optimizer instanceof Optimizer)) throw notOptimizer(optimizer);
    Object.defineProperty(this, "optimizer", { value: optimizer });
    Object.assign(this, fields);
    this.start(lastEpoch);
  }

  /** Remembers where the groups are, and takes the first step. */
  protected start(lastEpoch: number): void {
    this.optimizer.paramGroups.forEach((group, i) => {
      if (lastEpoch === -1) group.initialLr ??= Number(group.lr);
      else if (group.initialLr === undefined)
        throw new Error(
          `param 'initial_lr' is not specified in param_groups[${i}] when resuming scheduler with last_epoch >= 0; load the state dict of the optimizer before you make the scheduler`,
        );
    });
    this.baseLrs = this.optimizer.paramGroups.map((group) => group.initialLr!);
    this.lastEpoch = lastEpoch;
    watch(this.optimizer);
    this.initialStep();
  }

  /** The step that takes a scheduler to its first epoch. */
  initialStep(): void {
    this.stepCount = 0;
    this.isInitial = true;
    this.step();
    this.isInitial = false;
  }

  /** The learning rates of the groups at `lastEpoch`, most often computed from those before. */
  getLr(): number[] {
    if (!this.getLrCalledWithinStep)
      console.warn("To get the last learning rate computed by the scheduler, please use `getLastLr()`.");
    return this.rates();
  }

  /** What `getLr` returns. */
  protected rates(): number[] {
    throw new Error(`${this.constructor.name}: define \`getLr\`, which returns a learning rate per group`);
  }

  /** The learning rates at `lastEpoch` whatever came before, if there is a formula. */
  protected closedForm(): number[] | null {
    return null;
  }

  /** Goes to the next epoch, after the optimizer's steps; or to `epoch`, which PyTorch discourages. */
  step(epoch: number | null = null): void {
    if (this.stepCount === 1 && waiting.has(this.optimizer)) console.warn(wrongOrder);
    this.stepCount++;
    if (epoch !== null) console.warn(discouragedEpoch);
    this.updateLr(epoch);
  }

  updateLr(epoch: number | null = null): void {
    this.lastEpoch = epoch ?? this.lastEpoch + 1;
    this.getLrCalledWithinStep = true;
    const rates = (epoch === null ? null : this.closedForm()) ?? this.getLr();
    this.getLrCalledWithinStep = false;
    this.setRates(rates);
  }

  /** Sets the learning rates of the groups. */
  protected setRates(rates: readonly number[]): void {
    this.optimizer.paramGroups.forEach((group, i) => {
      setRate(group, rates[i]!);
    });
    this.lastLr = this.currentRates();
  }

  /** The learning rates of the groups. */
  protected currentRates(): number[] {
    return this.optimizer.paramGroups.map(({ lr }) => Number(lr));
  }

  /** The learning rates that the last step set. */
  getLastLr(): number[] {
    return this.lastLr;
  }

  /**
   * Everything but the optimizer.
   *
   * @example
   * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
   * new lrScheduler.StepLR(optimizer, 3).stateDict().step_size // => 3
   */
  stateDict(): SchedulerStateDict {
    return printable(renamed(this, fieldNames));
  }

  /** Takes over what was saved. */
  loadStateDict(dict: SchedulerStateDict): void {
    const { __proto__: _, ...fields } = renamed(dict, ourNames);
    Object.assign(this, fields);
  }
}

/** Sets a learning rate; one that is a tensor is written into. */
export function setRate(group: ParamGroup, rate: number): void {
  const { lr }: { lr: unknown } = group;
  if (lr instanceof Tensor) noGrad(() => lr.fill_(rate));
  else group.lr = rate;
}

/** Optimizers with a scheduler that have not stepped since. */
const waiting = new WeakMap<Optimizer, HookHandle>();

function watch(optimizer: Optimizer): void {
  if (waiting.has(optimizer)) return;
  const handle = optimizer.registerStepPreHook(() => {
    waiting.delete(optimizer);
    handle.remove();
  });
  waiting.set(optimizer, handle);
}

const wrongOrder =
  "Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and later, you should call them in the opposite order: `optimizer.step()` before `lr_scheduler.step()`.  Failure to do this will result in PyTorch skipping the first value of the learning rate schedule. See more details at https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate";

const discouragedEpoch =
  "The epoch parameter in `scheduler.step()` was not necessary and is being deprecated where possible. Please use `scheduler.step()` to step the scheduler. During the deprecation, if epoch is different from None, the closed form is used instead of the new chainable form, where available. Please open an issue if you are unable to replicate your use case: https://github.com/pytorch/pytorch/issues/new/choose.";
