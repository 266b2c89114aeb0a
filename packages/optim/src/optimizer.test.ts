import { float, float32, memoryStats, noGrad, ones, type Tensor, tensor } from "@flambeau/core";
import { describe, expect, test, vi } from "vitest";
import { Adagrad, Adam, lrScheduler, Optimizer, type OptimizerStateDict, RMSprop, SGD } from "./index.js";

const leaf = (...values: number[]): Tensor => tensor(values, { dtype: float32, requiresGrad: true });

describe("text", () => {
  // str(torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1))
  test("of an optimizer", () => {
    expect(String(new SGD([leaf(0)], { lr: 0.1 }))).toBe(
      "SGD (\nParameter Group 0\n    dampening: 0\n    differentiable: False\n    foreach: None\n    fused: None\n    lr: 0.1\n    maximize: False\n    momentum: 0\n    nesterov: False\n    weight_decay: 0\n)",
    );
  });

  // str(torch.optim.SGD([w, b], lr=0.01).state_dict())
  test("of a state dict", () => {
    expect(String(new SGD([leaf(0), leaf(0)], { lr: 0.01 }).stateDict())).toBe(
      "{'state': {}, 'param_groups': [{'lr': 0.01, 'momentum': 0, 'dampening': 0, 'weight_decay': 0, 'nesterov': False, 'maximize': False, 'foreach': None, 'differentiable': False, 'fused': None, 'params': [0, 1]}]}",
    );
  });

  // p = torch.tensor([1.], requires_grad=True); o = torch.optim.SGD([{'params': [p], 'weight_decay': 1}], lr=1.0, momentum=0.5)
  // p.grad = torch.tensor([1.]); o.step(); str(o.state_dict())
  test("of a state dict with states, own options first, whole floats and ints apart", () => {
    const p = leaf(1);
    const optimizer = new SGD([{ params: [p], weightDecay: 1 }], { lr: float(1), momentum: 0.5 });
    p.grad = tensor([1.5]).mul(2).sub(2);
    optimizer.step();
    expect(String(optimizer.stateDict())).toBe(
      "{'state': {0: {'momentum_buffer': tensor([2.])}}, 'param_groups': [{'weight_decay': 1, 'lr': 1.0, 'momentum': 0.5, 'dampening': 0, 'nesterov': False, 'maximize': False, 'foreach': None, 'differentiable': False, 'fused': None, 'params': [0]}]}",
    );
  });

  // str(torch.optim.SGD([('w', w)], lr=0.01).state_dict()['param_groups'][0])
  test("of named parameters", () => {
    const dict = new SGD([["w", leaf(0)]], { lr: 0.01 }).stateDict();
    expect(String(dict)).toContain("'fused': None, 'param_names': ['w'], 'params': [0]}]}");
  });
});

describe("step", () => {
  test("skips parameters without gradient and returns the closure's loss", () => {
    const [a, b] = [leaf(1), leaf(1)];
    const optimizer = new SGD([a, b], { lr: 0.5 });
    const loss = optimizer.step(() => {
      const value = a.mul(a).sum();
      value.backward();
      return value.item();
    });
    expect(loss).toBe(1);
    expect([a.item(), b.item()]).toEqual([0, 1]);
    expect(optimizer.step()).toBe(null);
  });

  test("keeps parameters leaves that require gradients", () => {
    const p = leaf(1);
    p.mul(p).sum().backward();
    new SGD([p], { lr: 0.25 }).step();
    expect([p.requiresGrad, p.isLeaf, p.item()]).toEqual([true, true, 0.5]);
  });

  test("runs hooks around it", () => {
    const optimizer = new SGD([leaf(1)], { lr: 0.5 });
    const calls: string[] = [];
    const before = optimizer.registerStepPreHook((_, args) => void calls.push(`before ${args.length}`));
    optimizer.registerStepPostHook((seen) => void calls.push(`after ${seen === optimizer}`));
    optimizer.step(() => calls.push("closure"));
    before.remove();
    optimizer.step();
    expect(calls).toEqual(["before 1", "closure", "after true", "after true"]);
  });

  test("may be overridden", () => {
    class Halving extends Optimizer {
      constructor(params: Iterable<Tensor>) {
        super(params, { lr: 0.5 });
      }
      override step<L>(_closure?: () => L): null {
        noGrad(() => this.paramGroups.forEach(({ params, lr }) => params.forEach((p) => p.mul_(lr))));
        return null;
      }
    }
    const p = leaf(8);
    new Halving([p]).step();
    expect(p.item()).toBe(4);
  });

  test("without an update rule says so", () => {
    class Nothing extends Optimizer {}
    const p = leaf(1);
    p.mul(2).sum().backward();
    expect(() => Reflect.construct(Nothing, [[p], { lr: 1 }]).step()).toThrow("Nothing: define `updateParameter`");
  });
});

test("zeroGrad forgets gradients, or zeroes them", () => {
  const p = leaf(1);
  const optimizer = new SGD([p]);
  p.mul(2).sum().backward();
  optimizer.zeroGrad({ setToNone: false });
  expect(p.grad?.tolist()).toEqual([0]);
  optimizer.zeroGrad();
  expect(p.grad).toBe(null);
});

describe("loadStateDict", () => {
  const trained = (): [SGD, Tensor] => {
    const p = leaf(1);
    const optimizer = new SGD([p], { lr: float(1), momentum: 0.5 });
    p.grad = leaf(2).detach();
    optimizer.step();
    return [optimizer, p];
  };

  test("takes over options and states", () => {
    const [optimizer] = trained();
    const p = leaf(-1);
    const other = new SGD([p], { lr: 0.125 });
    other.loadStateDict(optimizer.stateDict());
    expect(String(other.stateDict())).toBe(String(optimizer.stateDict()));
    p.grad = leaf(2).detach();
    other.step();
    expect(p.item()).toBe(-1 - (0.5 * 2 + 2));
  });

  test("fills in options that were not saved", () => {
    const [optimizer] = trained();
    const dict = optimizer.stateDict();
    delete dict.param_groups[0]?.maximize;
    optimizer.loadStateDict(dict);
    expect(optimizer.paramGroups[0]?.maximize).toBe(false);
  });

  test("takes any keys as data", () => {
    const [optimizer] = trained();
    const dict = JSON.parse('{"constructor": 1, "__proto__": {"step": 2}}') as Record<string, unknown>;
    const scheduler = new lrScheduler.StepLR(optimizer, 2);
    scheduler.loadStateDict(dict);
    expect([Object.getPrototypeOf(scheduler), Object.hasOwn(scheduler, "constructor")]).toEqual([
      lrScheduler.StepLR.prototype,
      true,
    ]);
    optimizer.loadStateDict({ state: { 0: dict }, param_groups: optimizer.stateDict().param_groups });
    const [state] = optimizer.state.values();
    expect(Object.keys(state!)).toEqual(["constructor", "__proto__"]);
    expect(({} as { step?: number }).step).toBe(undefined);
  });

  test("refuses other groups", () => {
    const one = new SGD([leaf(1)]);
    const two = new SGD([{ params: leaf(1) }, { params: [leaf(1)] }]);
    const wide = new SGD([leaf(1), leaf(1)]);
    const load = (dict: OptimizerStateDict) => () => one.loadStateDict(dict);
    expect(load(two.stateDict())).toThrow("loaded state dict has a different number of parameter groups");
    expect(load(wide.stateDict())).toThrow(
      "loaded state dict contains a parameter group that doesn't match the size of optimizer's group",
    );
  });
});

describe("what cannot be optimized", () => {
  const p = leaf(1);
  test.each<[string, unknown]>([
    ["optimizer got an empty parameter list", []],
    ["an iterable of Tensors or dicts, but got torch.FloatTensor", p],
    ["an iterable of Tensors or dicts, but got NoneType", null],
    ["optimizer can only optimize Tensors, but one of the params is float", [1.5]],
    ["can't optimize a non-leaf Tensor", [p.mul(2)]],
    ["some parameters appear in more than one parameter group", [{ params: p }, { params: [p] }]],
    ["param_group must be a dict, but got torch.FloatTensor", [{ params: p }, p]],
    ["optimizer parameters need to be organized in ordered collections", [{ params: new Set([p]) }]],
    ["Some param names are missing", [["a", p], leaf(1)]],
    ["cannot add param group without names to the optimizer", [{ params: [["a", p]] }, { params: [leaf(1)] }]],
  ])("%s", (message, params) => {
    expect(() => new SGD(params as Tensor[])).toThrow(message);
  });

  test("duplicates are warned of", () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    new SGD([p, p]);
    expect(warn.mock.calls.flat().join()).toMatch(/^optimizer contains a parameter group with duplicate parameters/);
    warn.mockRestore();
  });

  test("unknown options are named", () => {
    expect(() => new SGD([p], { weight_decay: 1 } as object)).toThrow("SGD: there is no option `weight_decay`");
  });
});

test.each<[string, (w: Tensor) => Optimizer]>([
  ["SGD with weight decay", (w) => new SGD([w], { weightDecay: 0.01 })],
  ["SGD with Nesterov's momentum", (w) => new SGD([w], { weightDecay: 0.01, momentum: 0.9, nesterov: true })],
  ["Adam with weight decay", (w) => new Adam([w], { weightDecay: 0.01 })],
  ["Adam with amsgrad", (w) => new Adam([w], { amsgrad: true })],
  ["RMSprop", (w) => new RMSprop([w], { weightDecay: 0.01, momentum: 0.9, centered: true })],
  ["Adagrad", (w) => new Adagrad([w], { weightDecay: 0.01 })],
])("steps of %s leave no large temporaries behind", (_, make) => {
  const w = ones([5000], { requiresGrad: true });
  w.mul(w).sum().backward();
  const optimizer = make(w);
  const { evicted, live } = memoryStats();
  for (let i = 0; i < 1500; i++) optimizer.step();
  expect(memoryStats().evicted - evicted).toBeLessThan(2 ** 20);
  expect(memoryStats().live - live).toBeLessThan(2 ** 18);
});
