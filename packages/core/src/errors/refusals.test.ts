import { expect, test } from "vitest";
import {
  broadcastShapes,
  cov,
  equal,
  eye,
  float64,
  full,
  getRngState,
  grad,
  gradient,
  indexPut,
  linspace,
  narrow,
  nextafter,
  ones,
  polygamma,
  promoteTypes,
  scalarTensor,
  scatter,
  setRngState,
  type Tensor,
  tensor,
  varMean,
  zeros,
} from "../index.js";

const leaf = (): Tensor => ones([2], { requiresGrad: true });
const hooked = (hook: (g: Tensor) => never) => {
  const x = leaf();
  x.registerHook(hook);
  x.sum().backward();
};
const wrong = (value: unknown): never => value as never;

// The words of PyTorch 2.13: [program, what it is here, what both say].
const errors: readonly (readonly [string, () => unknown, string])[] = [
  ["x.grad = x", () => ((x) => (x.grad = x))(leaf()), "can't assign Variable as its own grad"],
  ["x.data = 3", () => (leaf().data = wrong(3)), "Variable data has to be a tensor, but got number"],
  [
    "x.data = torch.tensor([1, 2])",
    () => (leaf().data = tensor([1, 2])),
    "data set to a tensor that requires gradients must be floating point or complex dtype",
  ],
  ["x.requires_grad = 'a'", () => (leaf().requiresGrad = wrong("a")), "requires_grad must be a bool"],
  ["torch.ones(1, requires_grad='a')", () => ones([1], { requiresGrad: wrong("a") }), "requires_grad must be a bool"],
  [
    "x.register_hook(lambda g: torch.ones(3))",
    () => hooked(() => wrong(ones([3]))),
    "hook '<lambda>' has changed the size of value",
  ],
  [
    "x.register_hook(lambda g: g.double())",
    () => hooked((g) => wrong(g.to(float64))),
    "hook '<lambda>' has changed the type of value (was torch.FloatTensor got torch.DoubleTensor)",
  ],
  ["x.register_hook(lambda g: 'a')", () => hooked(() => wrong("a")), "expected Variable, but hook returned 'string'"],
  [
    "torch.autograd.grad(x.sum(), 'a')",
    () => grad(leaf().sum(), wrong("a")),
    "all inputs have to be Tensors or GradientEdges, but got string",
  ],
  [
    "torch.autograd.grad([x * 2, x * 3], x, [torch.ones(2)])",
    () => ((x) => grad([x.mul(2), x.mul(3)], x, { gradOutputs: [ones([2])] }))(leaf()),
    "got 2 tensors and 1 gradients",
  ],
  ["torch.tensor(['a', 'b'])", () => tensor(wrong(["a", "b"])), "too many dimensions 'str'"],
  ["torch.ones(2).to('float32')", () => ones([2]).to("float32" as never), "Invalid device string: 'float32'"],
  ["torch.equal(torch.ones(2), 1)", () => equal(ones([2]), wrong(1)), "equal: expected a Tensor, got number"],
  ["torch.set_rng_state([1, 2])", () => setRngState(wrong([1, 2])), "setRngState: expected a Tensor, got array"],
  ["torch.scalar_tensor('a')", () => scalarTensor(wrong("a")), "argument 's' must be float"],
  ["torch.promote_types(1, 2)", () => promoteTypes(wrong(1), wrong(2)), "promoteTypes: expected a torch.dtype"],
  [
    "torch.scatter(torch.zeros(2, 2), 0, torch.tensor([[0]]), torch.ones(1, 1), reduce='foo')",
    () => scatter(zeros([2, 2]), 0, tensor([[0]]), ones([1, 1]), { reduce: wrong("foo") }),
    "reduce argument must be either add or multiply.",
  ],
  [
    "torch.broadcast_shapes((2, 1), (3,), (4, 1))",
    () => broadcastShapes([2, 1], 3, [4, 1]),
    "Attempting to broadcast a dimension of length 4 at -2! Mismatching argument at index 2 had [4, 1]; but expected shape should be broadcastable to [2, 3]",
  ],
  [
    "torch.cov(torch.ones(5), fweights=torch.ones(3, 3, dtype=torch.int64))",
    () => cov(ones([5]), { fweights: tensor([[1], [1]]) }),
    "cov(): expected fweights to have one or fewer dimensions but got fweights with 2 dimensions",
  ],
  [
    "torch.cov(torch.ones(5), aweights=torch.tensor([1]))",
    () => cov(ones([5]), { aweights: tensor([1]) }),
    "cov(): expected aweights to have floating point dtype but got aweights with Long dtype",
  ],
  [
    "torch.gradient(torch.ones(3, 3), spacing=0.1, dim=(1, 1))",
    () => gradient(ones([3, 3]), { spacing: 0.1, dim: [1, 1] }),
    "dim 1 appears multiple times in the list of dims",
  ],
  [
    "torch.gradient(torch.ones(3, 3), spacing=[0.1], dim=(1, 0))",
    () => gradient(ones([3, 3]), { spacing: [0.1], dim: [1, 0] }),
    "torch.gradient expected spacing to be unspecified, a scalar or it's spacing and dim arguments to have the same length, but got a spacing argument of length 1 and a dim argument of length 2.",
  ],
  [
    "torch.linspace(torch.ones(2), torch.ones(2), 1)",
    () => linspace(ones([2]), ones([2]), 1),
    "linspace only supports 0-dimensional start and end tensors, but got start with 1 dimension(s) and end with 1 dimension(s).",
  ],
  [
    "torch.narrow(torch.ones(5), 0, torch.tensor([1, 2]), 2)",
    () => narrow(ones([5]), 0, tensor([1, 2]), 2),
    "start must be an 0-dim integral Tensor.",
  ],
  [
    "torch.tensor([1]).exponential_()",
    () => tensor([1]).exponential_(),
    "Exponential distribution is a continuous probability distribution. dtype must be a floating point but you specified Long",
  ],
  [
    "torch.tensor([1]).cauchy_()",
    () => tensor([1]).cauchy_(),
    "Cauchy distribution is a continuous probability distribution. dtype must be a floating point but you specified long int",
  ],
  [
    "torch.zeros(2).index_put((torch.tensor([0, 1, 2]),), torch.ones(2))",
    () => indexPut(zeros([2]), [tensor([0, 1, 2])], ones([2])),
    "shape mismatch: value tensor of shape [2] cannot be broadcast to indexing result of shape [3]",
  ],
  [
    "torch.ones(3).index_put_((torch.tensor([0, 5]),), torch.ones(2))",
    () => ones([3]).indexPut_([tensor([0, 5])], ones([2])),
    "index 5 is out of bounds for dimension 0 with size 3",
  ],
  [
    "torch.nextafter(torch.tensor([1]), torch.tensor([2]))",
    () => nextafter(tensor([1]), tensor([2])),
    "\"nextafter_cpu\" not implemented for 'Long'",
  ],
  [
    "torch.var_mean(torch.tensor([1, 2]))",
    () => varMean(tensor([1, 2])),
    "varMean only support floating point and complex dtypes",
  ],
  ["torch.polygamma(1.5, torch.ones(2))", () => polygamma(1.5, ones([2])), "argument 'n' must be int"],
  ["torch.eye('a')", () => eye(wrong("a")), "argument 'n' must be int"],
  ["torch.ones(2, dtype='float')", () => ones([2], { dtype: wrong("float") }), "expected a torch.dtype"],
  ["torch.full((2,), 'a')", () => full([2], wrong("a")), "argument 'fill_value' must be"],
];

test.each(errors)("%s", (_, program, message) => {
  expect(program).toThrow(message);
});

test("what is right is not refused", () => {
  expect(broadcastShapes(3, [2, 1])).toEqual([2, 3]);
  setRngState(getRngState());
  // torch.narrow(torch.arange(5.), 0, torch.tensor(-2), 2)
  expect(narrow(tensor([0, 1, 2]), 0, tensor(-2), 2).tolist()).toEqual([1, 2]);
});
