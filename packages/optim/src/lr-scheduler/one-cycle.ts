import { invalidCycle, unknownStrategy } from "../errors.js";
import type { Optimizer } from "../optimizer.js";
import { type CyclingGroup, perGroup, setMomentum, startMomentum, usesBeta1 } from "./momentum.js";
import { LRScheduler, type LRSchedulerOptions } from "./scheduler.js";

/** Options of `OneCycleLR`; `totalSteps`, or `epochs` with `stepsPerEpoch`, must be given. */
export interface OneCycleLROptions extends LRSchedulerOptions {
  /** Steps of the whole cycle. */
  readonly totalSteps?: number | null;
  readonly epochs?: number | null;
  readonly stepsPerEpoch?: number | null;
  /** What part of the cycle rises; default 0.3. */
  readonly pctStart?: number;
  /** The shape of rise and fall; default `"cos"`. */
  readonly annealStrategy?: "cos" | "linear";
  /** Cycle the momentum against the learning rate; default true. */
  readonly cycleMomentum?: boolean;
  /** Lowest momentum, one or a list; default 0.85. */
  readonly baseMomentum?: number | readonly number[];
  /** Highest momentum, one or a list; default 0.95. */
  readonly maxMomentum?: number | readonly number[];
  /** The first learning rate is `maxLr / divFactor`; default 25. */
  readonly divFactor?: number;
  /** The last is the first divided by this; default 10000. */
  readonly finalDivFactor?: number;
  /** Fall to the first learning rate at the rate of the rise, and then further; default false. */
  readonly threePhase?: boolean;
}

type RateName = "initial_lr" | "max_lr" | "min_lr";
type MomentumName = "base_momentum" | "max_momentum";

/** A part of the cycle, as PyTorch saves it. */
interface Phase {
  readonly end_step: number;
  readonly start_lr: RateName;
  readonly end_lr: RateName;
  readonly start_momentum: MomentumName;
  readonly end_momentum: MomentumName;
}

const keys = {
  initial_lr: "initialLr",
  max_lr: "maxLr",
  min_lr: "minLr",
  base_momentum: "baseMomentum",
  max_momentum: "maxMomentum",
} as const;

/**
 * One rise of the learning rate to `maxLr` and one fall far below where it began; step it after every batch.
 *
 * @param maxLr highest learning rate, one or a list
 * @throws {Error} if the length of the cycle is not given, a list does not fit the groups, or the optimizer has no momentum to cycle
 * @throws {RangeError} if an option is out of range; later, if it is stepped beyond its end
 * @example
 * const optimizer = new SGD([zeros([1], { requiresGrad: true })], { lr: 0.5 });
 * const scheduler = new OneCycleLR(optimizer, 1, {
 *   totalSteps: 8,
 *   pctStart: 0.5,
 *   divFactor: 4,
 *   annealStrategy: "linear",
 *   cycleMomentum: false,
 * });
 * const rates = [];
 * for (let step = 0; step < 4; step++) {
 *   rates.push(scheduler.getLastLr()[0]);
 *   optimizer.step();
 *   scheduler.step();
 * }
 * rates // => [0.25, 0.5, 0.75, 1]
 */
export class OneCycleLR extends LRScheduler {
  declare readonly totalSteps: number;
  declare readonly schedulePhases: readonly Phase[];
  declare readonly annealStrategy: "cos" | "linear";
  declare readonly cycleMomentum: boolean;
  declare readonly useBeta1?: boolean;

  constructor(optimizer: Optimizer, maxLr: number | readonly number[], options: OneCycleLROptions = {}) {
    const { pctStart = 0.3, annealStrategy = "cos", cycleMomentum = true, threePhase = false } = options;
    const { baseMomentum = 0.85, maxMomentum = 0.95, divFactor = 25, finalDivFactor = 1e4, lastEpoch = -1 } = options;
    const totalSteps = lengthOf(options);
    const schedulePhases = phases(totalSteps, pctStart, threePhase);
    if (!(pctStart >= 0 && pctStart <= 1)) throw invalidCycle("float between 0 and 1 pct_start", pctStart);
    if (annealStrategy !== "cos" && annealStrategy !== "linear") throw unknownStrategy(annealStrategy);
    const maxLrs = perGroup("max_lr", optimizer, maxLr);
    const begins = lastEpoch === -1;
    if (begins)
      optimizer.paramGroups.forEach((group: CyclingGroup, i) => {
        group.initialLr = maxLrs[i]! / divFactor;
        group.maxLr = maxLrs[i]!;
        group.minLr = group.initialLr / finalDivFactor;
      });
    const fields = { totalSteps, schedulePhases, annealStrategy, cycleMomentum };
    if (cycleMomentum) {
      const useBeta1 = usesBeta1(optimizer);
      const max = perGroup("max_momentum", optimizer, maxMomentum);
      const base = perGroup("base_momentum", optimizer, baseMomentum);
      if (begins) startMomentum(optimizer, base, max, useBeta1);
      Object.assign(fields, { useBeta1 });
    }
    super(optimizer, fields, { lastEpoch });
  }

  protected override rates(): number[] {
    const { lastEpoch, totalSteps } = this;
    if (lastEpoch > totalSteps)
      throw new RangeError(`Tried to step ${lastEpoch} times. The specified number of total steps is ${totalSteps}`);
    const all = this.schedulePhases;
    const found = all.findIndex(({ end_step }) => lastEpoch <= end_step);
    const at = found < 0 ? all.length - 1 : found;
    const phase = all[at]!;
    const start = at === 0 ? 0 : all[at - 1]!.end_step;
    const part = (lastEpoch - start) / (phase.end_step - start);
    return this.optimizer.paramGroups.map((group: CyclingGroup) => {
      const between = (from: keyof typeof keys, to: keyof typeof keys): number =>
        anneal(this.annealStrategy, group[keys[from]]!, group[keys[to]]!, part);
      if (this.cycleMomentum) setMomentum(group, between(phase.start_momentum, phase.end_momentum), this.useBeta1!);
      return between(phase.start_lr, phase.end_lr);
    });
  }
}

function lengthOf({ totalSteps = null, epochs = null, stepsPerEpoch = null }: OneCycleLROptions): number {
  const check = (name: string, value: number): number => {
    if (!Number.isInteger(value) || value <= 0) throw invalidCycle(`positive integer ${name}`, value);
    return value;
  };
  if (totalSteps !== null) return check("total_steps", totalSteps);
  if (epochs === null || stepsPerEpoch === null)
    throw new Error("You must define either total_steps OR (epochs AND steps_per_epoch)");
  return check("epochs", epochs) * check("steps_per_epoch", stepsPerEpoch);
}

function phases(totalSteps: number, pctStart: number, threePhase: boolean): Phase[] {
  const rise: Phase = {
    end_step: pctStart * totalSteps - 1,
    start_lr: "initial_lr",
    end_lr: "max_lr",
    start_momentum: "max_momentum",
    end_momentum: "base_momentum",
  };
  const fall = { start_lr: "max_lr", start_momentum: "base_momentum", end_momentum: "max_momentum" } as const;
  const end_step = totalSteps - 1;
  if (!threePhase) return [rise, { end_step, ...fall, end_lr: "min_lr" }];
  return [
    rise,
    { end_step: 2 * pctStart * totalSteps - 2, ...fall, end_lr: "initial_lr" },
    {
      end_step,
      start_lr: "initial_lr",
      end_lr: "min_lr",
      start_momentum: "max_momentum",
      end_momentum: "max_momentum",
    },
  ];
}

function anneal(strategy: "cos" | "linear", start: number, end: number, part: number): number {
  if (strategy === "linear") return (end - start) * part + start;
  return end + ((start - end) / 2) * (Math.cos(Math.PI * part) + 1);
}
