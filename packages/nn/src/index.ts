import * as functional from "./functional.js";
import * as init from "./init.js";

// layers and containers
export {
  AlphaDropout,
  Dropout,
  Dropout1d,
  Dropout2d,
  Dropout3d,
  FeatureAlphaDropout,
  type InplaceOptions,
} from "./dropout.js";
export { type FactoryOptions, Identity, Linear, type LinearOptions } from "./linear.js";
// modules
export { Module, type WalkOptions } from "./module.js";
export { ModuleDict } from "./module-dict.js";
export type { BackwardModuleHook, ForwardHook, ForwardPreHook } from "./module-hooks.js";
export { ModuleList } from "./module-list.js";
export { Parameter } from "./parameter.js";
export { ParameterDict } from "./parameter-dict.js";
export { ParameterList } from "./parameter-list.js";
export { Sequential } from "./sequential.js";
export type { IncompatibleKeys, LoadOptions, StateDict } from "./state-dict.js";
export { functional, init };
