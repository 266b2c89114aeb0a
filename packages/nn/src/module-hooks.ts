import type { HookHandle } from "@flambeau/core";
import { type BackwardHook, BackwardPass, type BackwardPreHook } from "./backward-hooks.js";
import type { Module } from "./module.js";

/** Runs before `forward`; what it returns becomes the inputs. */
export type ForwardPreHook = (module: Module, inputs: readonly unknown[]) => unknown;
/** Runs after `forward`; what it returns becomes the output. */
export type ForwardHook = (module: Module, inputs: readonly unknown[], output: unknown) => unknown;

/** Options of hooks. */
export interface HookOptions {
  /** Run before those that are there, not after; default false. */
  readonly prepend?: boolean;
}

interface Hooks {
  readonly forwardPre: ForwardPreHook[];
  readonly forward: ForwardHook[];
  readonly backwardPre: BackwardPreHook[];
  readonly backward: BackwardHook[];
}

const hooksOf = new WeakMap<Module, Hooks>();

/** Adds a hook. The first one replaces the `forward` of that instance, so modules without hooks pay nothing. */
export function addHook<K extends keyof Hooks>(
  module: Module,
  kind: K,
  hook: Hooks[K][number],
  { prepend = false }: HookOptions = {},
): HookHandle {
  const list: unknown[] = (hooksOf.get(module) ?? watch(module))[kind];
  if (prepend) list.unshift(hook);
  else list.push(hook);
  return { remove: () => void list.splice(list.indexOf(hook), list.includes(hook) ? 1 : 0) };
}

function watch(module: Module): Hooks {
  const hooks: Hooks = { forwardPre: [], forward: [], backwardPre: [], backward: [] };
  hooksOf.set(module, hooks);
  const { forward } = module;
  const value = (...inputs: unknown[]): unknown => call(module, forward, hooks, inputs);
  Object.defineProperty(module, "forward", { value, enumerable: false, configurable: true, writable: true });
  return hooks;
}

function call(module: Module, forward: Module["forward"], hooks: Hooks, given: readonly unknown[]): unknown {
  let inputs = given;
  for (const hook of [...hooks.forwardPre]) {
    const changed = hook(module, inputs);
    if (changed !== undefined && changed !== null) inputs = Array.isArray(changed) ? changed : [changed];
  }
  const isWatched = hooks.backward.length + hooks.backwardPre.length > 0;
  const pass = isWatched ? new BackwardPass(module, hooks.backwardPre, hooks.backward) : null;
  if (pass !== null) inputs = pass.enter(inputs);
  let output: unknown = forward.apply(module, [...inputs]);
  for (const hook of [...hooks.forward]) output = hook(module, inputs, output) ?? output;
  return pass === null ? output : pass.leave(output);
}
