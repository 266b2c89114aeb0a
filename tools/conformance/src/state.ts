import type { Caller } from "./caller.js";
import { compareValue, entriesOf, listOf, type Tolerance } from "./compare.js";
import { decode } from "./values.js";
import { Mismatch, within } from "./verdict.js";

/** The state dict of a module or optimizer as entries, whatever holds them. */
export function stateOf(caller: Caller, owner: object): Map<string, unknown> {
  const entries = entriesOf(caller.method(owner, "state_dict"));
  if (entries === undefined) throw new Mismatch("state_dict is neither a dict nor a Map");
  return entries;
}

/** Loads a stored state dict. */
export function loadState(caller: Caller, owner: object, stored: unknown): void {
  caller.method(owner, "load_state_dict", [decode(caller.library, stored)]);
}

/** Compares a state dict: the same keys in the same order, and their values. */
export function compareState(caller: Caller, owner: object, wanted: object, tolerance: Tolerance): void {
  const state = stateOf(caller, owner);
  const keys = Object.keys(wanted);
  if ([...state.keys()].join() !== keys.join()) {
    throw new Mismatch("keys of the state dict", `${[...state.keys()]}, expected ${keys}`);
  }
  for (const [key, value] of Object.entries(wanted)) {
    within(key, () => compareValue(caller.library, state.get(key), value, tolerance));
  }
}

/** The named parameters of a module. */
export function parametersOf(caller: Caller, module: object): Map<string, unknown> {
  const entries = listOf(caller.method(module, "named_parameters"));
  if (entries === undefined) throw new Mismatch("named_parameters cannot be iterated");
  return new Map(entries as [string, unknown][]);
}
