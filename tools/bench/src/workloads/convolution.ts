import { nn, optim, rand, randint, type Tensor } from "flambeau";
import { milliseconds, need, type Workload } from "../workload.js";

/** W6: two 3x3 convolutions with pooling, cross entropy and Adam, 32 images of 28x28. */
export const convolution: Workload = {
  name: "W6",
  unit: "ms/step",
  convert: milliseconds,
  prepare() {
    const Conv2d = need<new (inChannels: number, outChannels: number, kernelSize: number) => nn.Module>("nn.Conv2d");
    const MaxPool2d = need<new (kernelSize: number) => nn.Module>("nn.MaxPool2d");
    const crossEntropy = need<(input: Tensor, target: Tensor) => Tensor>("nn.functional.crossEntropy");
    const model = new nn.Sequential(
      new Conv2d(1, 16, 3),
      new nn.ReLU(),
      new MaxPool2d(2),
      new Conv2d(16, 32, 3),
      new nn.ReLU(),
      new MaxPool2d(2),
      new nn.Flatten(),
      new nn.Linear(32 * 25, 10),
    );
    const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 });
    const x = rand([32, 1, 28, 28]);
    const target = randint(0, 10, [32]);
    return () => {
      optimizer.zeroGrad();
      crossEntropy(model.forward(x), target).backward();
      optimizer.step();
    };
  },
};
