import * as torch from "flambeau";
import { expect, test } from "vitest";

test("functions of layers stand beside those of tensors", () => {
  // x = torch.arange(8.).reshape(1, 4, 1, 2); torch.pixel_shuffle(x, 2).tolist(), torch.channel_shuffle(x, 2).flatten().tolist()
  const x = torch.arange(8).reshape([1, 4, 1, 2]).to(torch.float32);
  const image = torch.pixelShuffle(x, 2);
  expect(image.flatten().tolist()).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
  expect(torch.pixelUnshuffle(image, 2).equal(x)).toBe(true);
  expect(torch.channelShuffle(x, 2).flatten().tolist()).toEqual([0, 1, 4, 5, 2, 3, 6, 7]);
  // a = torch.tensor([[1., 2], [3, -1]]); b = torch.tensor([[2., 0], [1, 1]]); torch.pairwise_distance(a, b).tolist(),
  // torch.cosine_similarity(a, b).tolist(), torch.prelu(a, torch.tensor(.5)).tolist(), torch.bilinear(a, b, torch.ones(1, 2, 2)).tolist()
  const options = { dtype: torch.float32 };
  const [a, b] = [
    torch.tensor(
      [
        [1, 2],
        [3, -1],
      ],
      options,
    ),
    torch.tensor(
      [
        [2, 0],
        [1, 1],
      ],
      options,
    ),
  ];
  expect(torch.pairwiseDistance(a, b).tolist()).toEqual([2.2360684871673584, 2.8284270763397217]);
  (torch.cosineSimilarity(a, b).tolist() as number[]).forEach((value) =>
    expect(value).toBeCloseTo(0.4472135901451111, 6),
  );
  expect(torch.prelu(a, torch.tensor(0.5)).tolist()).toEqual([
    [1, 2],
    [3, -0.5],
  ]);
  expect(torch.bilinear(a, b, torch.ones([1, 2, 2])).tolist()).toEqual([[6], [4]]);
});

// t = torch.tensor([-1., 2]); torch.relu_(t) is t, t.tolist()
test.each<[string, (t: torch.Tensor) => torch.Tensor, readonly number[]]>([
  ["relu_", torch.relu_, [0, 2]],
  ["selu_", torch.selu_, [-1.1113307476043701, 2.1014020442962646]],
  ["celu_", torch.celu_, [-0.6321205496788025, 2]],
  ["threshold_", (t) => torch.threshold_(t, 0, 5), [5, 2]],
  ["rrelu_", torch.rrelu_, [-0.2291666716337204, 2]],
])("%s", (_, f, values) => {
  const t = torch.tensor([-1, 2], { dtype: torch.float32 });
  expect(f(t)).toBe(t);
  expect(t.tolist()).toEqual(values);
});
