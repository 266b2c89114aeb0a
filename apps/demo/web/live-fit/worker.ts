import { linspace, manualSeed, noGrad, type Tensor, tensor } from "@flambeau/core";
import { Linear, Module } from "@flambeau/nn";
import { Adam } from "@flambeau/optim";
import type { Fit, Task } from "./messages.js";

const steps = 400;
const stepsPerFrame = 25;
const frame = 1000 / 60;

/** One hidden layer. */
class Network extends Module {
  readonly hidden: Linear = new Linear(1, 24);
  readonly output: Linear = new Linear(24, 1);

  forward(x: Tensor): Tensor {
    return this.output.forward(this.hidden.forward(x.mul(3)).tanh());
  }
}

manualSeed(0);
const network = new Network();
const grid = linspace(-1, 1, 101).unsqueeze(1);
let task = 0;

self.onmessage = async ({ data: { points } }: MessageEvent<Task>) => {
  const mine = ++task;
  const optimizer = new Adam(network.parameters(), { lr: 0.02 });
  const x = tensor(points.map(([x]) => [x]));
  const y = tensor(points.map(([, y]) => [y]));
  for (let step = 0; step < steps && mine === task; step += stepsPerFrame) {
    const start = performance.now();
    let loss = 0;
    for (let i = 0; i < stepsPerFrame; i++) {
      optimizer.zeroGrad();
      const error = network.forward(x).sub(y).pow(2).mean();
      error.backward();
      optimizer.step();
      loss = error.item() as number;
    }
    report({ curve: curve(), loss, step: step + stepsPerFrame, isDone: step + stepsPerFrame >= steps });
    await new Promise((resume) => setTimeout(resume, Math.max(0, frame - (performance.now() - start))));
  }
};

function curve(): number[] {
  return noGrad(() => network.forward(grid))
    .flatten()
    .tolist() as number[];
}

function report(fit: Fit): void {
  self.postMessage(fit);
}
