import { noMomentum, otherValueCount } from "../errors.js";
import type { Optimizer } from "../optimizer.js";
import type { ParamGroup } from "../param-group.js";

/** A group whose momentum may be cycled, and what cycling adds to it. */
export interface CyclingGroup extends ParamGroup {
  momentum?: number;
  betas?: readonly [number, number];
  baseMomentum?: number;
  maxMomentum?: number;
  maxLr?: number;
  minLr?: number;
}

/** One value per group. */
export function perGroup(name: string, optimizer: Optimizer, value: number | readonly number[]): number[] {
  const { length } = optimizer.paramGroups;
  if (typeof value === "number") return Array.from({ length }, () => value);
  if (value.length !== length) throw otherValueCount(name, value.length, length);
  return [...value];
}

/** Whether the momentum of the optimizer is the first of its betas. */
export function usesBeta1(optimizer: Optimizer): boolean {
  if (!("momentum" in optimizer.defaults) && !("betas" in optimizer.defaults)) throw noMomentum();
  return "betas" in optimizer.defaults;
}

export function setMomentum(group: CyclingGroup, momentum: number, useBeta1: boolean): void {
  if (useBeta1) group.betas = Object.freeze([momentum, group.betas![1]] as const);
  else group.momentum = momentum;
}

/** Where cycling begins: at the highest momentum. */
export function startMomentum(
  optimizer: Optimizer,
  base: readonly number[],
  max: readonly number[],
  useBeta1: boolean,
): void {
  optimizer.paramGroups.forEach((group: CyclingGroup, i) => {
    setMomentum(group, max[i]!, useBeta1);
    group.maxMomentum = max[i]!;
    group.baseMomentum = base[i]!;
  });
}
