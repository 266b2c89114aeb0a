import type { Plugin } from "vite";

/** Methods of tensors that the live fit never calls, nor any gradient in it, and kernels behind them. */
const unused =
  /\/core\/src\/(methods\/(aliases|indexing|linear-algebra|text)|cpu\/(decomposition\/.*|convolution|counting|normalization|pooling|resampling|scan|softmax.*|sorting))\.ts$/;

/**
 * Leaves those out of the live fit's worker, which the start page loads before a reader has asked for anything. What they would
 * have exported is undefined: if it were missed, the fit would stop, which the tests would see. The names of classes stay only
 * where programs run, which print them.
 */
export function lean(): Plugin {
  let isLiveFit = false;
  let isRun = false;
  return {
    name: "flambeau:lean",
    options(options) {
      const input = JSON.stringify(options.input);
      isLiveFit = input.includes("live-fit/worker");
      isRun = input.includes("run/worker");
      return isLiveFit ? { ...options, shimMissingExports: true } : null;
    },
    load: (id) => (isLiveFit && unused.test(id) ? "" : null),
    outputOptions: (output) => ({ ...output, keepNames: isRun }),
  };
}
