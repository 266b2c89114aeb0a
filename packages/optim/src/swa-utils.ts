import { invalidAnnealing, unknownStrategy } from "./errors.js";
import { perGroup } from "./lr-scheduler/momentum.js";
import { LRScheduler, type LRSchedulerOptions } from "./lr-scheduler/scheduler.js";
import type { Optimizer } from "./optimizer.js";
import type { ParamGroup } from "./param-group.js";

/** Options of `SWALR`. */
export interface SWALROptions extends LRSchedulerOptions {
  /** How many epochs it takes to the final learning rate; default 10. */
  readonly annealEpochs?: number;
  /** The shape of the way there; default `"cos"`. */
  readonly annealStrategy?: "cos" | "linear";
}

interface AveragingGroup extends ParamGroup {
  swaLr?: number;
}

/**
 * Takes the learning rate to a constant one, for averaging weights late in training.
 *
 * @param swaLr final learning rate, one or a list
 * @throws {Error} if a list does not fit the groups, or an option is out of range
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new SWALR(optimizer, 0.25, { annealEpochs: 2, annealStrategy: "linear" });
 * optimizer.step();
 * scheduler.step();
 * scheduler.getLastLr() // => [0.375]
 */
export class SWALR extends LRScheduler {
  declare readonly swaAnnealStrategy: "cos" | "linear";
  declare readonly annealEpochs: number;

  constructor(optimizer: Optimizer, swaLr: number | readonly number[], options: SWALROptions = {}) {
    const { annealEpochs = 10, annealStrategy = "cos", ...rest } = options;
    const swaLrs = perGroup("swa_lr", optimizer, swaLr);
    optimizer.paramGroups.forEach((group: AveragingGroup, i) => {
      group.swaLr = swaLrs[i]!;
    });
    if (annealStrategy !== "cos" && annealStrategy !== "linear") throw unknownStrategy(annealStrategy);
    if (!Number.isInteger(annealEpochs) || annealEpochs < 0) throw invalidAnnealing(annealEpochs);
    super(optimizer, { swaAnnealStrategy: annealStrategy, annealEpochs }, rest);
  }

  protected override rates(): number[] {
    const step = this.annealEpochs === 0 ? Math.max(1, this.stepCount - 1) : this.stepCount - 1;
    const before = this.progress(step - 1);
    const now = this.progress(step);
    return this.optimizer.paramGroups.map(({ lr, swaLr }: AveragingGroup) => {
      const initial = before === 1 ? swaLr! : (lr - before * swaLr!) / (1 - before);
      return swaLr! * now + initial * (1 - now);
    });
  }

  /** What part of the way is made after `step` steps. */
  private progress(step: number): number {
    const t = Math.max(0, Math.min(1, step / Math.max(1, this.annealEpochs)));
    return this.swaAnnealStrategy === "linear" ? t : (1 - Math.cos(Math.PI * t)) / 2;
  }
}
