import { expect, test } from "vitest";
import {
  arange,
  bernoulli,
  cdist,
  corrcoef,
  eye,
  full,
  gcd,
  grad,
  gradcheck,
  lcm,
  ldexp,
  lerp,
  linalg,
  linspace,
  multinomial,
  mvlgamma,
  norm,
  ones,
  repeatInterleave,
  round,
  searchsorted,
  tensor,
  zeros,
} from "../index.js";

const x = () => ones([2], { requiresGrad: true });
const twice = () => {
  const loss = x().exp().sum();
  loss.backward();
  loss.backward();
};

// The words of PyTorch 2.13: [program, what it is here, what both say].
const errors: readonly (readonly [string, () => unknown, string])[] = [
  [
    "torch.ones(2, 3).expand(3)",
    () => ones([2, 3]).expand([3]),
    "expand(torch.FloatTensor{[2, 3]}, size=[3]): the number of sizes provided (1) must be greater or equal to the number of dimensions in the tensor (2)",
  ],
  [
    "torch.ones(2, 3).repeat(-1, 2)",
    () => ones([2, 3]).repeat([-1, 2]),
    "Trying to create tensor with negative dimension -2: [-2, 6]",
  ],
  [
    "torch.repeat_interleave(torch.ones(3), torch.tensor([1., 2., 1.]))",
    () => repeatInterleave(ones([3]), ones([3])),
    "\"repeat_interleave_cpu\" not implemented for 'Float'",
  ],
  [
    "torch.searchsorted(torch.tensor(1.), torch.ones(3))",
    () => searchsorted(tensor(1.5), ones([3])),
    "torch.searchsorted(): boundaries tensor should have positive dimension, but got 0 dimension",
  ],
  [
    "torch.corrcoef(torch.ones(2, 2, 2))",
    () => corrcoef(ones([2, 2, 2])),
    "corrcoef(): expected input to have two or fewer dimensions but got an input with 3 dimensions",
  ],
  [
    "torch.cdist(torch.ones(2), torch.ones(2))",
    () => cdist(ones([2]), ones([2])),
    "cdist only supports at least 2D tensors, X1 got: 1D",
  ],
  [
    "torch.zeros(2).index_add(0, torch.tensor([2]), torch.ones(1))",
    () => zeros([2]).indexAdd(0, tensor([2]), ones([1])),
    "index out of range in self",
  ],
  [
    "torch.ones(2).lerp(torch.ones(2, dtype=torch.float64), 0.5)",
    () => lerp(ones([2]), ones([2]).double(), 0.5),
    "expected dtype float for `end` but got dtype double",
  ],
  [
    "torch.lerp(torch.tensor([1]), torch.tensor([2]), 0.5)",
    () => lerp(tensor([1]), tensor([2]), 0.5),
    "\"lerp_kernel_scalar\" not implemented for 'Long'",
  ],
  ["torch.gcd(torch.ones(2), torch.ones(2))", () => gcd(x(), x()), "\"gcd_cpu\" not implemented for 'Float'"],
  ["torch.lcm(torch.ones(2), torch.ones(2))", () => lcm(x(), x()), "\"lcm_cpu\" not implemented for 'Float'"],
  [
    "torch.tensor([1]).round(decimals=1)",
    () => round(tensor([1]), { decimals: 1 }),
    "\"round_cpu\" not implemented for 'Long'",
  ],
  ["torch.mvlgamma(torch.ones(2), 0)", () => mvlgamma(ones([2]), 0), "p has to be greater than or equal to 1"],
  ["torch.ldexp(torch.ones(2), 1.5)", () => ldexp(ones([2]), 1.5 as never), "ldexp(): argument 'other'"],
  [
    "~torch.tensor([1.])",
    () => ones([1]).bitwiseNot(),
    "~ (operator.invert) is only implemented on integer and Boolean-type tensors",
  ],
  [
    "torch.norm(torch.ones(2), p='foo')",
    () => norm(ones([2]), "foo" as never),
    "linalg.matrix_norm: Order foo not supported.",
  ],
  ["torch.linalg.vector_norm(torch.ones(2), 'a')", () => linalg.vectorNorm(ones([2]), "a" as never), "vector_norm"],
  ["torch.zeros(2, -3)", () => zeros([2, -3]), "zeros: Dimension size must be non-negative."],
  ["torch.full((2,), 'a')", () => full([2], "a" as never), "full(): argument 'fill_value'"],
  ["torch.eye(2.5)", () => eye(2.5), "sizes must be whole numbers"],
  ["torch.linspace(0, 1, 2.5)", () => linspace(0, 1, 2.5), "the number of steps must be whole"],
  [
    "torch.linspace(torch.ones(2), 1, 3)",
    () => linspace(ones([2]), 1, 3),
    "linspace only supports 0-dimensional start and end tensors, but got start with 1 dimension(s).",
  ],
  ["torch.tensor([[1], 2])", () => tensor([[1], 2]), "not a sequence"],
  ["torch.tensor([2**63])", () => tensor([2n ** 63n]), "Overflow when unpacking long long"],
  [
    "torch.bernoulli(torch.tensor([1, 0]))",
    () => bernoulli(tensor([1, 0])),
    "\"bernoulli_tensor_cpu_p_\" not implemented for 'Long'",
  ],
  [
    "torch.multinomial(torch.tensor([1, 2]), 1)",
    () => multinomial(tensor([1, 2]), 1),
    "multinomial only supports floating-point dtypes for input, got: Long",
  ],
  [
    "x = torch.ones(2, dtype=torch.int64); x.requires_grad = True",
    () => {
      arange(2).requiresGrad = true;
    },
    "only Tensors of floating point and complex dtype can require gradients",
  ],
  [
    "y = x.exp().sum(); y.backward(); y.backward()",
    twice,
    "Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward",
  ],
  [
    "torch.autograd.grad((x * 2).sum(), [])",
    () => grad(x().sum(), []),
    "`inputs` argument to `grad()` cannot be empty.",
  ],
  [
    "torch.gradcheck(lambda x: x * 2, torch.ones(2))",
    () => gradcheck((y) => y.mul(2), ones([2])),
    "gradcheck expects at least one input tensor to require gradient, but none of them have requires_grad=True.",
  ],
  ["bool(torch.ones(2))", () => ones([2]).isNonzero(), "Boolean value of Tensor with more than one value is ambiguous"],
  ["bool(torch.empty(0))", () => zeros([0]).isNonzero(), "Boolean value of Tensor with no values is ambiguous"],
];

test.each(errors)("%s", (_, program, words) => {
  expect(program).toThrow(words);
});
