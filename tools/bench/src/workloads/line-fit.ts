import { linalg, linspace, noGrad, randn } from "flambeau";
import { microseconds, type Workload } from "../workload.js";

/** W1: a line through 10 points, 2 parameters, updated by hand. */
export const lineFit: Workload = {
  name: "W1",
  unit: "us/step",
  convert: microseconds,
  prepare() {
    const x = linspace(0, 1, 10);
    const target = x.mul(3).add(0.5);
    const w = randn([2], { requiresGrad: true });
    return () => {
      const y = w.at(0).mul(x).add(w.at(1));
      const error = linalg.vectorNorm(y.sub(target)).div(10);
      error.backward();
      noGrad(() => {
        w.sub_(w.grad!.mul(0.01));
        w.grad!.zero_();
      });
    };
  },
};
