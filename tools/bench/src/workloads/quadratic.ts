import { linspace, noGrad, randn } from "flambeau";
import { microseconds, type Workload } from "../workload.js";

/** W3: a parabola through 100 points, 3 parameters, updated by hand, the loss read at every step. */
export const quadratic: Workload = {
  name: "W3",
  unit: "us/step",
  convert: microseconds,
  prepare() {
    const x = linspace(-1, 1, 100);
    const target = x.pow(2).mul(2).sub(x).add(0.5);
    const w = randn([3], { requiresGrad: true });
    let total = 0;
    return () => {
      const y = w
        .at(0)
        .add(w.at(1).mul(x))
        .add(w.at(2).mul(x.pow(2)));
      const loss = y.sub(target).pow(2).mean();
      loss.backward();
      noGrad(() => {
        w.sub_(w.grad!.mul(0.05));
        w.grad!.zero_();
      });
      total += loss.item() as number;
      if (Number.isNaN(total)) throw new Error("W3: the loss is not a number");
    };
  },
};
