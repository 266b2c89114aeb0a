import type { Kernels } from "../kernels.js";
import { convolutions } from "./convolution.js";
import { counting } from "./counting.js";
import { decomposition } from "./decomposition/kernels.js";
import { extrema } from "./extrema.js";
import { fastActivations, fastElementwise, fastReduction } from "./fast.js";
import { indexing } from "./indexing.js";
import { losses } from "./loss.js";
import { normalization } from "./normalization.js";
import { pooling } from "./pooling.js";
import { product } from "./product.js";
import { resampling } from "./resampling.js";
import { scans } from "./scan.js";
import { fastSoftmaxes } from "./softmax-lines.js";
import { sorting } from "./sorting.js";

/** The kernels of the CPU. */
export const cpu: Kernels = {
  ...fastElementwise,
  ...fastActivations,
  ...fastReduction,
  ...extrema,
  ...scans,
  ...sorting,
  ...fastSoftmaxes,
  ...counting,
  ...indexing,
  ...losses,
  ...normalization,
  ...resampling,
  ...pooling,
  ...product,
  ...convolutions,
  ...decomposition,
};
