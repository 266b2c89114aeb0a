import { swaUtils } from "@flambeau/optim";

export {
  AveragedModel,
  type AveragedModelOptions,
  type AverageFunction,
  getEmaAvgFn,
  getEmaMultiAvgFn,
  getSwaAvgFn,
  getSwaMultiAvgFn,
  type MultiAverageFunction,
  updateBn,
} from "@flambeau/nn";

/** The schedule that goes with averaged weights. */
export const SWALR: typeof swaUtils.SWALR = swaUtils.SWALR;
export type SWALR = swaUtils.SWALR;
export type SWALROptions = swaUtils.SWALROptions;
