import { describe, expect, test } from "vitest";
import {
  arange,
  blockDiag,
  cartesianProd,
  cat,
  columnStack,
  combinations,
  diag,
  diagEmbed,
  diagflat,
  float32,
  float64,
  gradcheck,
  gradgradcheck,
  meshgrid,
  stack,
  type Tensor,
  tensor,
  vander,
  where,
} from "../index.js";

/** Elements all different and none zero, so that extrema have one place. */
function filled(shape: readonly number[], seed: number): Tensor {
  const n = shape.reduce((product, size) => product * size, 1);
  const values = Array.from({ length: n }, (_, i) => Math.sin(seed + 1.7 * i) + 0.01 * i + 1.5);
  return tensor(values, { dtype: float64 }).reshape(shape).detach().requiresGrad_();
}

const index = tensor([
  [1, 0, 1, 2],
  [0, 0, 2, 1],
]);
const vector = tensor([2, 0, 0]);
const mask = tensor([true, false, true, true]);
const src = (): Tensor => filled([3, 4], 9);

type Op = (x: Tensor, y: Tensor) => Tensor | Tensor[];
const ops: Record<string, Op> = {
  view: (x) => x.view([2, 6]).mul(x.reshape([2, 6])),
  "reshape of a transpose": (x) => x.t().reshape([2, 6]),
  expand: (x) => x.expand([2, 3, 4]),
  "expand of size 1": (x) => x.at(":", ":1").expand([3, 5]),
  transpose: (x) => x.transpose(0, 1),
  t: (x) => x.t(),
  permute: (x) => x.view([3, 2, 2]).permute([2, 0, 1]),
  movedim: (x) => x.view([3, 2, 2]).movedim([0, 1], [2, 0]),
  unsqueeze: (x) => x.unsqueeze(1),
  squeeze: (x) => x.unsqueeze(1).squeeze(1),
  select: (x) => x.select(1, -1),
  slice: (x) => x.at("::2", "1:"),
  diagonal: (x) => x.diagonal(1),
  unfold: (x) => x.unfold(1, 3, 1),
  "unfold by two": (x) => x.unfold(1, 2, 2),
  asStrided: (x) => x.asStrided([2, 3], [4, 1], 1),
  "asStrided that overlaps": (x) => x.asStrided([3, 3], [1, 1], 2),
  "asStrided of a transpose": (x) => x.t().asStrided([2, 2], [1, 4], 1),
  "asStrided of an expanded tensor": (x) => x.at(0).expand([3, 4]).asStrided([2, 4], [0, 1]),
  split: (x) => x.split(2, 1),
  unbind: (x) => x.unbind(1),
  tensorSplit: (x) => x.tensorSplit([1, 2], 1),
  clone: (x) => x.t().clone(),
  cat: (x, y) => cat([x, y, x], 1),
  stack: (x, y) => stack([x, y], 1),
  columnStack: (x) => columnStack([x.at(0, ":3"), x]),
  repeat: (x) => x.repeat([2, 1, 2]),
  repeatInterleave: (x) => x.repeatInterleave(tensor([1, 0, 2]), 0),
  "repeatInterleave by a number": (x) => x.repeatInterleave(2, 1),
  flip: (x) => x.flip([0, 1]),
  roll: (x) => x.roll([1, 2], [0, 1]),
  "roll of all": (x) => x.roll(5),
  rot90: (x) => x.rot90(3),
  tril: (x) => x.tril(1),
  triu: (x) => x.triu(-1),
  diag: (x) => [diag(x), diag(x.at(0), 1)],
  diagEmbed: (x) => diagEmbed(x, -1, 0, 2),
  diagflat: (x) => diagflat(x.at(":2", ":2")),
  blockDiag: (x, y) => blockDiag(x, y.at(0)),
  meshgrid: (x, y) => meshgrid([x.at(0), y.at(0, ":2")], { indexing: "ij" }),
  cartesianProd: (x, y) => cartesianProd(x.at(0, ":2"), y.at(1, ":2")),
  combinations: (x) => combinations(x.at(0), 3),
  vander: (x) => vander(x.at(0), 3),
  gather: (x) => x.gather(0, index),
  takeAlongDim: (x) => x.takeAlongDim(tensor([[-1], [0], [2]]), 1),
  indexSelect: (x) => x.indexSelect(0, vector),
  take: (x) => x.take(tensor([0, 5, 5, -1])),
  scatter: (x, y) => x.scatter(0, tensor([[1, 0, 2, 1]]), y),
  "scatter of a number": (x) => x.scatter(0, index, 2),
  scatterAdd: (x, y) => x.scatterAdd(0, index, y),
  "scatterReduce by sum": (x, y) => x.scatterReduce(0, index, y, "sum", { includeSelf: false }),
  "scatterReduce by prod": (x, y) => x.scatterReduce(0, index, y, "prod"),
  "scatterReduce by mean": (x, y) => x.scatterReduce(0, index, y, "mean", { includeSelf: false }),
  "scatterReduce by amax": (x, y) => x.scatterReduce(0, index, y, "amax"),
  "scatterReduce by amin": (x, y) => x.scatterReduce(0, index, y, "amin", { includeSelf: false }),
  indexAdd: (x, y) => x.indexAdd(0, vector, y, { alpha: 0.5 }),
  indexCopy: (x, y) => x.indexCopy(0, tensor([2, 0]), y.at(":2")),
  indexFill: (x) => x.indexFill(1, tensor([0, -1]), 3),
  "indexFill by a tensor": (x, y) => x.indexFill(1, tensor([0, 0]), y.at(0, 0)),
  "indexReduce by prod": (x, y) => x.indexReduce(0, vector, y, "prod"),
  "indexReduce by mean": (x, y) => x.indexReduce(0, vector, y, "mean"),
  "indexReduce by amax": (x, y) => x.indexReduce(0, vector, y, "amax", { includeSelf: false }),
  indexPut: (x, y) => x.indexPut([tensor([0, 2])], y.at(0)),
  "indexPut that adds": (x, y) => x.indexPut([vector, vector], y.at(0, ":3"), { accumulate: true }),
  put: (x, y) => x.put(tensor([3, -1]), y.at(0, ":2")),
  "put that adds": (x, y) => x.put(tensor([3, 3]), y.at(0, ":2"), { accumulate: true }),
  maskedFill: (x) => x.maskedFill(mask, 2),
  "maskedFill by a tensor": (x, y) => x.maskedFill(mask, y.at(1, 1)),
  maskedSelect: (x) => x.maskedSelect(mask),
  maskedScatter: (x, y) => x.maskedScatter(mask, y),
  where: (x, y) => where(mask, x, y.at(0)),
  selectScatter: (x, y) => x.selectScatter(y.at(0), 0, 1),
  sliceScatter: (x, y) => x.sliceScatter(y.at(":", ":2"), 1, 0, null, 2),
  diagonalScatter: (x, y) => x.diagonalScatter(y.at(0, ":3"), 1),
  asStridedScatter: (x, y) => x.asStridedScatter(y.at(":2", ":2"), [2, 2], [4, 2], 1),
  "at with numbers and slices": (x) => x.at(-1, "1:3"),
  "at with tensors": (x) => x.at(vector, [1, 1, 3]),
  "at with a tensor between slices": (x) => x.view([3, 2, 2]).at(":", [1, 0, 1], "1:"),
  "at with a mask": (x) => x.at(":", mask),
  setAt: (x, y) => written(x, (z) => z.setAt([1, "1:3"], y.at(0, ":2"))),
  "setAt with tensors": (x, y) =>
    written(x, (z) =>
      z.setAt(
        [
          [0, 2],
          [1, 1],
        ],
        y.at(0, ":2"),
      ),
    ),
  "setAt of a column after a product": (x, y) => written(x, (z) => z.mul_(y).setAt([":", 0], y.at(":", 1))),
  "a write through a view of a view": (x, y) => written(x, (z) => z.t().at("1:").mul_(y.t().at("1:"))),
  copy_: (x, y) => written(x, (z) => z.at(0).copy_(y.at(1))),
  fill_: (x, y) => written(x, (z) => z.at(0).fill_(y.at(1, 1))),
  fillDiagonal_: (x) => written(x, (z) => z.fillDiagonal_(2)),
  unsqueeze_: (x) => written(x, (z) => z.unsqueeze_(0).transpose_(0, 1)),
  toDtype: (x) => x.to(float64, { copy: true }),
};

/** A copy of `x` after `write`, squared so that second derivatives see it. */
function written(x: Tensor, write: (z: Tensor) => unknown): Tensor {
  const z = x.clone();
  write(z);
  return z;
}

/** Both outputs and squares of them, because derivatives of moved elements alone are constant. */
const squared = (op: Op) => (x: Tensor, y: Tensor) => {
  const outputs = op(x, y);
  return (Array.isArray(outputs) ? outputs : [outputs]).map((output) => output.mul(output));
};

describe.each(Object.entries(ops))("%s", (_, op) => {
  test("has the first derivative that differences have", () => {
    expect(gradcheck(squared(op), [filled([3, 4], 0), src()])).toBe(true);
  });

  test("has the second derivative that differences have", () => {
    expect(gradgradcheck(squared(op), [filled([3, 4], 0), src()])).toBe(true);
  });
});

test("conversion to integers has no gradient, conversion between floats has", () => {
  const x = arange(3).float().requiresGrad_();
  expect([x.long().requiresGrad, x.double().gradFn!.name]).toEqual([false, "ToCopyBackward0"]);
  x.double().mul(2).sum().backward();
  expect([x.grad!.dtype, x.grad!.tolist()]).toEqual([float32, [2, 2, 2]]);
});

test("the gradient of a value that fills is the sum over the filled places", () => {
  // v = torch.tensor(2., requires_grad=True); torch.zeros(2, 3).masked_fill(torch.tensor([True, False, True]), v).sum().backward()
  const value = tensor(2, { dtype: float32, requiresGrad: true });
  arange(6)
    .float()
    .reshape([2, 3])
    .maskedFill(tensor([true, false, true]), value)
    .sum()
    .backward();
  expect(value.grad!.item()).toBe(4);
});

test("what windows share is added up from the first window on", () => {
  const x = tensor([0, 0, 0, 0, 0], { dtype: float32, requiresGrad: true });
  const grad = tensor(
    [
      [1, 1, 1e8],
      [1, -1e8, 1],
      [1, 1, 1],
    ],
    { dtype: float32 },
  );
  // torch.zeros(5, requires_grad=True).unfold(0, 3, 1).backward(torch.tensor([[1., 1, 1e8], [1, -1e8, 1], [1, 1, 1]]))
  x.unfold(0, 3, 1).backward({ gradient: grad });
  expect(x.grad!.tolist()).toEqual([1, 2, 1, 2, 1]);
});
