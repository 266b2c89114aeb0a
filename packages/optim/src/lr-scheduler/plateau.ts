import { Tensor } from "@flambeau/core";
import { noMetric, notOptimizer, otherMinCount, otherMinCountNow, unknownMode } from "../errors.js";
import { Optimizer } from "../optimizer.js";
import { LRScheduler, type SchedulerStateDict, setRate } from "./scheduler.js";

/** Options of `ReduceLROnPlateau`. */
export interface ReduceLROnPlateauOptions {
  /** Whether the metric should fall or rise; default `"min"`. */
  readonly mode?: "min" | "max";
  /** What the learning rate is multiplied by, below 1; default 0.1. */
  readonly factor?: number;
  /** How many epochs without improvement are borne; default 10. */
  readonly patience?: number;
  /** What counts as improvement; default 0.0001. */
  readonly threshold?: number;
  /** Whether the threshold is a fraction of the best metric or a difference to it; default `"rel"`. */
  readonly thresholdMode?: "rel" | "abs";
  /** How many epochs to wait after a reduction; default 0. */
  readonly cooldown?: number;
  /** Lower bound of learning rates, one or a list; default 0. */
  readonly minLr?: number | readonly number[];
  /** Smaller changes of the learning rate are left out; default 1e-8. */
  readonly eps?: number;
}

/**
 * Reduces the learning rate when a metric has stopped to improve.
 *
 * @throws {RangeError} if the factor is not below 1
 * @throws {Error} if a mode is unknown or a list does not fit the groups
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new ReduceLROnPlateau(optimizer, { factor: 0.5, patience: 1 });
 * for (const loss of [3, 2, 2, 2]) scheduler.step(loss);
 * scheduler.getLastLr() // => [0.25]
 */
export class ReduceLROnPlateau extends LRScheduler {
  declare readonly factor: number;
  declare readonly defaultMinLr: number | null;
  declare minLrs: number[];
  declare readonly patience: number;
  declare readonly cooldown: number;
  declare readonly eps: number;
  /** What any metric is better than. */
  declare modeWorse: number;
  declare readonly mode: "min" | "max";
  declare readonly threshold: number;
  declare readonly thresholdMode: "rel" | "abs";
  /** The best metric so far. */
  declare best: number;
  declare cooldownCounter: number;
  declare numBadEpochs: number;

  constructor(optimizer: Optimizer, options: ReduceLROnPlateauOptions = {}) {
    const { mode = "min", factor = 0.1, patience = 10, threshold = 1e-4, thresholdMode = "rel" } = options;
    const { cooldown = 0, minLr = 0, eps = 1e-8 } = options;
    if (factor >= 1) throw new RangeError("Factor should be < 1.0.");
    if (!(optimizer instanceof Optimizer)) throw notOptimizer(optimizer);
    const { length } = optimizer.paramGroups;
    const minLrs = typeof minLr === "number" ? Array.from({ length }, () => minLr) : [...minLr];
    if (minLrs.length !== length) throw otherMinCount(length, minLrs.length);
    if (mode !== "min" && mode !== "max") throw unknownMode("mode", mode);
    if (thresholdMode !== "rel" && thresholdMode !== "abs") throw unknownMode("threshold mode", thresholdMode);
    const defaultMinLr = typeof minLr === "number" ? minLr : null;
    super(optimizer, { factor, defaultMinLr, minLrs, patience, cooldown, eps, lastEpoch: 0 });
    this.modeWorse = mode === "min" ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    Object.assign(this, { mode, threshold, thresholdMode });
    this.best = this.modeWorse;
    this.cooldownCounter = 0;
    this.numBadEpochs = 0;
  }

  protected override start(): void {
    this.lastLr = this.currentRates();
  }

  /**
   * Tells the metric of an epoch.
   *
   * @throws {TypeError} if there is none
   */
  override step(metrics?: number | Tensor | null, epoch: number | null = null): void {
    if (metrics === undefined || metrics === null) throw noMetric();
    const current = metrics instanceof Tensor ? Number(metrics.item()) : metrics;
    this.lastEpoch = epoch ?? this.lastEpoch + 1;
    if (this.#isBetter(current)) {
      this.best = current;
      this.numBadEpochs = 0;
    } else this.numBadEpochs++;
    if (this.inCooldown) {
      this.cooldownCounter--;
      this.numBadEpochs = 0;
    }
    if (this.numBadEpochs > this.patience) {
      this.#reduce();
      this.cooldownCounter = this.cooldown;
      this.numBadEpochs = 0;
    }
    this.lastLr = this.currentRates();
  }

  /** Whether it waits after a reduction. */
  get inCooldown(): boolean {
    return this.cooldownCounter > 0;
  }

  #isBetter(metric: number): boolean {
    const { best, threshold } = this;
    const relative = this.thresholdMode === "rel";
    if (this.mode === "min") return metric < (relative ? best * (1 - threshold) : best - threshold);
    return metric > (relative ? best * (threshold + 1) : best + threshold);
  }

  #reduce(): void {
    const groups = this.optimizer.paramGroups;
    if (groups.length !== this.minLrs.length) {
      if (this.defaultMinLr === null) throw otherMinCountNow(groups.length, this.minLrs.length);
      this.minLrs = groups.map(() => this.defaultMinLr!);
    }
    groups.forEach((group, i) => {
      const lr = Number(group.lr);
      const reduced = Math.max(lr * this.factor, this.minLrs[i]!);
      if (lr - reduced > this.eps) setRate(group, reduced);
    });
  }

  override loadStateDict(dict: SchedulerStateDict): void {
    super.loadStateDict(dict);
    this.modeWorse = this.mode === "min" ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  }
}
