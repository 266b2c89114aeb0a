import type { Plugin } from "vite";

/** Families of methods of tensors that the live fit never calls, nor any gradient in it. */
const families = ["indexing", "linear-algebra"];

/**
 * Leaves those families out of the live fit's worker, which the start page loads before a reader has asked for anything. A method
 * that were missed would stop the fit, which the tests would see. The names of classes stay only where programs run, which print
 * them.
 */
export function lean(): Plugin {
  let isLiveFit = false;
  let isRun = false;
  return {
    name: "flambeau:lean",
    options({ input }) {
      isLiveFit = JSON.stringify(input).includes("live-fit/worker");
      isRun = JSON.stringify(input).includes("run/worker");
      return null;
    },
    load: (id) => (isLiveFit && families.some((family) => id.endsWith(`/core/src/methods/${family}.ts`)) ? "" : null),
    outputOptions: (output) => ({ ...output, keepNames: isRun }),
  };
}
