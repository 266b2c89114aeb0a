import { functional as losses } from "@flambeau/losses";
import { functional as layers } from "@flambeau/nn";

// `torch.nn`: the modules of two packages under one name.

export * from "@flambeau/losses";
export * from "@flambeau/nn";

/** Layers and losses as functions. */
export const functional: typeof layers & typeof losses = { ...layers, ...losses };
