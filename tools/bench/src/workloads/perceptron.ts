import { nn, optim, rand, randint, type Tensor } from "flambeau";
import { milliseconds, need, type Workload } from "../workload.js";

/** W5: a perceptron 784-256-128-10 with cross entropy and Adam, 64 samples. */
export const perceptron: Workload = {
  name: "W5",
  unit: "ms/step",
  convert: milliseconds,
  prepare() {
    const crossEntropy = need<(input: Tensor, target: Tensor) => Tensor>("nn.functional.crossEntropy");
    const model = new nn.Sequential(
      new nn.Linear(784, 256),
      new nn.ReLU(),
      new nn.Linear(256, 128),
      new nn.ReLU(),
      new nn.Linear(128, 10),
    );
    const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 });
    const x = rand([64, 784]);
    const target = randint(0, 10, [64]);
    return () => {
      optimizer.zeroGrad();
      crossEntropy(model.forward(x), target).backward();
      optimizer.step();
    };
  },
};
