import { zeros } from "@flambeau/core";
import { expect, test, vi } from "vitest";
import { lrScheduler, type Optimizer, SGD, swaUtils } from "../src/index.js";
import { goldens, largestError } from "./goldens.js";

interface Schedule {
  readonly lr: readonly number[];
  readonly momentum: readonly number[];
  readonly keys: readonly string[];
}

const wanted = goldens<Schedule>("schedules");
const {
  ChainedScheduler,
  ConstantLR,
  CosineAnnealingLR,
  CosineAnnealingWarmRestarts,
  CyclicLR,
  ExponentialLR,
  LambdaLR,
  LinearLR,
  MultiplicativeLR,
  MultiStepLR,
  OneCycleLR,
  PolynomialLR,
  ReduceLROnPlateau,
  SequentialLR,
  StepLR,
} = lrScheduler;

type Make = (o: Optimizer) => lrScheduler.LRScheduler;

const cases: Record<string, Make> = {
  "StepLR(o, 3, gamma=0.5)": (o) => new StepLR(o, 3, { gamma: 0.5 }),
  "MultiStepLR(o, [2, 2, 6], gamma=0.3)": (o) => new MultiStepLR(o, [2, 2, 6], { gamma: 0.3 }),
  "ExponentialLR(o, 0.9)": (o) => new ExponentialLR(o, 0.9),
  "LambdaLR(o, lambda epoch: 1 / (epoch + 2))": (o) => new LambdaLR(o, (epoch) => 1 / (epoch + 2)),
  "MultiplicativeLR(o, lambda epoch: 1 / (epoch + 1))": (o) => new MultiplicativeLR(o, (epoch) => 1 / (epoch + 1)),
  "ConstantLR(o, factor=0.5, total_iters=4)": (o) => new ConstantLR(o, { factor: 0.5, totalIters: 4 }),
  "LinearLR(o, start_factor=0.1, end_factor=0.8, total_iters=8)": (o) =>
    new LinearLR(o, { startFactor: 0.1, endFactor: 0.8, totalIters: 8 }),
  "PolynomialLR(o, total_iters=10, power=2.0)": (o) => new PolynomialLR(o, { totalIters: 10, power: 2 }),
  "CosineAnnealingLR(o, 7, eta_min=0.01)": (o) => new CosineAnnealingLR(o, 7, { etaMin: 0.01 }),
  "CosineAnnealingWarmRestarts(o, 3, T_mult=2, eta_min=0.001)": (o) =>
    new CosineAnnealingWarmRestarts(o, 3, { TMult: 2, etaMin: 0.001 }),
  "CyclicLR(o, 0.01, 0.1, step_size_up=3, step_size_down=5, mode='triangular2')": (o) =>
    new CyclicLR(o, 0.01, 0.1, { stepSizeUp: 3, stepSizeDown: 5, mode: "triangular2" }),
  "CyclicLR(o, 0.01, 0.2, step_size_up=4, mode='exp_range', gamma=0.95)": (o) =>
    new CyclicLR(o, 0.01, 0.2, { stepSizeUp: 4, mode: "exp_range", gamma: 0.95 }),
  "OneCycleLR(o, 0.5, total_steps=13)": (o) => new OneCycleLR(o, 0.5, { totalSteps: 13 }),
  "OneCycleLR(o, 0.5, epochs=2, steps_per_epoch=7, anneal_strategy='linear', three_phase=True, pct_start=0.4)": (o) =>
    new OneCycleLR(o, 0.5, { epochs: 2, stepsPerEpoch: 7, annealStrategy: "linear", threePhase: true, pctStart: 0.4 }),
  "SequentialLR(o, [LinearLR(o, start_factor=0.1, total_iters=5), CosineAnnealingLR(o, 10)], [5])": (o) =>
    new SequentialLR(o, [new LinearLR(o, { startFactor: 0.1, totalIters: 5 }), new CosineAnnealingLR(o, 10)], [5]),
  "ChainedScheduler([ConstantLR(o, factor=0.1, total_iters=2), ExponentialLR(o, 0.9)])": (o) =>
    new ChainedScheduler([new ConstantLR(o, { factor: 0.1, totalIters: 2 }), new ExponentialLR(o, 0.9)]),
  "SWALR(o, 0.01, anneal_epochs=5)": (o) => new swaUtils.SWALR(o, 0.01, { annealEpochs: 5 }),
};

const optimizer = (): SGD => new SGD([zeros([1], { requiresGrad: true })], { lr: 0.1, momentum: 0.9 });

function run(o: SGD, scheduler: lrScheduler.LRScheduler, epochs: number): { lr: number[]; momentum: number[] } {
  const lr: number[] = [];
  const momentum: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    lr.push(o.paramGroups[0]!.lr);
    momentum.push(o.paramGroups[0]!.momentum);
    o.step();
    scheduler.step();
  }
  return { lr, momentum };
}

test("every golden has a case", () => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(wanted).sort());
});

test.each(Object.entries(cases))("%s", (source, make) => {
  const o = optimizer();
  const scheduler = make(o);
  const { lr, momentum } = run(o, scheduler, 13);
  expect(lr).toEqual(wanted[source]!.lr);
  expect(momentum).toEqual(wanted[source]!.momentum);
  expect(Object.keys(scheduler.stateDict())).toEqual(wanted[source]!.keys);
});

test.each(Object.entries(cases))("%s goes on from its state dict", (source, make) => {
  const first = optimizer();
  const early = make(first);
  run(first, early, 4);
  const second = optimizer();
  const late = make(second);
  late.loadStateDict(structuredClone({ ...early.stateDict() }));
  second.loadStateDict(first.stateDict());
  expect(largestError(run(second, late, 9).lr, wanted[source]!.lr.slice(4))).toBeLessThan(1e-15);
});

test("an epoch asks for the closed form, with a warning", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  const o = optimizer();
  const scheduler = new StepLR(o, 3, { gamma: 0.5 });
  o.step();
  scheduler.step(7);
  expect(o.paramGroups[0]!.lr).toBe(0.1 * 0.5 ** 2);
  expect(warn.mock.calls.flat().join()).toMatch(/^The epoch parameter in `scheduler.step\(\)` was not necessary/);
  warn.mockRestore();
});

test("a scheduler that steps before its optimizer is warned of, once", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  const o = optimizer();
  const scheduler = new StepLR(o, 3);
  scheduler.step();
  expect(warn.mock.calls.flat().join()).toMatch(
    /^Detected call of `lr_scheduler.step\(\)` before `optimizer.step\(\)`/,
  );
  scheduler.step();
  o.step();
  scheduler.step();
  expect(warn).toHaveBeenCalledTimes(1);
  warn.mockRestore();
});

const bad: [string, (o: SGD) => unknown][] = [
  ["NoneType is not an Optimizer", () => new StepLR(null as never, 3)],
  ["param 'initial_lr' is not specified in param_groups[0]", (o) => new StepLR(o, 3, { lastEpoch: 4 })],
  ["Expected 1 lr_lambdas, but got 2", (o) => new LambdaLR(o, [() => 1, () => 1])],
  ["Constant multiplicative factor expected to be between 0 and 1.", (o) => new ConstantLR(o, { factor: 2 })],
  ["Starting multiplicative factor expected to be greater than 0", (o) => new LinearLR(o, { startFactor: 0 })],
  ["Expected positive integer T_0, but got 0", (o) => new CosineAnnealingWarmRestarts(o, 0)],
  ["You must define either total_steps OR (epochs AND steps_per_epoch)", (o) => new OneCycleLR(o, 0.1)],
  [
    "max_lr must have the same length as optimizer.param_groups. max_lr has 2 values, param_groups has 1.",
    (o) => new CyclicLR(o, 0.1, [1, 2]),
  ],
  ["Factor should be < 1.0.", (o) => new ReduceLROnPlateau(o, { factor: 1 })],
  ["expected 1 min_lrs, got 2", (o) => new ReduceLROnPlateau(o, { minLr: [0, 0] })],
  ["mode best is unknown!", (o) => new ReduceLROnPlateau(o, { mode: "best" as never })],
  ["int is not an Optimizer", () => new ReduceLROnPlateau(3 as never)],
  ["missing 1 required positional argument: 'metrics'", (o) => new ReduceLROnPlateau(o).step()],
  [
    "ChainedScheduler expects at least one scheduler to be chained, but got no scheduler.",
    () => new ChainedScheduler([]),
  ],
  ["SequentialLR does not support `ReduceLROnPlateau`", (o) => new SequentialLR(o, [new ReduceLROnPlateau(o)], [])],
  [
    "got scheduler StepLR at index 0 has SGD (\nParameter Group 0",
    (o) => new SequentialLR(optimizer(), [new StepLR(o, 3)], []),
  ],
  [
    "got number of schedulers 1 and the number of milestones to be equal to 1",
    (o) => new SequentialLR(o, [new StepLR(o, 3)], [2]),
  ],
];

test.each(bad)("%s", (message, make) => {
  expect(() => make(optimizer())).toThrow(message);
});

test("OneCycleLR refuses to step beyond its end", () => {
  const o = optimizer();
  const scheduler = new OneCycleLR(o, 0.5, { totalSteps: 2 });
  expect(() => run(o, scheduler, 4)).toThrow("Tried to step 3 times. The specified number of total steps is 2");
});
