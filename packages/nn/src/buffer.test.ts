import { deepcopy, ones, tensor, zeros } from "@flambeau/core";
import { expect, test } from "vitest";
import { Buffer, init, Linear, Module, utils } from "./index.js";

class Running extends Module {
  mean = new Buffer(zeros([1]));
  count = new Buffer(zeros([1]), { persistent: false });
  forward(): void {}
}

test("a copy of a module has its buffers", () => {
  const copy = deepcopy(new Running());
  expect(copy.namedBuffers().map(([name]) => name)).toEqual(["mean", "count"]);
  expect(Object.keys(copy.stateDict())).toEqual(["mean"]);
});

test("a buffer assigned to a property is one of the module's", () => {
  const module = new Running();
  expect(module.namedBuffers().map(([name]) => name)).toEqual(["mean", "count"]);
  expect(module.parameters()).toEqual([]);
  expect(Object.keys(module.stateDict())).toEqual(["mean"]);
  module.mean = ones([1]);
  expect(Object.keys(module.stateDict())).toEqual(["mean"]);
  expect(module.mean instanceof Buffer).toBe(false);
});

test("a name that is data", () => {
  const layer = new Linear(1, 1);
  expect(layer.attribute("weight")).toBe(layer.weight);
  expect(layer.attribute("inFeatures")).toBe(1);
  // torch.nn.Linear(1, 1).foo
  expect(() => layer.attribute("foo")).toThrow("'Linear' object has no attribute 'foo'");
  // class M(nn.Module): __init__ = lambda self: setattr(self, 'l', nn.Linear(1, 1))
  const unborn = Object.create(Linear.prototype) as Linear;
  expect(() => unborn.setMember("l", layer)).toThrow("cannot assign module before Module.__init__() call");
});

test("orthogonal_ wants a matrix", () => {
  // torch.nn.init.orthogonal_(torch.ones(3))
  expect(() => init.orthogonal_(ones([3]))).toThrow("Only tensors with 2 or more dimensions are supported");
  expect(init.orthogonal_(zeros([0, 3])).shape).toEqual([0, 3]);
  const wide = init.orthogonal_(zeros([2, 3, 2]), 2).reshape([2, 6]);
  expect(
    wide
      .matmul(wide.T)
      .sub(
        tensor([
          [4, 0],
          [0, 4],
        ]),
      )
      .abs()
      .max()
      .item(),
  ).toBeLessThan(1e-5);
});

test("the old name of clipGradNorm_ warns", () => {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => void warnings.push(text);
  try {
    const p = zeros([2], { requiresGrad: true });
    p.grad = ones([2]);
    utils.clipGradNorm(p, 1);
  } finally {
    console.warn = warn;
  }
  expect(warnings).toEqual([
    "`torch.nn.utils.clip_grad_norm` is now deprecated in favor of `torch.nn.utils.clip_grad_norm_`.",
  ]);
});
