import type { Case } from "./printed-case.js";

/** What follows the elements. */
export const suffixes: readonly Case[] = [
  {
    python: "torch.tensor([1., 2.], requires_grad=True)",
    shape: [2],
    data: [1, 2],
    requiresGrad: true,
    text: "tensor([1., 2.], requires_grad=True)",
  },
  {
    python: "torch.tensor([1., 2.], dtype=torch.float64, requires_grad=True)",
    shape: [2],
    dtypeName: "float64",
    data: [1, 2],
    requiresGrad: true,
    text: "tensor([1., 2.], dtype=torch.float64, requires_grad=True)",
  },
  {
    python: "torch.tensor([1., 2.], requires_grad=True) + 1",
    shape: [2],
    data: [2, 3],
    requiresGrad: true,
    gradName: "AddBackward0",
    text: "tensor([2., 3.], grad_fn=<AddBackward0>)",
  },
  {
    python: "torch.nn.Parameter(torch.tensor([[0.3636]]))",
    shape: [1, 1],
    data: [0.3635999858379364],
    isParameter: true,
    requiresGrad: true,
    text: `Parameter containing:
tensor([[0.3636]], requires_grad=True)`,
  },
  {
    python: "torch.zeros(0, 2, requires_grad=True)",
    shape: [0, 2],
    data: [],
    requiresGrad: true,
    text: "tensor([], size=(0, 2), requires_grad=True)",
  },
  {
    python: "torch.tensor([0., 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11.], requires_grad=True)",
    shape: [12],
    data: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    requiresGrad: true,
    text: `tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11.],
       requires_grad=True)`,
  },
  {
    python:
      "torch.tensor([0., 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11., 12.], dtype=torch.float64, requires_grad=True)",
    shape: [13],
    dtypeName: "float64",
    data: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    requiresGrad: true,
    text: `tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11., 12.],
       dtype=torch.float64, requires_grad=True)`,
  },
  {
    python: "torch.tensor([[1.]*9, [2.]*9], requires_grad=True).mul(1)",
    shape: [2, 9],
    data: [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2],
    requiresGrad: true,
    gradName: "MulBackward0",
    text: `tensor([[1., 1., 1., 1., 1., 1., 1., 1., 1.],
        [2., 2., 2., 2., 2., 2., 2., 2., 2.]], grad_fn=<MulBackward0>)`,
  },
];
