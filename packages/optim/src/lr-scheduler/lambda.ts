import { otherLambdaCount, wrongLambda } from "../errors.js";
import type { Optimizer } from "../optimizer.js";
import { LRScheduler, type LRSchedulerOptions, type SchedulerStateDict } from "./scheduler.js";

/** A factor for each epoch. */
export type LRLambda = (epoch: number) => number;

abstract class LambdaScheduler extends LRScheduler {
  /** One function per group. */
  declare readonly lrLambdas: LRLambda[];

  constructor(optimizer: Optimizer, lrLambda: LRLambda | readonly LRLambda[], options: LRSchedulerOptions = {}) {
    const { length } = optimizer.paramGroups;
    const lrLambdas = typeof lrLambda === "function" ? Array.from({ length }, () => lrLambda) : [lrLambda].flat();
    if (lrLambdas.length !== length) throw otherLambdaCount(length, lrLambdas.length);
    for (const f of lrLambdas) if (typeof f !== "function") throw wrongLambda(f);
    super(optimizer, { lrLambdas }, options);
  }

  /** Functions cannot be saved: null stands for each. */
  override stateDict(): SchedulerStateDict {
    const dict = super.stateDict();
    delete dict.lr_lambdas;
    dict.lr_lambdas = this.lrLambdas.map(() => null);
    return dict;
  }

  override loadStateDict({ lr_lambdas: _, ...dict }: SchedulerStateDict): void {
    super.loadStateDict(dict);
  }
}

/**
 * The initial learning rate times a function of the epoch.
 *
 * @param lrLambda a function for all groups, or a list with one for each
 * @throws {Error} if there are not as many functions as groups
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new LambdaLR(optimizer, (epoch) => 1 / (epoch + 1));
 * optimizer.step();
 * scheduler.step();
 * scheduler.getLastLr() // => [0.25]
 */
export class LambdaLR extends LambdaScheduler {
  protected override rates(): number[] {
    return this.baseLrs.map((lr, i) => lr * this.lrLambdas[i]!(this.lastEpoch));
  }
}

/**
 * The learning rate before times a function of the epoch.
 *
 * @param lrLambda a function for all groups, or a list with one for each
 * @throws {Error} if there are not as many functions as groups
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new MultiplicativeLR(optimizer, () => 0.5);
 * optimizer.step();
 * scheduler.step();
 * scheduler.getLastLr() // => [0.25]
 */
export class MultiplicativeLR extends LambdaScheduler {
  protected override rates(): number[] {
    const rates = this.currentRates();
    return this.isInitial ? rates : rates.map((lr, i) => lr * this.lrLambdas[i]!(this.lastEpoch));
  }
}
