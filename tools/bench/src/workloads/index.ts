import type { Workload } from "../workload.js";
import { batches } from "./batches.js";
import { convolution } from "./convolution.js";
import { elementwise } from "./elementwise.js";
import { kernels } from "./kernels.js";
import { lineFit } from "./line-fit.js";
import { perceptron } from "./perceptron.js";
import { polynomial } from "./polynomial.js";
import { products } from "./product.js";
import { quadratic } from "./quadratic.js";
import { transformer } from "./transformer.js";

/** Everything that is measured, in order. */
export const workloads: readonly Workload[] = [
  lineFit,
  polynomial,
  quadratic,
  batches,
  perceptron,
  convolution,
  ...products,
  ...elementwise,
  transformer,
  ...kernels,
];
