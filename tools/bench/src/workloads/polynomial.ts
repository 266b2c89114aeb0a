import { linspace, nn, optim, randn, sin, type Tensor } from "flambeau";
import { microseconds, type Workload } from "../workload.js";

/** W2: a polynomial of degree 5 through 20 points, a loop over its terms, with MSELoss and SGD. */
export const polynomial: Workload = {
  name: "W2",
  unit: "us/step",
  convert: microseconds,
  prepare() {
    const x = linspace(-1, 1, 20);
    const target = sin(x.mul(3));
    const w = randn([6], { requiresGrad: true });
    const optimizer = new optim.SGD([w], { lr: 0.05 });
    const mse = new nn.MSELoss();
    return () => {
      let y: Tensor | number = 0;
      for (let i = 0; i < 6; i++) y = w.at(i).mul(x.pow(i)).add(y);
      const loss = mse.forward(y as Tensor, target);
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
    };
  },
};
