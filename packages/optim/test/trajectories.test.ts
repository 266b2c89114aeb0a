import { type DType, float, float32, float64, type Tensor, tensor } from "@flambeau/core";
import { expect, test } from "vitest";
import {
  Adadelta,
  Adafactor,
  Adagrad,
  Adam,
  Adamax,
  AdamW,
  ASGD,
  LBFGS,
  Muon,
  NAdam,
  type Optimizer,
  RAdam,
  RMSprop,
  Rprop,
  SGD,
} from "../src/index.js";
import { goldens, largestError } from "./goldens.js";

interface Trajectory {
  readonly float32: readonly (readonly number[])[];
  readonly float64: readonly number[];
  readonly state_dict: string;
}

const wanted = goldens<Trajectory>("trajectories");

type Make = (p: Tensor[]) => Optimizer;

/** Without square roots every bit is PyTorch's. */
const exact: Record<string, Make> = {
  "SGD(p, lr=0.1)": (p) => new SGD(p, { lr: 0.1 }),
  "SGD(p, lr=0.1, momentum=0.9, dampening=0.2, weight_decay=0.1)": (p) =>
    new SGD(p, { lr: 0.1, momentum: 0.9, dampening: 0.2, weightDecay: 0.1 }),
  "SGD(p, lr=0.05, momentum=0.8, nesterov=True)": (p) => new SGD(p, { lr: 0.05, momentum: 0.8, nesterov: true }),
  "SGD(p, lr=0.01, maximize=True)": (p) => new SGD(p, { lr: 0.01, maximize: true }),
  "ASGD(p, lr=0.1, lambd=0.01, alpha=0.5, t0=5, weight_decay=0.1)": (p) =>
    new ASGD(p, { lr: 0.1, lambd: 0.01, alpha: 0.5, t0: 5, weightDecay: 0.1 }),
  "Rprop(p, lr=0.1, etas=(0.4, 1.3), step_sizes=(1e-3, 0.5))": (p) =>
    new Rprop(p, { lr: 0.1, etas: [0.4, 1.3], stepSizes: [1e-3, 0.5] }),
};

/** PyTorch's own square root is not correctly rounded on every machine. */
const close: Record<string, Make> = {
  "Adam(p, lr=0.05)": (p) => new Adam(p, { lr: 0.05 }),
  "Adam(p, lr=0.1, betas=(0.7, 0.9), weight_decay=0.05, amsgrad=True)": (p) =>
    new Adam(p, { lr: 0.1, betas: [0.7, 0.9], weightDecay: 0.05, amsgrad: true }),
  "Adam(p, lr=0.05, weight_decay=0.2, decoupled_weight_decay=True, maximize=True)": (p) =>
    new Adam(p, { lr: 0.05, weightDecay: 0.2, decoupledWeightDecay: true, maximize: true }),
  "AdamW(p, lr=0.1)": (p) => new AdamW(p, { lr: 0.1 }),
  "RMSprop(p, lr=0.05)": (p) => new RMSprop(p, { lr: 0.05 }),
  "RMSprop(p, lr=0.02, alpha=0.9, momentum=0.5, centered=True, weight_decay=0.1)": (p) =>
    new RMSprop(p, { lr: 0.02, alpha: 0.9, momentum: 0.5, centered: true, weightDecay: 0.1 }),
  "Adagrad(p, lr=0.5, lr_decay=0.1, initial_accumulator_value=0.5, weight_decay=0.1)": (p) =>
    new Adagrad(p, { lr: 0.5, lrDecay: 0.1, initialAccumulatorValue: 0.5, weightDecay: 0.1 }),
  "Adadelta(p, lr=0.5, rho=0.8, weight_decay=0.1)": (p) => new Adadelta(p, { lr: 0.5, rho: 0.8, weightDecay: 0.1 }),
  "Adamax(p, lr=0.1, weight_decay=0.1)": (p) => new Adamax(p, { lr: 0.1, weightDecay: 0.1 }),
  "NAdam(p, lr=0.1, weight_decay=0.1, momentum_decay=0.01)": (p) =>
    new NAdam(p, { lr: 0.1, weightDecay: 0.1, momentumDecay: 0.01 }),
  "NAdam(p, lr=0.1, weight_decay=0.1, decoupled_weight_decay=True)": (p) =>
    new NAdam(p, { lr: 0.1, weightDecay: 0.1, decoupledWeightDecay: true }),
  "RAdam(p, lr=0.1, betas=(0.8, 0.9), weight_decay=0.1)": (p) =>
    new RAdam(p, { lr: 0.1, betas: [0.8, 0.9], weightDecay: 0.1 }),
  "Adafactor(p, lr=0.1, weight_decay=0.1)": (p) => new Adafactor(p, { lr: 0.1, weightDecay: 0.1 }),
  "Adafactor(p, lr=0.1, beta2_decay=-0.5, d=2.0, eps=(1e-8, 0.01))": (p) =>
    new Adafactor(p, { lr: 0.1, beta2Decay: -0.5, d: float(2), eps: [1e-8, 0.01] }),
  "Muon(p, lr=0.05)": (p) => new Muon(p, { lr: 0.05 }),
  "Muon(p, lr=0.1, momentum=0.8, nesterov=False, adjust_lr_fn='match_rms_adamw')": (p) =>
    new Muon(p, { lr: 0.1, momentum: 0.8, nesterov: false, adjustLrFn: "match_rms_adamw" }),
  "LBFGS(p, lr=0.1, max_iter=3)": (p) => new LBFGS(p, { lr: 0.1, maxIter: 3 }),
  "LBFGS(p, max_iter=2, history_size=2, line_search_fn='strong_wolfe')": (p) =>
    new LBFGS(p, { maxIter: 2, historySize: 2, lineSearchFn: "strong_wolfe" }),
};

/** Ten steps down a quadratic, as `goldens.py` takes them. */
function tenSteps(make: Make, dtype: DType): { steps: number[][]; optimizer: Optimizer } {
  const p = tensor(
    [
      [1.5, -2.25],
      [0.3, 2.1],
    ],
    { dtype, requiresGrad: true },
  );
  const a = tensor(
    [
      [1, 3],
      [0.5, 2],
    ],
    { dtype },
  );
  const c = tensor(
    [
      [0.2, 0.5],
      [-0.4, 1],
    ],
    { dtype },
  );
  const optimizer = make([p]);
  const closure = (): Tensor => {
    optimizer.zeroGrad();
    const loss = p.sub(c).pow(2).mul(a).sum().mul(0.5);
    loss.backward();
    return loss;
  };
  const steps = Array.from({ length: 10 }, () => {
    if (optimizer instanceof LBFGS) optimizer.step(closure);
    else {
      p.grad = p.detach().sub(c).mul(a);
      optimizer.step();
    }
    return p.detach().reshape([-1]).tolist() as number[];
  });
  return { steps, optimizer };
}

/** The order of products decides the last digits of what LBFGS saves. */
function withoutDigits(text: string): string {
  return text.replace(/ *-?\d+\.\d*(e-?\d+)?/g, "#");
}

test("every golden has a case", () => {
  expect(Object.keys({ ...exact, ...close }).sort()).toEqual(Object.keys(wanted).sort());
});

test.each(Object.entries(exact))("%s, every bit", (source, make) => {
  const { steps, optimizer } = tenSteps(make, float32);
  expect(steps).toEqual(wanted[source]!.float32.map((step) => step.map(Math.fround)));
  expect(tenSteps(make, float64).steps[9]).toEqual(wanted[source]!.float64);
  expect(String(optimizer.stateDict())).toBe(wanted[source]!.state_dict);
});

test.each(Object.entries(close))("%s", (source, make) => {
  const { steps, optimizer } = tenSteps(make, float32);
  steps.forEach((step, t) => {
    expect(largestError(step, wanted[source]!.float32[t]!)).toBeLessThan(2e-6);
  });
  expect(largestError(tenSteps(make, float64).steps[9]!, wanted[source]!.float64)).toBeLessThan(1e-13);
  const text = (dict: unknown): string => (source.startsWith("LBFGS") ? withoutDigits(String(dict)) : String(dict));
  expect(text(optimizer.stateDict())).toBe(text(wanted[source]!.state_dict));
});

test.each(Object.entries({ ...exact, ...close }))("%s goes on from its state dict", (_, make) => {
  const whole = tenSteps(make, float32).optimizer;
  const copy = make([whole.paramGroups[0]!.params[0]!.detach().clone().requiresGrad_()]);
  copy.loadStateDict(whole.stateDict());
  expect(String(copy.stateDict())).toBe(String(whole.stateDict()));
});
