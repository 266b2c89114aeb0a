export type { StepPostHook, StepPreHook } from "./hooks.js";
export { Optimizer } from "./optimizer.js";
export type { GroupOf, NamedTensor, ParamGroup, ParamGroupInput, Params, Real } from "./param-group.js";
export { SGD, type SGDOptions } from "./sgd.js";
export type { Names, OptimizerStateDict } from "./state-dict.js";
