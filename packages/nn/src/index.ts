export { Module, type WalkOptions } from "./module.js";
export type { BackwardModuleHook, ForwardHook, ForwardPreHook } from "./module-hooks.js";
export { Parameter } from "./parameter.js";
export type { IncompatibleKeys, LoadOptions, StateDict } from "./state-dict.js";
