import { expect, test } from "vitest";
import { testElementwise } from "../../test/elementwise.js";
import { round, tensor } from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  1,
  `
  ceil | -1.2 0.3 2.5 | -1 1 3 | 0 0 0 | CeilBackward0
  floor | -1.2 0.3 2.5 | -2 0 2 | 0 0 0 | FloorBackward0
  trunc | -1.2 0.3 2.5 | -1 0 2 | 0 0 0 | TruncBackward0
  frac | -1.2 0.3 2.5 | -0.19999999999999996 0.3 0.5 | 1 1 1 | FracBackward0
  round | -1.2 0.3 2.6 | -1 0 3 | 0 0 0 | RoundBackward0
  `,
);

test("round goes to the even neighbour, and keeps -0", () => {
  // torch.tensor([1.5, 2.5, -0.5, 0.5, -1.5]).round()
  expect(round(tensor([1.5, 2.5, -0.5, 0.5, -1.5])).tolist()).toEqual([2, 2, -0, 0, -2]);
});

test("round to decimals", () => {
  // torch.tensor([123.456, -2.5]).round(decimals=1), torch.tensor([123.456, -250.]).round(decimals=-2)
  expect(round(tensor([123.456, -2.5]), { decimals: 1 }).tolist()).toEqual([123.5, -2.5]);
  expect(round(tensor([123.456, -250]), { decimals: -2 }).tolist()).toEqual([100, -200]);
  expect(tensor([123.456]).round_({ decimals: 1 }).tolist()).toEqual([123.5]);
  const x = tensor([1.5], { requiresGrad: true });
  expect(round(x, { decimals: 1 }).gradFn!.name).toBe("RoundBackward1");
});

test("integers stay as they are, but have no decimals", () => {
  expect(round(tensor([3, -4])).tolist()).toEqual([3, -4]);
  expect(tensor([3, -4]).ceil().tolist()).toEqual([3, -4]);
  expect(() => round(tensor([125]), { decimals: -2 })).toThrow("not implemented for 'Long'");
  expect(() => tensor([true]).floor()).toThrow("not implemented for 'Bool'");
  expect(() => tensor([1]).frac()).toThrow("not implemented for 'Long'");
});
