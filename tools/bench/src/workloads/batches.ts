import { nn, optim, rand, utils } from "flambeau";
import type { Workload } from "../workload.js";

const points = 60;
const batchSizes = Array.from({ length: 20 }, (_, i) => i + 1);
const steps = batchSizes.reduce((sum, size) => sum + Math.ceil(points / size), 0);

/** W4: Linear(1, 1) over a shuffled DataLoader of 60 points, an epoch with each batch size from 1 to 20. */
export const batches: Workload = {
  name: "W4",
  unit: "us/step",
  convert: (seconds) => (seconds * 1e6) / steps,
  prepare() {
    const x = rand([points, 1]);
    const dataset = new utils.data.TensorDataset(x, x.mul(2).add(1));
    const model = new nn.Linear(1, 1);
    const optimizer = new optim.SGD(model.parameters(), { lr: 1e-3 });
    const mse = new nn.MSELoss();
    return () => {
      for (const batchSize of batchSizes) {
        for (const [xs, ys] of new utils.data.DataLoader(dataset, { batchSize, shuffle: true })) {
          optimizer.zeroGrad();
          const loss = mse.forward(model.forward(xs!), ys!);
          loss.backward();
          optimizer.step();
        }
      }
    };
  },
};
