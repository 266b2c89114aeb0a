import { noGrad, randn } from "flambeau";
import type { Workload } from "../workload.js";

/** W7: the product of two square matrices. */
function product(size: number): Workload {
  return {
    name: `W7.${size}`,
    unit: "GFLOP/s",
    convert: (seconds) => (2 * size ** 3) / seconds / 1e9,
    prepare() {
      const a = randn([size, size]);
      const b = randn([size, size]);
      const multiply = () => a.matmul(b);
      return () => {
        noGrad(multiply);
      };
    },
  };
}

export const products: readonly Workload[] = [64, 128, 256, 512, 1024].map(product);
