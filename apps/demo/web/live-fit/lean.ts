import type { Plugin } from "vite";

/** Families of methods of tensors that the live fit never calls, nor any gradient in it. */
const families = ["indexing", "linear-algebra"];

/**
 * Leaves those families out of the live fit's worker, and the names of functions, which nothing there prints: the start page loads it
 * before a reader has asked for anything. A method that were missed would stop the fit, which the tests would see.
 */
export function lean(): Plugin {
  let isLiveFit = false;
  return {
    name: "flambeau:lean",
    options({ input }) {
      isLiveFit = JSON.stringify(input).includes("live-fit/worker");
      return null;
    },
    load: (id) => (isLiveFit && families.some((family) => id.endsWith(`/core/src/methods/${family}.ts`)) ? "" : null),
    outputOptions: (output) => ({ ...output, keepNames: !isLiveFit }),
  };
}
