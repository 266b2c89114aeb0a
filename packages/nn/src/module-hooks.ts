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

const hooks: unique symbol = Symbol("hooks");
type Hooked = Module & { [hooks]?: Hooks };

/** Adds a hook. The first one replaces the `forward` of that instance, so modules without hooks pay nothing. */
export function addHook<K extends keyof Hooks>(
  module: Hooked,
  kind: K,
  hook: Hooks[K][number],
  { prepend = false }: HookOptions = {},
): HookHandle {
  const list: unknown[] = (module[hooks] ??= watch(module))[kind];
  if (prepend) list.unshift(hook);
  else list.push(hook);
  return { remove: () => void list.splice(list.indexOf(hook), list.includes(hook) ? 1 : 0) };
}

function watch(module: Module): Hooks {
  const { forward } = module;
  // `this`, because a copy of the module has the same function and hooks of its own
  const value = function (this: Hooked, ...inputs: unknown[]): unknown {
    return call(this, forward, this[hooks]!, inputs);
  };
  Object.defineProperty(module, "forward", { value, enumerable: false, configurable: true, writable: true });
  return { forwardPre: [], forward: [], backwardPre: [], backward: [] };
}

function call(module: Module, forward: Module["forward"], own: Hooks, given: readonly unknown[]): unknown {
  let inputs = given;
  for (const hook of [...own.forwardPre]) {
    const changed = hook(module, inputs);
    if (changed !== undefined && changed !== null) inputs = Array.isArray(changed) ? changed : [changed];
  }
  const isWatched = own.backward.length + own.backwardPre.length > 0;
  const pass = isWatched ? new BackwardPass(module, own.backwardPre, own.backward) : null;
  if (pass !== null) inputs = pass.enter(inputs);
  let output: unknown = forward.apply(module, [...inputs]);
  for (const hook of [...own.forward]) output = hook(module, inputs, output) ?? output;
  return pass === null ? output : pass.leave(output);
}
