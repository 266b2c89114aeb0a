import type { Kernels } from "../kernels.js";
import { elementwise } from "./elementwise.js";
import { product } from "./product.js";
import { reduction } from "./reduction.js";

/** The kernels of the CPU. */
export const cpu: Kernels = { ...elementwise, ...reduction, ...product };
