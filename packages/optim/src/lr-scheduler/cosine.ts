import { invalidCycle } from "../errors.js";
import type { Optimizer } from "../optimizer.js";
import { LRScheduler, type LRSchedulerOptions } from "./scheduler.js";

const { PI, cos } = Math;

/** Options of `CosineAnnealingLR`. */
export interface CosineAnnealingLROptions extends LRSchedulerOptions {
  /** The lowest learning rate; default 0. */
  readonly etaMin?: number;
}

/**
 * Lets the learning rate fall along half a cosine wave, from its initial value to `etaMin` within `TMax` epochs, and rise again.
 *
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new CosineAnnealingLR(optimizer, 2);
 * optimizer.step();
 * scheduler.step();
 * scheduler.getLastLr() // => [0.25]
 */
export class CosineAnnealingLR extends LRScheduler {
  declare readonly TMax: number;
  declare readonly etaMin: number;

  constructor(optimizer: Optimizer, TMax: number, { etaMin = 0, ...options }: CosineAnnealingLROptions = {}) {
    super(optimizer, { TMax, etaMin }, options);
  }

  protected override rates(): number[] {
    const { TMax, etaMin, lastEpoch } = this;
    const rates = this.currentRates();
    if (this.isInitial) return rates;
    if (TMax === 0) throw new RangeError("CosineAnnealingLR: integer modulo by zero; `TMax` must be at least 1");
    if (this.stepCount === 1 && lastEpoch > 0) return this.onCurve((lastEpoch * PI) / TMax);
    // at the bottom the recurrence would divide by zero
    if ((lastEpoch - 1 - TMax) % (2 * TMax) === 0)
      return rates.map((lr, i) => lr + ((this.baseLrs[i]! - etaMin) * (1 - cos(PI / TMax))) / 2);
    const ratio = (1 + cos((PI * lastEpoch) / TMax)) / (1 + cos((PI * (lastEpoch - 1)) / TMax));
    return rates.map((lr) => ratio * (lr - etaMin) + etaMin);
  }

  protected override closedForm(): number[] {
    return this.onCurve((PI * this.lastEpoch) / this.TMax);
  }

  private onCurve(angle: number): number[] {
    return this.baseLrs.map((lr) => this.etaMin + ((lr - this.etaMin) * (1 + cos(angle))) / 2);
  }
}

/** Options of `CosineAnnealingWarmRestarts`. */
export interface CosineAnnealingWarmRestartsOptions extends CosineAnnealingLROptions {
  /** What the length of a wave is multiplied by after each; default 1. */
  readonly TMult?: number;
}

/**
 * Lets the learning rate fall along half a cosine wave within `T0` epochs, then jump back and fall again.
 *
 * @throws {RangeError} unless `T0` and `TMult` are positive integers
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new CosineAnnealingWarmRestarts(optimizer, 2);
 * const rates = [];
 * for (let epoch = 0; epoch < 4; epoch++) {
 *   rates.push(scheduler.getLastLr()[0]);
 *   optimizer.step();
 *   scheduler.step();
 * }
 * rates // => [0.5, 0.25, 0.5, 0.25]
 */
export class CosineAnnealingWarmRestarts extends LRScheduler {
  declare readonly T0: number;
  /** The length of the wave under way. */
  declare Ti: number;
  declare readonly TMult: number;
  declare readonly etaMin: number;
  /** How far the wave under way has come. */
  declare TCur: number;

  constructor(
    optimizer: Optimizer,
    T0: number,
    { TMult = 1, etaMin = 0, ...options }: CosineAnnealingWarmRestartsOptions = {},
  ) {
    if (!Number.isInteger(T0) || T0 <= 0) throw invalidCycle("positive integer T_0", T0);
    if (!Number.isInteger(TMult) || TMult < 1) throw invalidCycle("integer T_mult >= 1", TMult);
    super(optimizer, { T0, Ti: T0, TMult, etaMin, TCur: options.lastEpoch ?? -1 }, options);
  }

  protected override rates(): number[] {
    const { TCur, Ti, etaMin } = this;
    return this.baseLrs.map((lr) => etaMin + ((lr - etaMin) * (1 + cos((PI * TCur) / Ti))) / 2);
  }

  /** Goes to the next epoch, or to `epoch`, which may have a fraction. */
  override step(epoch: number | null = null): void {
    const target = epoch ?? (this.lastEpoch < 0 ? 0 : null);
    if (target === null) {
      this.TCur++;
      if (this.TCur >= this.Ti) {
        this.TCur %= this.Ti;
        this.Ti *= this.TMult;
      }
    } else this.jump(target);
    this.lastEpoch = Math.floor(target ?? this.lastEpoch + 1);
    this.getLrCalledWithinStep = true;
    const rates = this.getLr();
    this.getLrCalledWithinStep = false;
    this.setRates(rates);
  }

  private jump(epoch: number): void {
    const { T0, TMult } = this;
    if (epoch < 0) throw invalidCycle("non-negative epoch", epoch);
    if (epoch < T0) {
      this.Ti = T0;
      this.TCur = epoch;
    } else if (TMult === 1) this.TCur = epoch % T0;
    else {
      const n = Math.trunc(Math.log((epoch / T0) * (TMult - 1) + 1) / Math.log(TMult));
      this.TCur = epoch - (T0 * (TMult ** n - 1)) / (TMult - 1);
      this.Ti = T0 * TMult ** n;
    }
  }
}
