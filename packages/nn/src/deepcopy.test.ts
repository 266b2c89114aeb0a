import { deepcopy, float64, ones, tensor, zeros } from "@flambeau/core";
import { expect, test } from "vitest";
import {
  BatchNorm1d,
  LayerNorm,
  Linear,
  type Module,
  ModuleDict,
  ModuleList,
  ParameterDict,
  ParameterList,
  RNN,
  Sequential,
} from "./index.js";

test("a module is copied with all it holds, and neither knows of the other", () => {
  const model = new Sequential(new Linear(2, 3), new BatchNorm1d(3), new LayerNorm(3));
  const copy = deepcopy(model);
  expect(copy).toBeInstanceOf(Sequential);
  expect([String(copy), Object.keys(copy.stateDict())]).toEqual([String(model), Object.keys(model.stateDict())]);
  copy.forward(ones([4, 2]));
  expect(copy.namedBuffers().map(([name]) => name)).toEqual(model.namedBuffers().map(([name]) => name));
  expect((copy.at(1) as BatchNorm1d).numBatchesTracked!.item()).toBe(1);
  expect((model.at(1) as BatchNorm1d).numBatchesTracked!.item()).toBe(0);
  const x = ones([4, 2]);
  expect(copy.eval().forward(x).shape).toEqual([4, 3]);
  expect(model.training).toBe(true);
  copy.to(float64);
  expect(model.parameters()[0]!.dtype.name).toBe("float32");
  copy.append(new Linear(3, 1));
  expect([copy.length, model.length]).toEqual([4, 3]);
});

test("a layer that is there twice is copied once", () => {
  // l = nn.Linear(2, 2); c = copy.deepcopy(nn.Sequential(l, l)); c[0] is c[1], c[0] is not l
  const layer = new Linear(2, 2);
  const copy = deepcopy(new Sequential(layer, layer));
  expect([copy.at(0) === copy.at(1), copy.at(0) === layer]).toEqual([true, false]);
});

test.each<[string, () => Module]>([
  ["ModuleList", () => new ModuleList([new Linear(1, 1)])],
  ["ModuleDict", () => new ModuleDict({ a: new Linear(1, 1) })],
  ["ParameterList", () => new ParameterList([ones([2])])],
  ["ParameterDict", () => new ParameterDict({ a: ones([2]) })],
  ["RNN", () => new RNN(1, 2)],
])("%s keeps its members", (_, make) => {
  const module = make();
  const copy = deepcopy(module);
  expect(String(copy)).toBe(String(module));
  const [before, after] = [module.namedParameters(), copy.namedParameters()];
  expect(after.map(([name]) => name)).toEqual(before.map(([name]) => name));
  after.forEach(([, parameter], i) => {
    expect(parameter === before[i]![1]).toBe(false);
    expect(parameter.tolist()).toEqual(before[i]![1].tolist());
  });
});

test("names of parameters lead to those of the copy", () => {
  const rnn = new RNN(1, 2);
  const copy = deepcopy(rnn);
  expect([copy.weightIhL0 === copy.weight_ih_l0, copy.weightIhL0 === rnn.weightIhL0]).toEqual([true, false]);
});

test("hooks go along, and are called with the copy", () => {
  const layer = new Linear(1, 1);
  const called: Module[] = [];
  const handle = layer.registerForwardHook((module) => void called.push(module));
  const copy = deepcopy(layer);
  handle.remove();
  copy.forward(zeros([1, 1]));
  layer.forward(zeros([1, 1]));
  expect([called.length, called[0] === copy]).toEqual([1, true]);
});

test("old checkpoints without counts load into a copy with its own count", () => {
  const norm = new BatchNorm1d(1);
  const copy = deepcopy(norm);
  norm.numBatchesTracked!.fill_(5);
  const { num_batches_tracked: _, ...state } = copy.stateDict();
  copy.loadStateDict(state);
  expect(copy.numBatchesTracked!.item()).toBe(0);
});

test("the best weights can be kept aside", () => {
  const model = new Linear(1, 1);
  const best = deepcopy(model.stateDict());
  const before = model.weight.tolist();
  model.weight.detach().add_(1);
  model.loadStateDict(best);
  expect(model.weight.tolist()).toEqual(before);
  expect(String(best)).toBe(String(model.stateDict()));
});

test("a module that holds what was computed is refused, as in PyTorch", () => {
  const model = new Linear(1, 1) as Linear & { cache?: unknown };
  model.cache = model.forward(tensor([[1.5]]));
  expect(() => deepcopy(model)).toThrow("Only Tensors created explicitly by the user");
});
