export {
  CosineAnnealingLR,
  type CosineAnnealingLROptions,
  CosineAnnealingWarmRestarts,
  type CosineAnnealingWarmRestartsOptions,
} from "./cosine.js";
export { CyclicLR, type CyclicLROptions } from "./cyclic.js";
export { ExponentialLR, MultiStepLR, StepLR, type StepLROptions } from "./decay.js";
export { LambdaLR, type LRLambda, MultiplicativeLR } from "./lambda.js";
export { OneCycleLR, type OneCycleLROptions } from "./one-cycle.js";
export { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from "./plateau.js";
export {
  ConstantLR,
  type ConstantLROptions,
  LinearLR,
  type LinearLROptions,
  PolynomialLR,
  type PolynomialLROptions,
} from "./ramp.js";
export { LRScheduler, type LRSchedulerOptions, type SchedulerStateDict } from "./scheduler.js";
export { ChainedScheduler, SequentialLR } from "./sequence.js";
