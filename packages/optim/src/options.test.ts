import { float64, type Tensor, tensor, zeros } from "@flambeau/core";
import { expect, test } from "vitest";
import {
  Adadelta,
  Adafactor,
  Adagrad,
  Adam,
  AdamW,
  ASGD,
  LBFGS,
  lrScheduler,
  Muon,
  RMSprop,
  Rprop,
  SGD,
} from "./index.js";

const p: Tensor = tensor([1.5], { requiresGrad: true });
const matrix: Tensor = zeros([2, 2], { requiresGrad: true });

test.each<[string, () => unknown]>([
  ["Invalid learning rate: -0.1", () => new Adam([p], { lr: -0.1 })],
  ["param_group must have 'params'", () => new SGD([{ foo: 1 }] as never, { lr: 0.1 })],
  ["should be an iterable of Tensors or dicts, but got", () => new SGD([{ params: 3 }] as never, { lr: 0.1 })],
  ["state_dict must have a list 'param_groups'", () => new SGD([p], { lr: 0.1 }).loadStateDict({} as never)],
  ["Invalid epsilon value: -1", () => new Adam([p], { eps: -1 })],
  ["Invalid beta parameter at index 1: 1.2", () => new AdamW([p], { betas: [0.9, 1.2] })],
  ["Invalid weight_decay value: -1", () => new Adam([p], { weightDecay: -1 })],
  ["`fused` and `foreach` cannot be `True` together.", () => new Adam([p], { fused: true, foreach: true })],
  ["AdamW: there is no option `decoupledWeightDecay`", () => new AdamW([p], { decoupledWeightDecay: true } as object)],
  ["Invalid alpha value: -1", () => new RMSprop([p], { alpha: -1 })],
  ["Invalid momentum value: -0.1", () => new RMSprop([p], { momentum: -0.1 })],
  ["Invalid lr_decay value: -0.1", () => new Adagrad([p], { lrDecay: -0.1 })],
  ["Invalid rho value: 1.5", () => new Adadelta([p], { rho: 1.5 })],
  ["Invalid eta values: 1.2, 0.5", () => new Rprop([p], { etas: [1.2, 0.5] })],
  ["Clipping threshold d should be >= 1 but is: 0.5", () => new Adafactor([p], { d: 0.5 })],
  ["beta2_decay should be <= 0 but is: 0.5", () => new Adafactor([p], { beta2Decay: 0.5 })],
  ["Muon only supports 2D parameters whereas we found a parameter with size: torch.Size([1])", () => new Muon([p])],
  ["Adjust learning rate function foo is not supported", () => new Muon([matrix], { adjustLrFn: "foo" as never })],
  ["LBFGS doesn't support per-parameter options", () => new LBFGS([{ params: p }, { params: matrix }])],
  ["LBFGS.step() missing 1 required positional argument: 'closure'", () => new LBFGS([p]).step()],
])("%s", (message, make) => {
  expect(make).toThrow(message);
});

// str(torch.optim.LBFGS([p], max_iter=10)) says max_eval: 12
test("LBFGS evaluates a quarter more often than it iterates", () => {
  expect(new LBFGS([p], { maxIter: 10 }).paramGroups[0]?.maxEval).toBe(12);
});

// lr = torch.tensor(0.5); o = torch.optim.SGD([p], lr=lr); s = torch.optim.lr_scheduler.ExponentialLR(o, 0.5)
test("a learning rate that is a tensor is read at each step, and written by schedulers", () => {
  const w = tensor([1.5], { requiresGrad: true });
  const lr = tensor(0.5);
  const optimizer = new SGD([w], { lr });
  const scheduler = new lrScheduler.ExponentialLR(optimizer, 0.5);
  w.grad = tensor([0.5]);
  optimizer.step();
  scheduler.step();
  expect([w.item(), lr.item(), scheduler.getLastLr()]).toEqual([1.25, 0.25, [0.25]]);
  expect(String(optimizer)).toContain("    lr: 0.25\n");
  expect(String(optimizer.stateDict())).toContain("{'lr': tensor(0.2500), ");
  expect(() => new SGD([w], { lr: tensor([0.5, 1]) })).toThrow("Tensor lr must be 1-element");
  expect(() => new Adam([w], { lr, foreach: true })).toThrow(
    "lr as a Tensor is not supported for capturable=False and foreach=True",
  );
});

// p = torch.tensor([1., -2.5], dtype=torch.float64, requires_grad=True)
// o = torch.optim.ASGD([p], lr=0.1, lambd=0.1, t0=1, weight_decay=0.1, foreach=True)
// for _ in range(4): o.zero_grad(); (p * p).sum().backward(); o.step()
test("ASGD with foreach lets its learning rate fall in single precision", () => {
  const w = tensor([1, -2.5], { dtype: float64, requiresGrad: true });
  const optimizer = new ASGD([w], { lr: 0.1, lambd: 0.1, t0: 1, weightDecay: 0.1, foreach: true });
  for (let i = 0; i < 4; i++) {
    optimizer.zeroGrad();
    w.mul(w).sum().backward();
    optimizer.step();
  }
  expect(w.tolist()).toEqual([0.3747724546501349, -0.9369311366253373]);
  const { eta, mu } = optimizer.state.get(w)!;
  expect([eta.item(), mu.item()]).toEqual([0.09710129350423813, 0.3333333432674408]);
});
