import { arange, float64, ones, type Tensor, tensor, zeros } from "@flambeau/core";
import { expect, test } from "vitest";
import { PackedSequence, utils } from "./index.js";

const { packPaddedSequence, packSequence, padPackedSequence, padSequence, unpackSequence, unpadSequence } = utils.rnn;

const padded = (): Tensor =>
  tensor(
    [
      [1, 2, 0],
      [3, 0, 0],
      [4, 5, 6],
    ],
    { dtype: float64, requiresGrad: true },
  );

test("packs what is not padding, with its gradient", () => {
  const x = padded();
  // p = pack_padded_sequence(x, [2, 1, 3], batch_first=True, enforce_sorted=False); (p.data * torch.arange(1, 7)).sum().backward()
  const packed = packPaddedSequence(x, [2, 1, 3], { batchFirst: true, enforceSorted: false });
  expect(String(packed)).toBe(
    "PackedSequence(data=tensor([4., 1., 3., 5., 2., 6.], dtype=torch.float64,\n       grad_fn=<PackPaddedSequenceBackward0>), batch_sizes=tensor([3, 2, 1]), sorted_indices=tensor([2, 0, 1]), unsorted_indices=tensor([1, 2, 0]))",
  );
  packed.data.mul(arange(1, 7)).sum().backward();
  expect(x.grad!.tolist()).toEqual([
    [2, 5, 0],
    [3, 0, 0],
    [1, 4, 6],
  ]);
  const timeFirst = packPaddedSequence(x.t(), tensor([2, 1, 3]), { enforceSorted: false });
  expect(timeFirst.data.tolist()).toEqual(packed.data.tolist());
});

test("pads what was packed, with its gradient", () => {
  // d = torch.tensor([1., 2, 3], requires_grad=True); s = PackedSequence(d, torch.tensor([2, 1]))
  const data = tensor([1, 2, 3], { dtype: float64, requiresGrad: true });
  const packed = new PackedSequence(data, tensor([2, 1]));
  // y, lengths = pad_packed_sequence(s, batch_first=True, padding_value=-1, total_length=3); y.stride()
  const [y, lengths] = padPackedSequence(packed, { batchFirst: true, paddingValue: -1, totalLength: 3 });
  expect(y.tolist()).toEqual([
    [1, 3, -1],
    [2, -1, -1],
  ]);
  expect(y.stride()).toEqual([1, 2]);
  expect(lengths.tolist()).toEqual([2, 1]);
  // (y * torch.arange(1, 7).reshape(2, 3)).sum().backward()
  y.mul(arange(1, 7).reshape([2, 3]))
    .sum()
    .backward();
  expect(data.grad!.tolist()).toEqual([1, 4, 2]);
});

test("sequences come back in their order, with further dimensions and in their type", () => {
  const sequences = [ones([1, 2]), zeros([3, 2]), ones([2, 2])];
  const packed = packSequence(sequences, { enforceSorted: false });
  expect(unpackSequence(packed).map((x) => x.tolist())).toEqual(sequences.map((x) => x.tolist()));
  expect([...packed].map((x) => x!.dtype.name)).toEqual(["float32", "int64", "int64", "int64"]);
  expect(packed.float()).toBe(packed);
  expect(packed.double().data.dtype).toBe(float64);
  expect(packed.long().unsortedIndices).toBe(packed.unsortedIndices);
});

test("pads sequences on either side", () => {
  // pad_sequence([torch.ones(2), torch.ones(1)], True, 2., "left")
  const sides = padSequence([ones([2]), ones([1])], { batchFirst: true, paddingValue: 2, paddingSide: "left" });
  expect(sides.tolist()).toEqual([
    [1, 1],
    [2, 1],
  ]);
  const x = ones([2], { requiresGrad: true });
  padSequence([zeros([3]), x])
    .sum()
    .backward();
  expect(x.grad!.tolist()).toEqual([1, 1]);
  // pad_sequence([torch.zeros(2, dtype=torch.int64), torch.zeros(1) + 1.5], padding_value=2.5)
  expect(padSequence([tensor([0, 0]), tensor([1.5])], { paddingValue: 2.5 }).tolist()).toEqual([
    [0, 1],
    [0, 2],
  ]);
});

test("takes padding away, and leaves what was padded", () => {
  // unpad_sequence(torch.arange(6).reshape(3, 2), torch.tensor([5, 0]))
  const x = arange(6).reshape([3, 2]);
  expect(unpadSequence(x, tensor([5, 0])).map((sequence) => sequence.tolist())).toEqual([[0, 2, 4], []]);
  expect(x.shape).toEqual([3, 2]);
});

const x = zeros([3, 2, 1]);
test.each([
  [
    "`lengths` array must be sorted in decreasing order when `enforceSorted` is True. You can pass `enforceSorted=False` to packPaddedSequence and/or packSequence to sidestep this requirement if you do not need ONNX exportability.",
    () => packPaddedSequence(x, [1, 3]),
  ],
  [
    "Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= 0",
    () => packPaddedSequence(x, [3, 0]),
  ],
  ["Expected `len(lengths)` to be equal to batch_size, but got 1 (batch_size=2)", () => packPaddedSequence(x, [3])],
  ["Cannot pack empty tensors.", () => packPaddedSequence(zeros([3, 0, 1]), [])],
  ["packPaddedSequence: a length of 4 is more than the 3 steps of the input", () => packPaddedSequence(x, [4, 1])],
  [
    "'lengths' argument should be a 1D CPU int64 tensor, but got 2D cpu Long tensor",
    () => packPaddedSequence(x, tensor([[3, 1]])),
  ],
  [
    "Expected total_length to be at least the length of the longest sequence in input, but got total_length=1 and max sequence length being 2",
    () => padPackedSequence(packSequence([ones([2])]), { totalLength: 1 }),
  ],
  ["Dimension out of range (expected to be in range of [-1, 0], but got 1)", () => packPaddedSequence(zeros([3]), [3])],
  ["received an empty list of sequences", () => padSequence([])],
  ["padSequence: a sequence needs at least one dimension, but got none", () => padSequence([tensor(1.5)])],
  [
    "pad_sequence: Expected iterable for input sequences, but got arg of type: number",
    () => padSequence(3 as unknown as Tensor[]),
  ],
  [
    "Expected padding_side to be one of left or right, but got up.",
    () => padSequence([ones([2])], { paddingSide: "up" as "left" }),
  ],
  ["unpadSequence: 2 sequences need as many lengths, but got 3", () => unpadSequence(x, [3, 1, 1])],
])("%s", (message, f) => {
  expect(f).toThrow(message);
});
