import { describe, expect, test } from "vitest";
import { arange, ones, type Tensor, tensor, zeros } from "../index.js";

const v = arange(4).float().requiresGrad_();
const m = arange(12).float().reshape([3, 4]).requiresGrad_();
const w = ones([3, 4], { requiresGrad: true });

describe("in place", () => {
  const index = tensor([[1, 0, 1, 1]]);
  const forms: [string, (x: Tensor) => Tensor, (x: Tensor) => Tensor][] = [
    ["scatter", (x) => x.scatter(0, index, w), (x) => x.scatter_(0, index, w)],
    ["scatterAdd", (x) => x.scatterAdd(0, index, w), (x) => x.scatterAdd_(0, index, w)],
    ["scatterReduce", (x) => x.scatterReduce(0, index, w, "amax"), (x) => x.scatterReduce_(0, index, w, "amax")],
    ["indexAdd", (x) => x.indexAdd(0, tensor([1]), w.at(":1")), (x) => x.indexAdd_(0, tensor([1]), w.at(":1"))],
    ["indexCopy", (x) => x.indexCopy(0, tensor([1]), w.at(":1")), (x) => x.indexCopy_(0, tensor([1]), w.at(":1"))],
    ["indexFill", (x) => x.indexFill(0, tensor([1]), 3), (x) => x.indexFill_(0, tensor([1]), 3)],
    ["maskedFill", (x) => x.maskedFill(m.gt(4), v.at(3)), (x) => x.maskedFill_(m.gt(4), v.at(3))],
    ["maskedScatter", (x) => x.maskedScatter(m.gt(4), w), (x) => x.maskedScatter_(m.gt(4), w)],
    ["put", (x) => x.put(tensor([2, -1]), v.at(":2")), (x) => x.put_(tensor([2, -1]), v.at(":2"))],
    ["indexPut", (x) => x.indexPut([tensor([1])], v), (x) => x.indexPut_([tensor([1])], v)],
    ["tril", (x) => x.tril(), (x) => x.tril_()],
  ];

  test.each(forms)("%s gives the same elements and gradients as out of place", (_, apart, within) => {
    const gradients = [apart, within].map((form) => {
      const x = arange(12).float().reshape([3, 4]).add(0.5).requiresGrad_();
      const y = x.mul(1);
      const result = form(y);
      expect(result === y).toBe(form === within);
      w.grad = null;
      result.mul(m.detach()).sum().backward();
      return [result.tolist(), x.grad!.tolist(), w.grad];
    });
    expect(gradients[1]!.slice(0, 2)).toEqual(gradients[0]!.slice(0, 2));
    expect(`${gradients[1]![2]}`).toBe(`${gradients[0]![2]}`);
  });

  test("an expanded tensor cannot be written to, except to fill it", () => {
    // q = torch.zeros(3).expand(2, 3); q.put_(...) raises; q.masked_fill_(q == 0, 5); q[[0]] = 4
    const q = zeros([3]).expand([2, 3]);
    expect(() => q.put_(tensor([0]), ones([1]))).toThrow("more than one element of the written-to tensor");
    expect(q.maskedFill_(q.eq(0), 5).tolist()).toEqual(q.fill_(5).tolist());
    q.setAt([[0]], 4);
    expect(q.at(1).tolist()).toEqual([4, 4, 4]);
  });

  test("what is written cannot be what is read", () => {
    // y = torch.arange(6.); y.index_add_(0, torch.tensor([0]), y[1:2])
    const y = arange(6).float();
    expect(() => y.indexAdd_(0, tensor([0]), y.at("1:2"))).toThrow(
      "some elements of the input tensor and the written-to",
    );
    expect(() => y.at(":3").add_(y.at("1:4"))).toThrow("some elements of the input tensor and the written-to tensor");
  });
});
