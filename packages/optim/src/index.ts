import * as lrScheduler from "./lr-scheduler/index.js";
import * as swaUtils from "./swa-utils.js";

export { Adadelta, type AdadeltaOptions } from "./adadelta.js";
export { Adafactor, type AdafactorOptions } from "./adafactor.js";
export { Adagrad, type AdagradOptions } from "./adagrad.js";
export { Adam, type AdamOptions, AdamW, type AdamWOptions } from "./adam.js";
export { Adamax, type AdamaxOptions } from "./adamax.js";
export { ASGD, type ASGDOptions } from "./asgd.js";
export type { StepPostHook, StepPreHook } from "./hooks.js";
export { LBFGS, type LBFGSOptions } from "./lbfgs.js";
export { Muon, type MuonOptions } from "./muon.js";
export { NAdam, type NAdamOptions } from "./nadam.js";
export { Optimizer } from "./optimizer.js";
export type {
  GroupOf,
  ImplementationOptions,
  NamedTensor,
  ParamGroup,
  ParamGroupInput,
  Params,
  Rate,
  Real,
} from "./param-group.js";
export { RAdam, type RAdamOptions } from "./radam.js";
export { RMSprop, type RMSpropOptions } from "./rmsprop.js";
export { Rprop, type RpropOptions } from "./rprop.js";
export { SGD, type SGDOptions } from "./sgd.js";
export type { Names, OptimizerStateDict } from "./state-dict.js";
export { lrScheduler, swaUtils };
