import { expect, test } from "vitest";
import {
  arange,
  asParameter,
  deepcopy,
  emptyDict,
  float,
  float64,
  Generator,
  ones,
  pythonRepr,
  rand,
  type Tensor,
  tensor,
} from "./index.js";

test("a tensor is copied with its gradient, a parameter without", () => {
  // x = torch.ones(2, 3, requires_grad=True); x.grad = torch.ones(2, 3); copy.deepcopy(x).grad
  const x = ones([2, 3], { requiresGrad: true });
  x.grad = ones([2, 3]);
  const y = deepcopy(x);
  expect([y.requiresGrad, y.isLeaf, y.grad!.tolist()]).toEqual([true, true, x.grad.tolist()]);
  expect(y.grad === x.grad).toBe(false);
  // p = nn.Parameter(torch.ones(2)); p.grad = torch.ones(2); copy.deepcopy(p).grad
  const p = asParameter(ones([2]), { requiresGrad: false });
  const q = deepcopy(p);
  expect([String(q), q.requiresGrad]).toEqual([String(p), false]);
  p.fill_(7);
  expect(q.tolist()).toEqual([1, 1]);
});

test("what shares elements goes on to share them, in the same layout", () => {
  // t = torch.arange(6).reshape(2, 3); a, b = copy.deepcopy([t, t.t()[1]]); a.fill_(7); b
  const t = arange(6).reshape([2, 3]);
  const [a, b] = deepcopy([t, t.t().at(1)]) as [Tensor, Tensor];
  a.fill_(7);
  expect([b.tolist(), b.stride(), t.at(0, 0).item()]).toEqual([[7, 7], [3], 0]);
  expect(deepcopy(asParameter(arange(6, { dtype: float64 }).reshape([2, 3]).t())).stride()).toEqual([1, 3]);
});

test("a tensor that was computed is refused", () => {
  expect(() => deepcopy(ones([2], { requiresGrad: true }).mul(2))).toThrow(
    "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.",
  );
});

test("values of every kind are copied, and what is reached twice is copied once", () => {
  class Point {
    at: { x: number; self?: Point };
    readonly f = (): number => 1;
    constructor(x: number) {
      this.at = { x };
      this.at.self = this;
    }
    get double(): number {
      return 2 * this.at.x;
    }
  }
  const point = new Point(3);
  const value = {
    list: [point, point],
    map: new Map([["a", tensor([1.5])]]),
    set: new Set([1]),
    bytes: new Uint8Array([1, 2]),
    when: new Date(5),
    dtype: float64,
    nothing: null,
  };
  const copy = deepcopy(value);
  const [first, second] = copy.list as [Point, Point];
  expect(first).toBeInstanceOf(Point);
  expect(first).not.toBe(point);
  expect(second).toBe(first);
  expect(first.at.self).toBe(first);
  expect([first.double, first.f]).toEqual([6, point.f]);
  expect(copy.map.get("a")!.tolist()).toEqual([1.5]);
  expect(copy.map.get("a") === value.map.get("a")).toBe(false);
  expect([copy.set, copy.bytes, copy.when, copy.nothing]).toEqual([value.set, value.bytes, value.when, null]);
  expect(copy.bytes).not.toBe(value.bytes);
  expect(copy.dtype).toBe(float64);
});

test("tuples, dicts and floats print as before", () => {
  const dict = emptyDict({ ordered: true });
  dict.betas = Object.freeze([0.5, 1]);
  expect(String(deepcopy(dict))).toBe("OrderedDict([('betas', (0.5, 1))])");
  expect(pythonRepr(deepcopy(float(2)))).toBe("2.0");
});

test("a generator goes on from where it was, on its own", () => {
  const generator = new Generator().manualSeed(0);
  const copy = deepcopy({ generator }).generator;
  expect(rand([1], { generator: copy }).item()).toBe(rand([1], { generator }).item());
  expect(copy).not.toBe(generator);
});
