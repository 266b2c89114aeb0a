import type { HookHandle } from "@flambeau/core";
import type { Module } from "./module.js";
import type { IncompatibleKeys, StateDict } from "./state-dict.js";

/** Runs before a module writes its state. */
export type StateDictPreHook = (module: Module, prefix: string, keepVars: boolean) => void;
/** Runs when a module and those below it have written their state; it may change what is written. */
export type StateDictPostHook = (module: Module, stateDict: StateDict, prefix: string) => void;
/** Runs before a module reads its state; it may change what is read. */
export type LoadStateDictPreHook = (module: Module, stateDict: StateDict, prefix: string) => void;
/** Runs when the keys of a module and those below it are known; it may change what counts as incompatible. */
export type LoadStateDictPostHook = (module: Module, incompatibleKeys: IncompatibleKeys) => void;

/** The hooks around a module's state. */
export interface StateHooks {
  readonly beforeSave: StateDictPreHook[];
  readonly afterSave: StateDictPostHook[];
  readonly beforeLoad: LoadStateDictPreHook[];
  readonly afterLoad: LoadStateDictPostHook[];
}

const hooks: unique symbol = Symbol("state hooks");
type Hooked = Module & { [hooks]?: StateHooks };

/** The hooks of a module; most have none. */
export function stateHooksOf(module: Hooked): StateHooks | undefined {
  return module[hooks];
}

export function addStateHook<K extends keyof StateHooks>(
  module: Hooked,
  kind: K,
  hook: StateHooks[K][number],
): HookHandle {
  const own = (module[hooks] ??= { beforeSave: [], afterSave: [], beforeLoad: [], afterLoad: [] });
  const list: unknown[] = own[kind];
  list.push(hook);
  return { remove: () => void list.splice(list.indexOf(hook), list.includes(hook) ? 1 : 0) };
}
