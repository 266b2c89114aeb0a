import type { Kernels } from "../kernels.js";
import { fastElementwise, fastReduction } from "./fast.js";
import { product } from "./product.js";

/** The kernels of the CPU. */
export const cpu: Kernels = { ...fastElementwise, ...fastReduction, ...product };
