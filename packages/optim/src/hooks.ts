import type { HookHandle } from "@flambeau/core";
import type { Optimizer } from "./optimizer.js";

/** Runs before a step; an array that it returns replaces the arguments of `step`. */
export type StepPreHook = (optimizer: Optimizer, args: readonly unknown[]) => readonly unknown[] | undefined | void;
/** Runs after a step. */
export type StepPostHook = (optimizer: Optimizer, args: readonly unknown[]) => void;

interface StepHooks {
  readonly before: StepPreHook[];
  readonly after: StepPostHook[];
}

const hooks = new WeakMap<Optimizer, StepHooks>();

/** The hooks of an optimizer. The first one replaces the `step` of that instance, so optimizers without hooks pay nothing. */
function hooksOf(optimizer: Optimizer): StepHooks {
  let own = hooks.get(optimizer);
  if (own !== undefined) return own;
  own = { before: [], after: [] };
  hooks.set(optimizer, own);
  const step = optimizer.step as (...args: unknown[]) => unknown;
  const value = (...given: unknown[]): unknown => runStep(optimizer, step, given);
  Object.defineProperty(optimizer, "step", { value, enumerable: false, configurable: true, writable: true });
  return own;
}

function runStep(optimizer: Optimizer, step: (...args: unknown[]) => unknown, given: readonly unknown[]): unknown {
  const { before, after } = hooksOf(optimizer);
  let args = given;
  for (const hook of [...before]) args = hook(optimizer, args) ?? args;
  const result = step.apply(optimizer, [...args]);
  for (const hook of [...after]) hook(optimizer, args);
  return result;
}

export function addPreHook(optimizer: Optimizer, hook: StepPreHook): HookHandle {
  return added(hooksOf(optimizer).before, hook);
}

export function addPostHook(optimizer: Optimizer, hook: StepPostHook): HookHandle {
  return added(hooksOf(optimizer).after, hook);
}

function added<H>(list: H[], hook: H): HookHandle {
  list.push(hook);
  return {
    remove() {
      const at = list.indexOf(hook);
      if (at >= 0) list.splice(at, 1);
    },
  };
}
