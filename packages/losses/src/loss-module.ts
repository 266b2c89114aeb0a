import type { Tensor } from "@flambeau/core";
import { Module } from "@flambeau/nn";
import { type LossOptions, type Reduction, reductionOf } from "./reduction.js";

/** A loss as a module: it keeps the options. */
export abstract class LossModule<R extends string = Reduction> extends Module<Tensor> {
  /** What becomes of the losses of single elements. */
  readonly reduction: R;

  constructor(options: Omit<LossOptions, "reduction"> & { readonly reduction?: R } = {}) {
    super();
    this.reduction = reductionOf(options) as R;
  }
}

/** Options of losses with weights. */
export interface WeightedLossOptions extends LossOptions {
  /** Factors of the losses, default none. */
  readonly weight?: Tensor | null;
}

/** A loss whose weights are saved with it. */
export abstract class WeightedLossModule extends LossModule {
  /** Factors of the losses. */
  declare weight: Tensor | null;

  constructor({ weight = null, ...options }: WeightedLossOptions = {}) {
    super(options);
    this.registerBuffer("weight", weight);
  }
}
