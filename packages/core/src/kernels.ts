import type { ElementwiseKernels } from "./kernels/elementwise.js";
import type { ProductKernels } from "./kernels/product.js";
import type { ReductionKernels } from "./kernels/reduction.js";

/**
 * What a backend supplies. A kernel writes `out`, whose layout and type the caller chose. It sees storages, layouts and
 * attributes; never gradients, never broadcasting policy. Operands are resolved to addresses before `out` is.
 */
export interface Kernels extends ElementwiseKernels, ReductionKernels, ProductKernels {}
