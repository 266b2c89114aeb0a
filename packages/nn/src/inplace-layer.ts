import type { Tensor } from "@flambeau/core";
import { Module } from "./module.js";

/** Options of layers that can overwrite their input. */
export interface InplaceOptions {
  /** Overwrite the input; default false. */
  readonly inplace?: boolean;
}

/** A layer that can overwrite its input. */
export abstract class InplaceLayer extends Module<Tensor> {
  /** Whether the input is overwritten. */
  readonly inplace: boolean;

  constructor({ inplace = false }: InplaceOptions = {}) {
    super();
    this.inplace = inplace;
  }
}
