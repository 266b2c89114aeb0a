import { ones, type Tensor, tensor, zeros } from "@flambeau/core";
import { expect, test } from "vitest";
import {
  BatchNorm1d,
  Linear,
  Module,
  ModuleDict,
  ModuleList,
  ParameterDict,
  ParameterList,
  ReLU,
  Sequential,
  Sigmoid,
  Tanh,
} from "./index.js";

// The expected texts, keys and messages are what the same lines give in Python.

test("a sequence grows, shrinks and is sliced as in PyTorch", () => {
  const model = new Sequential(new ReLU(), new Tanh()).append(new Linear(1, 1)).insert(1, new Sigmoid());
  expect(String(model)).toBe(`Sequential(
  (0): ReLU()
  (1): Sigmoid()
  (2): Tanh()
  (3): Linear(in_features=1, out_features=1, bias=True)
)`);
  expect(String(model.slice(1, 3))).toBe(`Sequential(
  (1): Sigmoid()
  (2): Tanh()
)`);
  expect(String(model.pop(0))).toBe("ReLU()");
  expect(model.namedChildren().map(([name]) => name)).toEqual(["0", "1", "2"]);
  expect(model.at(-1)).toBeInstanceOf(Linear);
  expect(() => model.at(7)).toThrow("index 7 is out of range");
  expect(() => model.at(-5)).toThrow("index -5 is out of range");
  model.setAt(0, new Tanh());
  expect([...model].map(String).slice(0, 2)).toEqual(["Tanh()", "Tanh()"]);
});

test("a sequence passes through its modules in order, named or not", () => {
  class Times extends Module<Tensor> {
    constructor(readonly factor: number) {
      super();
    }
    forward(x: Tensor): Tensor {
      return x.mul(this.factor);
    }
  }
  class Plus extends Times {
    override forward(x: Tensor): Tensor {
      return x.add(this.factor);
    }
  }
  expect(new Sequential(new Times(2), new Plus(3)).forward(tensor([5])).tolist()).toEqual([13]);
  expect(new Sequential({ plus: new Plus(3), times: new Times(2) }).forward(tensor([5])).tolist()).toEqual([16]);
  expect(new Sequential().forward(tensor([5])).tolist()).toEqual([5]);
});

test("a list of modules shows equal neighbours once", () => {
  const list = new ModuleList([new Linear(1, 1), new Linear(1, 1), new ReLU(), new Linear(1, 1)]);
  expect(String(list)).toBe(`ModuleList(
  (0-1): 2 x Linear(in_features=1, out_features=1, bias=True)
  (2): ReLU()
  (3): Linear(in_features=1, out_features=1, bias=True)
)`);
  expect(String(new ModuleList())).toBe("ModuleList()");
  expect(() => list.forward()).toThrow('Module [ModuleList] is missing the required "forward" function');
});

test("a module knows what its containers hold", () => {
  class Net extends Module {
    readonly layers = new ModuleList([new Linear(1, 2)]);
    readonly heads = new ModuleDict({ b: new ReLU(), a: new Linear(1, 2) });
    readonly list = new ParameterList([ones([2])]);
    readonly dict = new ParameterDict({ w: ones([2]) });
    forward(): void {}
  }
  const net = new Net();
  expect(Object.keys(net.stateDict())).toEqual([
    "layers.0.weight",
    "layers.0.bias",
    "heads.a.weight",
    "heads.a.bias",
    "list.0",
    "dict.w",
  ]);
  expect(net.parameters().length).toBe(6);
  net.loadStateDict({ ...net.stateDict(), "list.0": zeros([2]) });
  expect(net.list.at(0).tolist()).toEqual([0, 0]);
  net.loadStateDict({ ...net.stateDict(), "dict.w": zeros([2]) }, { assign: true });
  expect(net.dict.get("w").tolist()).toEqual([0, 0]);
  expect(net.dict.get("w").requiresGrad).toBe(true);
});

test("a dict of modules", () => {
  const dict = new ModuleDict<Module>({ b: new ReLU(), a: new Linear(1, 2) });
  expect(String(dict)).toBe(`ModuleDict(
  (b): ReLU()
  (a): Linear(in_features=1, out_features=2, bias=True)
)`);
  expect([dict.has("a"), [...dict.keys()], dict.length]).toEqual([true, ["b", "a"], 2]);
  dict.update([["c", new Tanh()]]);
  expect(String(dict.pop("b"))).toBe("ReLU()");
  expect([...dict].map(([name]) => name)).toEqual(["a", "c"]);
  expect(() => dict.get("b")).toThrow("ModuleDict has no module 'b'");
  dict.clear();
  expect(dict.length).toBe(0);
});

test("lists and dicts of parameters also keep other things", () => {
  const list = new ParameterList<unknown>([ones([2]), 3, new Linear(1, 1)]);
  expect(String(list)).toBe(`ParameterList(
    (0): Parameter containing: [torch.float32 of size 2]
    (1): Object of type: Number
    (2): Object of type: Linear
  (2): Linear(in_features=1, out_features=1, bias=True)
)`);
  expect(Object.keys(list.stateDict())).toEqual(["0", "2.weight", "2.bias"]);
  expect(() => list.at(3)).toThrow("index 3 is out of range");
  const dict = new ParameterDict<unknown>({ w: ones([2, 1]), k: 3 });
  expect(String(dict)).toBe(`ParameterDict(
    (k): Object of type: Number
    (w): Parameter containing: [torch.FloatTensor of size 2x1]
)`);
  expect([...dict.keys()]).toEqual(["k", "w"]);
  expect(dict.pop("k")).toBe(3);
  expect(dict.length).toBe(1);
});

test("a sequence holds modules only", () => {
  // nn.Sequential(1), nn.Sequential(nn.Linear)
  expect(() => new Sequential(1 as never)).toThrow("number is not a Module subclass");
  expect(() => new Sequential(Linear as never)).toThrow("is not a Module subclass");
});

test("what is assigned is of the kind that stands there", () => {
  // m = nn.Linear(1, 1); m.weight = torch.ones(1, 1); m.weight = 3
  const line = new Linear(1, 1);
  expect(() => line.setMember("weight", ones([1, 1]))).toThrow(
    "cannot assign 'torch.FloatTensor' as parameter 'weight' (torch.nn.Parameter or None expected)",
  );
  // m = nn.Sequential(nn.ReLU()); setattr(m, '0', 3)
  expect(() => new Sequential(new ReLU()).setMember("0", 3 as never)).toThrow(
    "cannot assign 'number' as child module '0' (torch.nn.Module or None expected)",
  );
  // m = nn.BatchNorm1d(1); m.running_mean = 3
  expect(() => new BatchNorm1d(1).setMember("running_mean", 3 as never)).toThrow(
    "cannot assign 'number' as buffer 'running_mean' (torch.nn.Buffer, torch.Tensor or None expected)",
  );
  line.setMember("bias", null);
  expect(line.bias).toBeNull();
  // nn.Module().register_buffer(1, torch.ones(1))
  expect(() => line.registerBuffer(1 as never, ones([1]))).toThrow("buffer name should be a string. Got number");
});
