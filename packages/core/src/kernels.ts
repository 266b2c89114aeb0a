import type { ActivationKernels } from "./kernels/activation.js";
import type { ConvolutionKernels } from "./kernels/convolution.js";
import type { CountingKernels } from "./kernels/counting.js";
import type { DecompositionKernels } from "./kernels/decomposition.js";
import type { ElementwiseKernels } from "./kernels/elementwise.js";
import type { ExtremumKernels } from "./kernels/extrema.js";
import type { IndexingKernels } from "./kernels/indexing.js";
import type { LossKernels } from "./kernels/loss.js";
import type { NormalizationKernels } from "./kernels/normalization.js";
import type { OptimizerKernels } from "./kernels/optimizer.js";
import type { PoolingKernels } from "./kernels/pooling.js";
import type { ProductKernels } from "./kernels/product.js";
import type { ReductionKernels } from "./kernels/reduction.js";
import type { ResamplingKernels } from "./kernels/resampling.js";
import type { ScanKernels } from "./kernels/scan.js";
import type { SoftmaxKernels } from "./kernels/softmax.js";
import type { SortingKernels } from "./kernels/sorting.js";

/**
 * What a backend supplies. A kernel writes `out`, whose layout and type the caller chose. It sees storages, layouts and
 * attributes; never gradients, never broadcasting policy. Operands are resolved to addresses before `out` is.
 */
export interface Kernels
  extends ElementwiseKernels,
    ActivationKernels,
    ReductionKernels,
    ExtremumKernels,
    ScanKernels,
    SortingKernels,
    SoftmaxKernels,
    CountingKernels,
    IndexingKernels,
    LossKernels,
    NormalizationKernels,
    OptimizerKernels,
    ResamplingKernels,
    PoolingKernels,
    ProductKernels,
    ConvolutionKernels,
    DecompositionKernels {}
