import type { Optimizer } from "../optimizer.js";
import { perGroup, setMomentum, startMomentum, usesBeta1 } from "./momentum.js";
import { power } from "./power.js";
import { LRScheduler, type LRSchedulerOptions, type SchedulerStateDict, setRate } from "./scheduler.js";

/** Options of `CyclicLR`. */
export interface CyclicLROptions extends LRSchedulerOptions {
  /** Steps of the rising half; default 2000. */
  readonly stepSizeUp?: number;
  /** Steps of the falling half; default `stepSizeUp`. */
  readonly stepSizeDown?: number | null;
  /** Whether the height stays, halves at each cycle, or shrinks by `gamma` at each step; default `"triangular"`. */
  readonly mode?: "triangular" | "triangular2" | "exp_range";
  /** Default 1. */
  readonly gamma?: number;
  /** A height instead of `mode`: a function of the cycle or of the step. */
  readonly scaleFn?: ((x: number) => number) | null;
  /** What `scaleFn` is a function of; default `"cycle"`. */
  readonly scaleMode?: "cycle" | "iterations";
  /** Cycle the momentum against the learning rate; default true. */
  readonly cycleMomentum?: boolean;
  /** Lowest momentum, one or a list; default 0.8. */
  readonly baseMomentum?: number | readonly number[];
  /** Highest momentum, one or a list; default 0.9. */
  readonly maxMomentum?: number | readonly number[];
}

/**
 * Lets the learning rate rise and fall between two bounds, and the momentum fall and rise; step it after every batch.
 *
 * @param baseLr lowest learning rate, one or a list
 * @param maxLr highest learning rate, one or a list
 * @throws {Error} if a list does not fit the groups, or the optimizer has no momentum to cycle
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new CyclicLR(optimizer, 0.125, 0.375, { stepSizeUp: 2, cycleMomentum: false });
 * const rates = [];
 * for (let step = 0; step < 5; step++) {
 *   rates.push(scheduler.getLastLr()[0]);
 *   optimizer.step();
 *   scheduler.step();
 * }
 * rates // => [0.125, 0.25, 0.375, 0.25, 0.125]
 */
export class CyclicLR extends LRScheduler {
  declare readonly maxLrs: number[];
  declare readonly totalSize: number;
  declare readonly stepRatio: number;
  declare readonly mode: string;
  declare readonly gamma: number;
  declare readonly scaleFnCustom: ((x: number) => number) | null;
  declare readonly scaleMode: "cycle" | "iterations";
  declare readonly cycleMomentum: boolean;
  declare readonly useBeta1?: boolean;
  declare readonly baseMomentums?: number[];
  declare readonly maxMomentums?: number[];

  constructor(
    optimizer: Optimizer,
    baseLr: number | readonly number[],
    maxLr: number | readonly number[],
    options: CyclicLROptions = {},
  ) {
    const { stepSizeUp = 2000, mode = "triangular", gamma = 1, scaleFn = null, cycleMomentum = true } = options;
    const { baseMomentum = 0.8, maxMomentum = 0.9, lastEpoch = -1 } = options;
    const baseLrs = perGroup("base_lr", optimizer, baseLr);
    const begins = lastEpoch === -1;
    if (begins) for (const [i, group] of optimizer.paramGroups.entries()) setRate(group, baseLrs[i]!);
    const maxLrs = perGroup("max_lr", optimizer, maxLr);
    const totalSize = stepSizeUp + (options.stepSizeDown ?? stepSizeUp);
    if (scaleFn === null && !["triangular", "triangular2", "exp_range"].includes(mode))
      throw new Error("mode is invalid and scale_fn is None");
    const ownScale = mode === "exp_range" ? "iterations" : "cycle";
    const fields = {
      maxLrs,
      totalSize,
      stepRatio: stepSizeUp / totalSize,
      mode,
      gamma,
      scaleFnCustom: scaleFn,
      scaleMode: scaleFn === null ? ownScale : (options.scaleMode ?? "cycle"),
      cycleMomentum,
    };
    if (cycleMomentum) {
      const useBeta1 = usesBeta1(optimizer);
      const baseMomentums = perGroup("base_momentum", optimizer, baseMomentum);
      const maxMomentums = perGroup("max_momentum", optimizer, maxMomentum);
      if (begins) startMomentum(optimizer, baseMomentums, maxMomentums, useBeta1);
      Object.assign(fields, { useBeta1, baseMomentums, maxMomentums });
    }
    super(optimizer, fields, { lastEpoch });
    this.baseLrs = baseLrs;
  }

  /** What a cycle's height is multiplied by. */
  scaleFn(x: number): number {
    if (this.scaleFnCustom !== null) return this.scaleFnCustom(x);
    if (this.mode === "triangular") return 1;
    return this.mode === "triangular2" ? 1 / 2 ** (x - 1) : power(this.gamma, x);
  }

  protected override rates(): number[] {
    const { totalSize, stepRatio, lastEpoch } = this;
    const cycle = Math.floor(1 + lastEpoch / totalSize);
    const x = 1 + lastEpoch / totalSize - cycle;
    const height = x <= stepRatio ? x / stepRatio : (x - 1) / (stepRatio - 1);
    const scale = this.scaleFn(this.scaleMode === "cycle" ? cycle : lastEpoch);
    if (this.cycleMomentum)
      this.optimizer.paramGroups.forEach((group, i) => {
        const max = this.maxMomentums![i]!;
        setMomentum(group, max - (max - this.baseMomentums![i]!) * height * scale, this.useBeta1!);
      });
    return this.baseLrs.map((lr, i) => lr + (this.maxLrs[i]! - lr) * height * scale);
  }

  /** A function cannot be saved: null stands for it. */
  override stateDict(): SchedulerStateDict {
    const dict = super.stateDict();
    delete dict._scale_fn_custom;
    dict._scale_fn_custom = null;
    return dict;
  }

  override loadStateDict({ _scale_fn_custom: _, ...dict }: SchedulerStateDict): void {
    super.loadStateDict(dict);
  }
}
