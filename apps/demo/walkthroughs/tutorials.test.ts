import { readFileSync } from "node:fs";
import {
  arange,
  expr,
  float32,
  linalg,
  linspace,
  manualSeed,
  nn,
  noGrad,
  numpyText,
  optim,
  pythonRepr,
  randn,
  sin,
  type Tensor,
  tensor,
  utils,
  zeros,
  zerosLike,
} from "flambeau";
import { describe, expect, test } from "vitest";

// The tutorials as PyTorch 2.13 runs them (CPU, AVX2, one thread), under several seeds and settings. A float32 number of a
// case is written as the shortest decimal, so that Math.fround gives its bits back; every comparison here is of bits.

interface TensorData {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

interface Case {
  readonly id: string;
  readonly seed: number;
  readonly npts: number;
  readonly lr: number;
  readonly epsilon: number;
  readonly steps: number;
  readonly epochs: number;
  readonly batch_size: number;
  readonly shuffle: boolean;
  readonly degree: number;
  readonly x: TensorData;
  readonly y: TensorData;
  readonly y_true: TensorData;
  readonly params_init: TensorData & readonly TensorData[];
  readonly params_init_repr: string;
  readonly module_repr: string;
  readonly optimizer_state_dict_repr: string;
  readonly final_state_dict_repr: string;
  readonly losses: readonly number[];
  readonly w_b_per_epoch: readonly (readonly number[])[];
  readonly theta_0_init: number;
  readonly theta_1_init: number;
  readonly tasks: readonly number[];
  readonly questions: readonly number[];
  readonly trace: readonly Trace[];
  readonly printed: readonly string[];
  readonly printed_first: string;
  readonly printed_last: readonly string[];
  readonly prints_sections_3: readonly string[];
  readonly report: readonly string[];
}

interface Trace {
  readonly step: number;
  readonly epoch: number;
  readonly loss: number;
  readonly loss_before: number;
  readonly err: number;
  readonly grad: TensorData;
  readonly grads: readonly number[];
  readonly params_after: TensorData;
  readonly W_after: TensorData;
  readonly theta_0: number;
  readonly theta_1: number;
}

const cases: readonly Case[] = readFileSync(new URL("goldens/tutorials.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

describe.each(cases.filter(({ id }) => id.startsWith("tutorial/001")))("$id", (want) => {
  test("the same bits", () => {
    manualSeed(want.seed);
    const x = linspace(0, 1, want.npts);
    const y = expr`20 * ${x}**2 + 5 * ${x} - 3 + ${randn([want.npts])}`;
    const params = randn([3], { requiresGrad: true });
    sameTensor(x, want.x);
    sameTensor(y, want.y_true);
    sameTensor(params, want.params_init);

    const trace = new Map(want.trace.map((row) => [row.step, row]));
    for (let step = 0; step < want.steps; step++) {
      const [a, b, c] = params;
      const loss = expr`${a} * ${x}**2 + ${b} * ${x} + ${c}`.sub(y).pow(2).mean();
      loss.backward();
      const grad = gradientOf(params);
      noGrad(() => params.sub_(grad.mul(want.lr)));
      const row = trace.get(step);
      if (row) {
        sameNumber(loss.item(), row.loss);
        sameTensor(grad, row.grad);
        sameTensor(params, row.params_after);
      }
      grad.zero_();
    }
  });
});

describe.each(cases.filter(({ id }) => id.startsWith("tutorial/002")))("$id", (want) => {
  test("the same bits and the same texts", () => {
    class Data extends utils.data.Dataset<[Tensor, Tensor]> {
      readonly x = arange(-3, 3, 0.1).view([-1, 1]);
      readonly y = this.x.mul(1).sub(1).add(randn(this.x.shape).mul(0.1));

      get length(): number {
        return this.x.shape[0];
      }

      getItem(index: number): [Tensor, Tensor] {
        return [this.x.at(index), this.y.at(index)];
      }
    }

    class linear_regression extends nn.Module {
      readonly linear = new nn.Linear(1, 1);

      forward(x: Tensor): Tensor {
        return this.linear.forward(x);
      }
    }

    manualSeed(want.seed);
    const data = new Data();
    const model = new linear_regression();
    const { weight } = model.linear;
    const bias = model.linear.bias as Tensor;
    const optimizer = new optim.SGD(model.parameters(), { lr: want.lr });
    sameTensor(data.x, want.x);
    sameTensor(data.y, want.y);
    sameTensor(weight, want.params_init[0]);
    sameTensor(bias, want.params_init[1]);
    expect(pythonRepr([...model.parameters()])).toBe(want.params_init_repr);
    expect(pythonRepr(model)).toBe(want.module_repr);
    expect(pythonRepr(optimizer.stateDict())).toBe(want.optimizer_state_dict_repr);

    noGrad(() => {
      weight.fill_(-15);
      bias.fill_(-10);
    });
    const loader = new utils.data.DataLoader(data, { batchSize: want.batch_size, shuffle: want.shuffle });
    const criterion = new nn.MSELoss();
    const losses: number[] = [];
    for (let epoch = 0; epoch < want.epochs; epoch++) {
      for (const [x, y] of loader) {
        const loss = criterion.forward(model.forward(x), y);
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
        losses.push(loss.item());
      }
      sameNumbers([weight.item(), bias.item()], want.w_b_per_epoch[epoch]);
    }
    sameNumbers(losses, want.losses);
    expect(pythonRepr(model.stateDict())).toBe(want.final_state_dict_repr);
  });
});

describe.each(cases.filter(({ id }) => id.startsWith("tutorial/003")))("$id", (want) => {
  test("the same bits and the same texts", () => {
    const theta0 = new nn.Parameter(tensor([want.theta_0_init], { dtype: float32 }));
    const theta1 = new nn.Parameter(tensor([want.theta_1_init], { dtype: float32 }));
    const optimizer = new optim.SGD([theta0, theta1], { lr: want.lr });
    const trace = new Map(want.trace.map((row) => [row.step, row]));
    const printed: string[] = [];
    for (let step = 0; step < want.steps; step++) {
      optimizer.zeroGrad();
      let loss = tensor([0], { dtype: float32 });
      want.tasks.forEach((task, i) => {
        loss = loss.add(theta1.mul(task).add(theta0).sub(want.questions[i]).pow(2));
      });
      loss = loss.div(want.tasks.length);
      loss.backward();
      optimizer.step();
      printed.push(`loss: ${loss.item()}`);
      const row = trace.get(step);
      if (row) {
        sameNumber(loss.item(), row.loss);
        sameNumbers([gradientOf(theta0).item(), gradientOf(theta1).item()], row.grads);
        sameNumbers([theta0.item(), theta1.item()], [row.theta_0, row.theta_1]);
      }
    }
    printed.push(`theta_0: ${theta0.item()}, theta_1: ${theta1.item()}`);
    expect(printed[0]).toBe(want.printed_first);
    expect(printed.slice(-2)).toEqual(want.printed_last);
  });
});

describe.each(cases.filter(({ id }) => id.startsWith("tutorial/004/manual")))("$id", (want) => {
  test("the same bits and the same texts", () => {
    const x = linspace(0, 1, want.npts);
    const yTrue = x
      .mul(3)
      .add(sin(x.mul(6)))
      .add(1);
    sameTensor(x, want.x);
    sameTensor(yTrue, want.y_true);

    const W = tensor([0, 0], { dtype: float32, requiresGrad: true });
    const error = (): Tensor => linalg.vectorNorm(W.at(0).mul(x).add(W.at(1)).sub(yTrue)).div(want.npts);
    const update = (): Tensor => noGrad(() => W.sub_(gradientOf(W).mul(want.epsilon)));
    const report = (step: number): string => {
      const [a, b, e] = noGrad(() => [W.at(0).item(), W.at(1).item(), error().item()]) as [number, number, number];
      return `[${step}] a=${a.toFixed(2)} b=${b.toFixed(2)}, err=${e.toFixed(2)}`;
    };

    const prints: string[] = [];
    let err = error();
    prints.push(`${err}`);
    for (let step = 0; step < 2; step++) {
      W.grad?.zero_();
      err.backward();
      if (step === 0) prints.push(`${W.grad}`);
      update();
      err = error();
      prints.push(`${W}`, `${err}`);
    }
    expect(prints).toEqual(want.prints_sections_3);

    noGrad(() => W.zero_());
    const trace = new Map(want.trace.map((row) => [row.step, row]));
    const reports: string[] = [];
    for (let step = 0; step < want.steps; step++) {
      gradientOf(W).zero_();
      const e = error();
      e.backward();
      update();
      const row = trace.get(step);
      if (row) {
        sameNumber(e.item(), row.err);
        sameTensor(gradientOf(W), row.grad);
        sameTensor(W, row.W_after);
      }
      if (step % Math.floor(want.steps / 10) === 0) reports.push(report(step));
    }
    expect([...reports, report(want.steps)]).toEqual(want.report);
  });
});

describe.each(cases.filter(({ id }) => id.startsWith("tutorial/004/poly")))("$id", (want) => {
  test("the same bits and the same texts", () => {
    class PolyFit extends nn.Module {
      readonly W = new nn.Parameter(zeros([want.degree]));

      forward(x: Tensor): Tensor {
        const y = zerosLike(x);
        for (let i = 0; i < want.degree; i++) y.add_(this.W.at(i).mul(x.pow(i)));
        return y;
      }
    }

    const x = linspace(0, 1, want.npts);
    const yTrue = x
      .mul(3)
      .add(sin(x.mul(6)))
      .add(1);
    sameTensor(x, want.x);
    sameTensor(yTrue, want.y_true);

    const poly = new PolyFit();
    const optimizer = new optim.SGD(poly.parameters(), { lr: want.lr });
    const lossFn = new nn.MSELoss();
    const trace = new Map(want.trace.map((row) => [row.epoch, row]));
    const printed: string[] = [];
    for (let epoch = 0; epoch < want.epochs; epoch++) {
      optimizer.zeroGrad();
      const loss = lossFn.forward(poly.forward(x), yTrue);
      loss.backward();
      optimizer.step();
      const row = trace.get(epoch);
      if (row) {
        sameNumber(loss.item(), row.loss_before);
        sameTensor(gradientOf(poly.W), row.grad);
        sameTensor(poly.W, row.W_after);
      }
      if (epoch % (want.epochs / 10) === 0) {
        printed.push(`${numpyText(loss.toTypedArray(), [])} ${numpyText(poly.W.toTypedArray())}`);
      }
    }
    expect(printed).toEqual(want.printed);
  });
});

test("every case is run", () => {
  const families = ["001", "002", "003", "004/manual", "004/poly"].map((name) => `tutorial/${name}`);
  expect(cases.length).toBe(33);
  expect(cases.filter(({ id }) => !families.some((family) => id.startsWith(family)))).toEqual([]);
});

function gradientOf(x: Tensor): Tensor {
  if (x.grad === null) throw new Error("backward has left no gradient");
  return x.grad;
}

function sameTensor(got: Tensor, want: TensorData): void {
  expect(got.shape).toEqual(want.shape);
  expect(got.dtype).toBe(float32);
  sameNumbers(got.flatten().tolist() as number[], want.data);
}

function sameNumber(got: number, want: number): void {
  if (!Object.is(got, Math.fround(want))) expect(got).toBe(Math.fround(want));
}

function sameNumbers(got: readonly number[], want: readonly number[]): void {
  expect(got.length).toBe(want.length);
  for (let i = 0; i < want.length; i++) sameNumber(got[i], want[i]);
}
