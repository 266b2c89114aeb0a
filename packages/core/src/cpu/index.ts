import type { Kernels } from "../kernels.js";
import { activations } from "./activation.js";
import { convolutions } from "./convolution.js";
import { counting } from "./counting.js";
import { decomposition } from "./decomposition/kernels.js";
import { elementwise } from "./elementwise.js";
import { extrema } from "./extrema.js";
import { fastActivations, fastElementwise } from "./fast.js";
import { indexing } from "./indexing.js";
import { hasVectors } from "./instructions.js";
import { losses } from "./loss.js";
import { fastNormalization, normalization } from "./normalization.js";
import { fastOptimizers, optimizers } from "./optimizer.js";
import { pooling } from "./pooling.js";
import { product } from "./product.js";
import { reduction } from "./reduction.js";
import { fastExtrema, fastReduction } from "./reduction-runs.js";
import { resampling } from "./resampling.js";
import { scans } from "./scan.js";
import { softmaxes } from "./softmax.js";
import { fastSoftmaxes } from "./softmax-lines.js";
import { sorting } from "./sorting.js";

/** The kernels of the CPU. */
export const cpu: Kernels = {
  ...(hasVectors ? fastElementwise : elementwise),
  ...(hasVectors ? fastActivations : activations),
  ...(hasVectors ? fastReduction : reduction),
  ...(hasVectors ? fastExtrema : extrema),
  ...scans,
  ...sorting,
  ...(hasVectors ? fastSoftmaxes : softmaxes),
  ...counting,
  ...indexing,
  ...losses,
  ...(hasVectors ? fastNormalization : normalization),
  ...(hasVectors ? fastOptimizers : optimizers),
  ...resampling,
  ...pooling,
  ...product,
  ...convolutions,
  ...decomposition,
};
