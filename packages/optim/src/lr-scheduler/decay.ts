import type { Optimizer } from "../optimizer.js";
import { power } from "./power.js";
import { LRScheduler, type LRSchedulerOptions, type SchedulerStateDict } from "./scheduler.js";

/** Options of `StepLR` and `MultiStepLR`. */
export interface StepLROptions extends LRSchedulerOptions {
  /** What learning rates are multiplied by; default 0.1. */
  readonly gamma?: number;
}

/**
 * Multiplies the learning rate by `gamma` every `stepSize` epochs.
 *
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new StepLR(optimizer, 2, { gamma: 0.5 });
 * for (let epoch = 0; epoch < 4; epoch++) {
 *   optimizer.step();
 *   scheduler.step();
 * }
 * scheduler.getLastLr() // => [0.125]
 */
export class StepLR extends LRScheduler {
  declare readonly stepSize: number;
  declare readonly gamma: number;

  constructor(optimizer: Optimizer, stepSize: number, { gamma = 0.1, ...options }: StepLROptions = {}) {
    super(optimizer, { stepSize, gamma }, options);
  }

  protected override rates(): number[] {
    const rates = this.currentRates();
    if (this.stepSize === 0 && this.lastEpoch > 0)
      throw new RangeError("StepLR: integer modulo by zero; `stepSize` must be at least 1");
    const stays = this.lastEpoch === 0 || this.lastEpoch % this.stepSize !== 0;
    return stays ? rates : rates.map((lr) => lr * this.gamma);
  }

  protected override closedForm(): number[] {
    return this.baseLrs.map((lr) => lr * power(this.gamma, Math.floor(this.lastEpoch / this.stepSize)));
  }
}

/**
 * Multiplies the learning rate by `gamma` at each of some epochs; twice where one is listed twice.
 *
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new MultiStepLR(optimizer, [1, 3], { gamma: 0.5 });
 * for (let epoch = 0; epoch < 4; epoch++) {
 *   optimizer.step();
 *   scheduler.step();
 * }
 * scheduler.getLastLr() // => [0.125]
 */
export class MultiStepLR extends LRScheduler {
  /** How often each epoch is listed. */
  declare milestones: Map<number, number>;
  declare readonly gamma: number;

  constructor(optimizer: Optimizer, milestones: Iterable<number>, { gamma = 0.1, ...options }: StepLROptions = {}) {
    const counts = new Map<number, number>();
    if (typeof milestones?.[Symbol.iterator] !== "function")
      throw new TypeError(`MultiStepLR: \`milestones\` must be a list of epochs; ${milestones} is not a list`);
    for (const epoch of milestones) counts.set(epoch, (counts.get(epoch) ?? 0) + 1);
    super(optimizer, { milestones: counts, gamma }, options);
  }

  protected override rates(): number[] {
    const rates = this.currentRates();
    const count = this.milestones.get(this.lastEpoch);
    return count === undefined ? rates : rates.map((lr) => lr * power(this.gamma, count));
  }

  protected override closedForm(): number[] {
    let passed = 0;
    for (const [epoch, count] of this.milestones) if (epoch <= this.lastEpoch) passed += count;
    return this.baseLrs.map((lr) => lr * power(this.gamma, passed));
  }

  override loadStateDict(dict: SchedulerStateDict): void {
    super.loadStateDict(dict);
    const counts: Iterable<readonly [unknown, unknown]> =
      dict.milestones instanceof Map ? dict.milestones : Object.entries(dict.milestones as object);
    this.milestones = new Map(Array.from(counts, ([epoch, count]) => [Number(epoch), Number(count)]));
  }
}

/**
 * Multiplies the learning rate by `gamma` at every epoch.
 *
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new ExponentialLR(optimizer, 0.5);
 * optimizer.step();
 * scheduler.step();
 * scheduler.getLastLr() // => [0.25]
 */
export class ExponentialLR extends LRScheduler {
  declare readonly gamma: number;

  constructor(optimizer: Optimizer, gamma: number, options: LRSchedulerOptions = {}) {
    super(optimizer, { gamma }, options);
  }

  protected override rates(): number[] {
    const rates = this.currentRates();
    return this.isInitial ? rates : rates.map((lr) => lr * this.gamma);
  }

  protected override closedForm(): number[] {
    return this.baseLrs.map((lr) => lr * power(this.gamma, this.lastEpoch));
  }
}
