import type { Optimizer } from "../optimizer.js";
import { power } from "./power.js";
import { LRScheduler, type LRSchedulerOptions } from "./scheduler.js";

/** Options of `ConstantLR`. */
export interface ConstantLROptions extends LRSchedulerOptions {
  /** From 0 to 1; default 1/3. */
  readonly factor?: number;
  /** How many epochs the factor applies; default 5. */
  readonly totalIters?: number;
}

/**
 * The learning rate times a factor for some epochs, then the learning rate itself.
 *
 * @throws {RangeError} if the factor is not between 0 and 1
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new ConstantLR(optimizer, { factor: 0.5, totalIters: 1 });
 * const first = scheduler.getLastLr() // => [0.25]
 * optimizer.step();
 * scheduler.step();
 * scheduler.getLastLr() // => [0.5]
 */
export class ConstantLR extends LRScheduler {
  declare readonly factor: number;
  declare readonly totalIters: number;

  constructor(optimizer: Optimizer, { factor = 1 / 3, totalIters = 5, ...options }: ConstantLROptions = {}) {
    if (factor > 1 || factor < 0)
      throw new RangeError("Constant multiplicative factor expected to be between 0 and 1.");
    super(optimizer, { factor, totalIters }, options);
  }

  protected override rates(): number[] {
    const rates = this.currentRates();
    if (this.lastEpoch === 0) return rates.map((lr) => lr * this.factor);
    return this.lastEpoch === this.totalIters ? rates.map((lr) => lr * (1 / this.factor)) : rates;
  }

  protected override closedForm(): number[] {
    const over = this.lastEpoch >= this.totalIters ? 1 : 0;
    return this.baseLrs.map((lr) => lr * (this.factor + over * (1 - this.factor)));
  }
}

/** Options of `LinearLR`. */
export interface LinearLROptions extends LRSchedulerOptions {
  /** Above 0, at most 1; default 1/3. */
  readonly startFactor?: number;
  /** From 0 to 1; default 1. */
  readonly endFactor?: number;
  /** How many epochs it takes from one to the other; default 5. */
  readonly totalIters?: number;
}

/**
 * The learning rate times a factor that changes by equal amounts from `startFactor` to `endFactor`.
 *
 * @throws {RangeError} if a factor is out of range
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new LinearLR(optimizer, { startFactor: 0.5, totalIters: 2 });
 * const first = scheduler.getLastLr() // => [0.25]
 * optimizer.step();
 * scheduler.step();
 * scheduler.getLastLr() // => [0.375]
 */
export class LinearLR extends LRScheduler {
  declare readonly startFactor: number;
  declare readonly endFactor: number;
  declare readonly totalIters: number;

  constructor(
    optimizer: Optimizer,
    { startFactor = 1 / 3, endFactor = 1, totalIters = 5, ...options }: LinearLROptions = {},
  ) {
    if (startFactor > 1 || startFactor <= 0)
      throw new RangeError("Starting multiplicative factor expected to be greater than 0 and less or equal to 1.");
    if (endFactor > 1 || endFactor < 0)
      throw new RangeError("Ending multiplicative factor expected to be between 0 and 1.");
    super(optimizer, { startFactor, endFactor, totalIters }, options);
  }

  protected override rates(): number[] {
    const rates = this.currentRates();
    const { startFactor, endFactor, totalIters, lastEpoch } = this;
    if (lastEpoch === 0) return rates.map((lr) => lr * startFactor);
    if (this.isInitial || lastEpoch > totalIters) return rates;
    const before = totalIters * startFactor + (lastEpoch - 1) * (endFactor - startFactor);
    return rates.map((lr) => lr * (1 + (endFactor - startFactor) / before));
  }

  protected override closedForm(): number[] {
    const { startFactor, endFactor, totalIters, lastEpoch } = this;
    const done = Math.min(totalIters, lastEpoch);
    return this.baseLrs.map((lr) => lr * (startFactor + ((endFactor - startFactor) * done) / totalIters));
  }
}

/** Options of `PolynomialLR`. */
export interface PolynomialLROptions extends LRSchedulerOptions {
  /** How many epochs it takes to 0; default 5. */
  readonly totalIters?: number;
  /** Default 1. */
  readonly power?: number;
}

/**
 * The learning rate times `(1 - epoch / totalIters) ** power`.
 *
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new PolynomialLR(optimizer, { totalIters: 4 });
 * optimizer.step();
 * scheduler.step();
 * scheduler.getLastLr() // => [0.375]
 */
export class PolynomialLR extends LRScheduler {
  declare readonly totalIters: number;
  declare readonly power: number;

  constructor(optimizer: Optimizer, { totalIters = 5, power = 1, ...options }: PolynomialLROptions = {}) {
    super(optimizer, { totalIters, power }, options);
  }

  protected override rates(): number[] {
    const rates = this.currentRates();
    const { totalIters, lastEpoch } = this;
    if (this.isInitial || lastEpoch > totalIters) return rates;
    const factor = power((1 - lastEpoch / totalIters) / (1 - (lastEpoch - 1) / totalIters), this.power);
    return rates.map((lr) => lr * factor);
  }

  protected override closedForm(): number[] {
    const left = 1 - Math.min(this.totalIters, this.lastEpoch) / this.totalIters;
    return this.baseLrs.map((lr) => lr * power(left, this.power));
  }
}
