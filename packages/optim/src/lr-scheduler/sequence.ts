import { noScheduler, notScheduler, otherMilestoneCount, otherOptimizer, unschedulablePlateau } from "../errors.js";
import type { Optimizer } from "../optimizer.js";
import { ReduceLROnPlateau } from "./plateau.js";
import { LRScheduler, type LRSchedulerOptions, type SchedulerStateDict, setRate } from "./scheduler.js";

/** A scheduler made of others. */
abstract class CompoundScheduler extends LRScheduler {
  declare readonly schedulers: readonly LRScheduler[];

  /** Saves the parts after everything else. */
  override stateDict(): SchedulerStateDict {
    const dict = super.stateDict();
    delete dict._schedulers;
    dict._schedulers = this.schedulers.map((scheduler) => scheduler.stateDict());
    return dict;
  }

  override loadStateDict({ _schedulers, ...dict }: SchedulerStateDict): void {
    super.loadStateDict(dict);
    (_schedulers as SchedulerStateDict[]).forEach((part, i) => {
      this.schedulers[i]!.loadStateDict(part);
    });
  }
}

function checkParts(name: string, optimizer: Optimizer, schedulers: readonly LRScheduler[]): void {
  schedulers.forEach((scheduler, i) => {
    if (!(scheduler instanceof LRScheduler)) throw notScheduler(name, i);
    if (scheduler instanceof ReduceLROnPlateau) throw unschedulablePlateau(name, i);
    if (scheduler.optimizer !== optimizer) throw otherOptimizer(name, optimizer, scheduler, i);
  });
}

/**
 * Schedulers one after the other: each begins at its milestone.
 *
 * @throws {Error} unless there is one more scheduler than milestones, all on `optimizer`
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const warmup = new lrScheduler.ConstantLR(optimizer, { factor: 0.5, totalIters: 2 });
 * const decay = new lrScheduler.ExponentialLR(optimizer, 0.5);
 * const scheduler = new SequentialLR(optimizer, [warmup, decay], [2]);
 * const rates = [];
 * for (let epoch = 0; epoch < 4; epoch++) {
 *   rates.push(scheduler.getLastLr()[0]);
 *   optimizer.step();
 *   scheduler.step();
 * }
 * rates // => [0.25, 0.25, 0.5, 0.25]
 */
export class SequentialLR extends CompoundScheduler {
  /** The epochs at which the second and later schedulers begin. */
  declare readonly milestoneEpochs: readonly number[];

  constructor(
    optimizer: Optimizer,
    schedulers: readonly LRScheduler[],
    milestones: readonly number[],
    { lastEpoch = -1 }: LRSchedulerOptions = {},
  ) {
    if (schedulers.length < 1) throw noScheduler("SequentialLR", "");
    checkParts("SequentialLR", optimizer, schedulers);
    if (milestones.length !== schedulers.length - 1) throw otherMilestoneCount(schedulers.length, milestones.length);
    super(optimizer, { schedulers, milestoneEpochs: milestones, lastEpoch: lastEpoch + 1 });
  }

  /** Takes back the first steps of all schedulers, and lets the first begin. */
  protected override start(): void {
    for (const group of this.optimizer.paramGroups) setRate(group, group.initialLr!);
    takeBack(this);
    const first = this.schedulers[partAt(0, this.milestoneEpochs)]!;
    first.initialStep();
    this.lastLr = first.getLastLr();
  }

  override step(): void {
    this.lastEpoch++;
    const at = partAt(this.lastEpoch, this.milestoneEpochs);
    const scheduler = this.schedulers[at]!;
    if (at > 0 && this.milestoneEpochs[at - 1] === this.lastEpoch) scheduler.updateLr(0);
    else scheduler.step();
    this.lastLr = scheduler.getLastLr();
  }
}

/** Which scheduler an epoch belongs to. */
function partAt(epoch: number, milestones: readonly number[]): number {
  const next = milestones.findIndex((milestone) => epoch < milestone);
  return next < 0 ? milestones.length : next;
}

function takeBack(scheduler: LRScheduler): void {
  if (scheduler instanceof CompoundScheduler) for (const part of scheduler.schedulers) takeBack(part);
  else scheduler.lastEpoch--;
}

/**
 * Schedulers that all step at every epoch, each changing what the one before it left.
 *
 * @throws {Error} unless there is a scheduler and all are of one optimizer
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const warmup = new lrScheduler.ConstantLR(optimizer, { factor: 0.5, totalIters: 1 });
 * const decay = new lrScheduler.ExponentialLR(optimizer, 0.5);
 * const scheduler = new ChainedScheduler([warmup, decay]);
 * const first = scheduler.getLastLr() // => [0.25]
 * optimizer.step();
 * scheduler.step();
 * scheduler.getLastLr() // => [0.25]
 */
export class ChainedScheduler extends CompoundScheduler {
  constructor(schedulers: readonly LRScheduler[], { optimizer }: { readonly optimizer?: Optimizer | null } = {}) {
    if (!Array.isArray(schedulers))
      throw new TypeError(`ChainedScheduler: expected a list of schedulers, got ${schedulers}`);
    if (schedulers.length < 1) throw noScheduler("ChainedScheduler", " to be chained");
    const own = optimizer ?? schedulers[0]!.optimizer;
    checkParts("ChainedScheduler", own, schedulers);
    super(own, { schedulers });
  }

  protected override start(): void {
    this.lastLr = this.currentRates();
  }

  override step(): void {
    for (const scheduler of this.schedulers) scheduler.step();
    this.lastLr = this.currentRates();
  }
}
