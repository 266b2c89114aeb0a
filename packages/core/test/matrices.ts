import { expect } from "vitest";
import type { Differentiable } from "../src/index.js";
import { float64, gradcheck, gradgradcheck, type Tensor, tensor } from "../src/index.js";

// Matrices for tests of products and linear algebra, and what is asked of results.

type Nested = number | readonly Nested[];

/** A float64 leaf that wants a gradient. */
export function leaf(values: Nested): Tensor {
  return tensor(values as number[], { dtype: float64, requiresGrad: true });
}

/** torch.tensor([[4., 1, 0.5], [1, 3, -1], [0.5, -1, 2]], dtype=torch.float64): symmetric, positive definite. */
export function square(): Tensor {
  return leaf([
    [4, 1, 0.5],
    [1, 3, -1],
    [0.5, -1, 2],
  ]);
}

/** torch.tensor([[1., 2], [-1, 0.5], [3, 1]], dtype=torch.float64) */
export function tall(): Tensor {
  return leaf([
    [1, 2],
    [-1, 0.5],
    [3, 1],
  ]);
}

/** torch.tensor([[2., -1, 0.5, 1], [1, 3, -2, 0.25]], dtype=torch.float64) */
export function wide(): Tensor {
  return leaf([
    [2, -1, 0.5, 1],
    [1, 3, -2, 0.25],
  ]);
}

/** Two matrices without any symmetry, [2, 3, 3]. */
export function stack(): Tensor {
  return leaf([
    [
      [2, -1, 0.5],
      [0.25, 3, 1],
      [-0.75, 1.5, 1],
    ],
    [
      [0.5, 2, -1],
      [1, -0.5, 0.75],
      [2, 1.25, 3],
    ],
  ]);
}

/** Same shape, and numbers that agree to `tolerance`, relative or absolute. */
export function expectNear(got: Tensor, wanted: Nested, tolerance = 1e-12): void {
  const expected = tensor(wanted as number[], { dtype: float64 });
  expect(got.shape).toEqual(expected.shape);
  const [a, b] = [got, expected].map((x) => Array.from(x.toTypedArray(), Number)) as [number[], number[]];
  const isNear = a.every(
    (x, i) => Object.is(x, b[i]) || Math.abs(x - b[i]!) <= tolerance * Math.max(1, Math.abs(b[i]!)),
  );
  if (!isNear) expect(a).toEqual(b);
}

/** First and second derivatives against finite differences. */
export function checkDerivatives(f: Differentiable, ...inputs: readonly Tensor[]): void {
  expect(gradcheck(f, inputs)).toBe(true);
  expect(gradgradcheck(f, inputs)).toBe(true);
}
