import type { Kernels } from "../kernels.js";
import { activations } from "./activation.js";
import { counting } from "./counting.js";
import { decomposition } from "./decomposition/kernels.js";
import { extrema } from "./extrema.js";
import { fastElementwise, fastReduction } from "./fast.js";
import { indexing } from "./indexing.js";
import { losses } from "./loss.js";
import { normalization } from "./normalization.js";
import { product } from "./product.js";
import { resampling } from "./resampling.js";
import { scans } from "./scan.js";
import { softmaxes } from "./softmax.js";
import { sorting } from "./sorting.js";

/** The kernels of the CPU. */
export const cpu: Kernels = {
  ...fastElementwise,
  ...activations,
  ...fastReduction,
  ...extrema,
  ...scans,
  ...sorting,
  ...softmaxes,
  ...counting,
  ...indexing,
  ...losses,
  ...normalization,
  ...resampling,
  ...product,
  ...decomposition,
};
