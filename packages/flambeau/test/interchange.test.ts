import { fileURLToPath } from "node:url";
import { load, ones, optim, type Tensor, zeros } from "flambeau";
import { expect, test, vi } from "vitest";

interface OptimizerRun {
  readonly name: keyof typeof optim;
  readonly p: Tensor;
  readonly state: optim.OptimizerStateDict;
  readonly after: Tensor;
}

interface SchedulerRun {
  readonly optimizer: optim.OptimizerStateDict;
  readonly scheduler: optim.lrScheduler.SchedulerStateDict;
  readonly rates: readonly number[];
}

// what `optimizers()` and `schedulers()` in packages/io/test/files/make.py save
const path = fileURLToPath(new URL("files/optimizers.pt", import.meta.url));
const saved = load<{ optimizers: OptimizerRun[]; schedulers: Record<string, SchedulerRun> }>(path);

test.each(saved.optimizers)("$name goes on from PyTorch's state to PyTorch's bits", ({ name, p, state, after }) => {
  const w = p.clone().requiresGrad_();
  const Optimizer = optim[name] as new (params: Tensor[], options: object) => optim.Optimizer;
  const optimizer = new Optimizer([w], { lr: 0.125 });
  optimizer.loadStateDict(state);
  for (let step = 0; step < 2; step++)
    optimizer.step(() => {
      optimizer.zeroGrad();
      const loss = w.sub(0.25).pow(2).sum();
      loss.backward();
      return loss;
    });
  expect(w.tolist()).toEqual(after.tolist());
});

const { lrScheduler } = optim;
const schedulers: Record<string, (optimizer: optim.Optimizer) => { step(metric?: number): void }> = {
  StepLR: (o) => new lrScheduler.StepLR(o, 2),
  MultiStepLR: (o) => new lrScheduler.MultiStepLR(o, [2, 4]),
  ExponentialLR: (o) => new lrScheduler.ExponentialLR(o, 0.5),
  CosineAnnealingLR: (o) => new lrScheduler.CosineAnnealingLR(o, 5),
  LinearLR: (o) => new lrScheduler.LinearLR(o),
  ConstantLR: (o) => new lrScheduler.ConstantLR(o),
  PolynomialLR: (o) => new lrScheduler.PolynomialLR(o),
  CosineAnnealingWarmRestarts: (o) => new lrScheduler.CosineAnnealingWarmRestarts(o, 3),
  OneCycleLR: (o) => new lrScheduler.OneCycleLR(o, 0.5, { totalSteps: 10 }),
  CyclicLR: (o) => new lrScheduler.CyclicLR(o, 0.1, 0.5),
  ReduceLROnPlateau: (o) => new lrScheduler.ReduceLROnPlateau(o, { patience: 1 }),
  LambdaLR: (o) => new lrScheduler.LambdaLR(o, (epoch) => 1 / (epoch + 1)),
  MultiplicativeLR: (o) => new lrScheduler.MultiplicativeLR(o, () => 0.9),
  SequentialLR: (o) =>
    new lrScheduler.SequentialLR(o, [new lrScheduler.ConstantLR(o), new lrScheduler.ExponentialLR(o, 0.5)], [2]),
};

test.each(Object.entries(saved.schedulers))(
  "%s goes on from PyTorch's state",
  (name, { optimizer, scheduler, rates }) => {
    // some constructors step on, of which PyTorch warns too
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const p = zeros([2], { requiresGrad: true });
    const sgd = new optim.SGD([p], { lr: 0.25, momentum: 0.9 });
    const resumed = schedulers[name]!(sgd) as { step(metric?: number): void; loadStateDict(state: object): void };
    sgd.loadStateDict(optimizer);
    resumed.loadStateDict(scheduler);
    p.grad = ones([2]);
    const found = rates.map(() => {
      sgd.step();
      if (name === "ReduceLROnPlateau") resumed.step(1);
      else resumed.step();
      return sgd.paramGroups[0]!.lr;
    });
    expect(found).toEqual(rates);
  },
);
