import { describe, expect, test } from "vitest";
import {
  autograd,
  dot,
  enableGrad,
  float64,
  func,
  gradcheck,
  manualSeed,
  ones,
  randn,
  type Tensor,
  tensor,
} from "../index.js";

const x = tensor([1, 2], { dtype: float64 });
const y = tensor([[3], [4]], { dtype: float64 });
const list = (value: unknown): unknown => (Array.isArray(value) ? value.map(list) : (value as Tensor).tolist());

// Expected values are those of PyTorch 2.13 for the Python line above each. A = torch.autograd.functional, F = torch.func,
// x = torch.tensor([1., 2.]), y = torch.tensor([[3.], [4.]])
describe("autograd.functional", () => {
  const { jacobian, hessian, vjp, jvp, vhp, hvp } = autograd.functional;

  test("jacobian", () => {
    // A.jacobian(lambda a: (a * a, a.sum()), x)
    expect(list(jacobian((a: Tensor) => [a.mul(a), a.sum()], x))).toEqual([
      [
        [2, 0],
        [0, 4],
      ],
      [1, 1],
    ]);
    // A.jacobian(lambda a, b: (a.sum(), b), (x, y))
    expect(list(jacobian((a: Tensor, b: Tensor) => [a.sum(), b], [x, y]))).toEqual([
      [
        [1, 1],
        [[0], [0]],
      ],
      [
        [[[0, 0]], [[0, 0]]],
        [[[[1], [0]]], [[[0], [1]]]],
      ],
    ]);
    // A.jacobian(lambda a: torch.ones(2), x)
    expect(list(jacobian(() => ones([2]), x))).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(jacobian((a) => a.exp(), x).requiresGrad).toBe(false);
  });

  test("jacobian can be differentiated", () => {
    const leaf = x.clone().requiresGrad_();
    expect(gradcheck((a) => jacobian((b) => b.pow(3), a, { createGraph: true }), [leaf])).toBe(true);
    // A.jacobian(lambda a: torch.ones(2), x, strict=True)
    expect(() => jacobian(() => ones([2]), x, { strict: true })).toThrow(
      "Output 0 of the user-provided function does not require gradients.",
    );
  });

  test("hessian", () => {
    // A.hessian(lambda a, b: (a * b).sum(), (x, y))
    expect(list(hessian((a: Tensor, b: Tensor) => a.mul(b).sum(), [x, y]))).toEqual([
      [
        [
          [0, 0],
          [0, 0],
        ],
        [
          [[1], [1]],
          [[1], [1]],
        ],
      ],
      [
        [[[1, 1]], [[1, 1]]],
        [[[[0], [0]]], [[[0], [0]]]],
      ],
    ]);
    // A.hessian(lambda a: a.sum(), x)
    expect(list(hessian((a) => a.sum(), x))).toEqual([
      [0, 0],
      [0, 0],
    ]);
    // A.hessian(lambda a: a, x)
    expect(() => hessian((a) => a, x)).toThrow(
      "The Tensor returned by the function given to hessian should contain a single element",
    );
  });

  test("products", () => {
    const square = (a: Tensor): Tensor => a.mul(a);
    const cubes = (a: Tensor): Tensor => a.pow(3).sum();
    const v = ones([2], { dtype: float64 });
    // A.vjp(lambda a: a * a, x, torch.ones(2))
    expect(list(vjp(square, x, v))).toEqual([
      [1, 4],
      [2, 4],
    ]);
    // A.vjp(lambda a, b: (a * b).sum(), (x, y))
    expect(list(vjp((a: Tensor, b: Tensor) => a.mul(b).sum(), [x, y]))).toEqual([
      21,
      [
        [7, 7],
        [[3], [3]],
      ],
    ]);
    // A.jvp(lambda a, b: a * b, (x, y), (torch.ones(2), torch.ones(2, 1)))
    expect(list(jvp((a: Tensor, b: Tensor) => a.mul(b), [x, y], [v, ones([2, 1], { dtype: float64 })]))).toEqual([
      [
        [3, 6],
        [4, 8],
      ],
      [
        [4, 5],
        [5, 6],
      ],
    ]);
    // A.vhp(lambda a: (a**3).sum(), x, torch.ones(2)); A.hvp is the same
    expect(list(vhp(cubes, x, v))).toEqual([9, [6, 12]]);
    expect(list(hvp(cubes, x, v))).toEqual([9, [6, 12]]);
    // A.vhp(lambda a, b: (a * b).sum(), (x, y), (torch.ones(2), torch.ones(2, 1)))
    const both = [v, ones([2, 1], { dtype: float64 })];
    expect(list(vhp((a: Tensor, b: Tensor) => a.mul(b).sum(), [x, y], both))).toEqual([
      21,
      [
        [2, 2],
        [[2], [2]],
      ],
    ]);
  });

  test.each([
    // A.vjp(lambda a: a.exp(), x)
    [
      () => vjp((a: Tensor) => a.exp(), x),
      "The vector v can only be None if the user-provided function returns a single",
    ],
    // A.jvp(lambda a: a.exp(), x)
    [
      () => jvp((a: Tensor) => a.exp(), x),
      "can only be None if the input to the user-provided function is a single Tensor",
    ],
    // A.vjp(lambda a: a.exp(), x, torch.ones(3))
    [
      () => vjp((a: Tensor) => a.exp(), x, ones([3])),
      "v has invalid size: should be torch.Size([2]) but got torch.Size([3]).",
    ],
    // A.vjp(lambda a: (a.exp(), a), x, (torch.ones(2),))
    [() => vjp((a: Tensor) => [a.exp(), a], x, [ones([2])]), "v is a tuple of invalid length: should be 2 but got 1."],
    // A.jacobian(lambda a: 3, x)
    [
      () => autograd.functional.jacobian(() => 3 as unknown as Tensor, x),
      "The outputs of the user-provided function given to jacobian must be either a Tensor or a tuple of Tensors",
    ],
  ])("a wrong call says why (%#)", (call, message) => {
    expect(call).toThrow(message);
  });
});

describe("func", () => {
  test("gradients, by one argument or several", () => {
    // F.grad(lambda a: (a**3).sum())(x)
    expect(
      func
        .grad((a: Tensor) => a.pow(3).sum())(x)
        .tolist(),
    ).toEqual([3, 12]);
    // F.grad(lambda a, b: (a * b).sum(), argnums=(0, 1))(x, y)
    const both = func.grad((a: Tensor, b: Tensor) => a.mul(b).sum(), { argnums: [0, 1] });
    expect(list(both(x, y))).toEqual([
      [7, 7],
      [[3], [3]],
    ]);
    // F.grad(lambda a: (a.sum(), a), has_aux=True)(x)
    expect(list(func.grad((a: Tensor) => [a.sum(), a] as const, { hasAux: true })(x))).toEqual([
      [1, 1],
      [1, 2],
    ]);
    // F.grad(lambda a: a)(x)
    expect(() => func.grad((a: Tensor) => a)(x)).toThrow(
      "Expected f(*args) to return a scalar Tensor, got tensor with 1 dims.",
    );
  });

  test("results leave the graph, unless something else in it is still to be differentiated", () => {
    const cube = (a: Tensor): Tensor => a.pow(3).sum();
    expect(func.grad(cube)(x).requiresGrad).toBe(false);
    const w = tensor(2, { dtype: float64, requiresGrad: true });
    const gradient = enableGrad(() => func.grad((a: Tensor) => cube(a).mul(w))(x));
    gradient.sum().backward();
    expect(w.grad!.item()).toBe(15);
    // F.grad(lambda a: F.grad(lambda b: a * b)(torch.tensor(5.)))(torch.tensor(2.))
    const outer = func.grad((a: Tensor) => func.grad((b: Tensor) => a.mul(b))(tensor(5, { dtype: float64 })));
    expect(outer(tensor(2, { dtype: float64 })).item()).toBe(1);
  });

  test("products and matrices", () => {
    // F.vjp(lambda a, b: a * b, x, y)[1](torch.ones(2, 2))
    const [, pullback] = func.vjp((a: Tensor, b: Tensor) => a.mul(b), x, y);
    expect(list(pullback(ones([2, 2], { dtype: float64 })))).toEqual([
      [7, 7],
      [[3], [3]],
    ]);
    // F.jvp(lambda a: a * a, (x,), (torch.ones(2),))
    expect(list(func.jvp((a: Tensor) => a.mul(a), [x], [ones([2], { dtype: float64 })]))).toEqual([
      [1, 4],
      [2, 4],
    ]);
    // F.jacrev(lambda a, b: a * b, argnums=1)(x, y)
    const byB = func.jacrev((a: Tensor, b: Tensor) => a.mul(b), { argnums: 1 });
    expect(byB(x, y).tolist()).toEqual([
      [
        [[1], [0]],
        [[2], [0]],
      ],
      [
        [[0], [1]],
        [[0], [2]],
      ],
    ]);
    // F.hessian(lambda a: (a**3).sum())(x)
    expect(
      func
        .hessian((a: Tensor) => a.pow(3).sum())(x)
        .tolist(),
    ).toEqual([
      [6, 0],
      [0, 12],
    ]);
  });
});

describe("vmap", () => {
  const { vmap } = func;

  test("maps over dimensions and puts them where they are asked for", () => {
    const m = tensor([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    // F.vmap(torch.dot, in_dims=(0, None))(m, torch.tensor([1, 10]))
    expect(vmap(dot, { inDims: [0, null] })(m, tensor([1, 10])).tolist()).toEqual([21, 43, 65]);
    // F.vmap(lambda a: (a, a.sum()), out_dims=(1, 0))(m)
    expect(list(vmap((a: Tensor) => [a, a.sum()], { outDims: [1, 0] })(m))).toEqual([
      [
        [1, 3, 5],
        [2, 4, 6],
      ],
      [3, 7, 11],
    ]);
    // F.vmap(lambda a: a, in_dims=1)(m)
    expect(vmap((a: Tensor) => a, { inDims: 1 })(m).shape).toEqual([2, 3]);
    // F.vmap(lambda a: a)(torch.ones(0, 2)).shape
    expect(vmap((a: Tensor) => a)(ones([0, 2])).shape).toEqual([0, 2]);
    // F.vmap(F.grad(lambda a: (a**2).sum()))(torch.ones(2, 2))
    const each = vmap(func.grad((a: Tensor) => a.pow(2).sum()));
    expect(each(ones([2, 2])).tolist()).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  test("draws random numbers as it is told", () => {
    const drawn = (randomness?: func.Randomness): Tensor =>
      vmap((a: Tensor) => a.mul(0).add(randn([1])), randomness && { randomness })(ones([2]));
    manualSeed(0);
    // torch.manual_seed(0); F.vmap(lambda a: a * 0 + torch.randn(1), randomness='different')(torch.ones(2))
    expect(String(drawn("different"))).toBe("tensor([[ 1.5410],\n        [-0.2934]])");
    const [a, b] = drawn("same").tolist() as number[][];
    expect(a).toEqual(b);
    expect(() => drawn()).toThrow("vmap: called random operation while in randomness error mode.");
  });

  test.each([
    // F.vmap(lambda a, b: a)(torch.ones(3), torch.ones(2))
    [
      () => vmap((a: Tensor, _b: Tensor) => a)(ones([3]), ones([2])),
      "vmap: Expected all tensors to have the same size in the mapped dimension, got sizes [3, 2] for the mapped dimension",
    ],
    // F.vmap(lambda a: a, in_dims=2)(torch.ones(2, 2))
    [
      () => vmap((a: Tensor) => a, { inDims: 2 })(ones([2, 2])),
      "vmap(<lambda>, in_dims=2, ...)(<inputs>): Got in_dim=2 for some input, but that input is a Tensor of dimensionality 2 so expected in_dim to satisfy -2 <= in_dim < 2.",
    ],
    // F.vmap(lambda a: 3)(torch.ones(3))
    [
      () => vmap((_: Tensor) => 3 as unknown as Tensor)(ones([3])),
      "`<lambda>` must only return Tensors, got type number.",
    ],
    // F.vmap(lambda a: a)(3)
    [() => vmap((a: Tensor) => a)(3 as never), "Got in_dim=0 for an input but the input is of type number."],
    // F.vmap(lambda a: x.item())(torch.ones(2))
    [() => vmap((a: Tensor) => tensor(a.item()))(ones([2])), "vmap: It looks like you're calling .item() on a Tensor."],
  ])("a wrong call says why (%#)", (call, message) => {
    expect(call).toThrow(message);
  });
});
