import { describe, expect, test } from "vitest";
import { expr, float32, manualSeed, ones, randn, tensor } from "./index.js";

describe("expr", () => {
  const a = tensor(
    [
      [1, 2],
      [3, 4],
    ],
    { dtype: float32 },
  );
  const b = tensor([
    [0.5, -1],
    [2, 8],
  ]);

  test("has Python's precedence", () => {
    expect(expr`-${a}**2`.tolist()).toEqual([
      [-1, -4],
      [-9, -16],
    ]);
    expect(expr`2**-${tensor(1, { dtype: float32 })}**2`.item()).toBe(0.5);
    expect(expr`2 + 3 * 4 - 10 / 4`.item()).toBe(11.5);
    expect(expr`(${a} + ${b}) * 2 - 1`.tolist()).toEqual([
      [2, 1],
      [9, 23],
    ]);
    expect(expr`${a} @ ${b} + 1`.tolist()).toEqual(a.matmul(b).add(1).tolist());
    expect(expr`${a} > 2`.tolist()).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(expr`${tensor([7, -7])} // 2 + ${tensor([7, -7])} % 4`.tolist()).toEqual([6, -3]);
  });

  test("computes as the methods do, numbers on the left included", () => {
    manualSeed(0);
    const x = randn([20]);
    expect(expr`0.3 / ${x}`.tolist()).toEqual(x.reciprocal().mul(0.3).tolist());
    expect(expr`1 - ${x}`.gradFn).toBeNull();
    const w = ones([1], { requiresGrad: true });
    expect(expr`1 - ${w}`.gradFn!.name).toBe("RsubBackward1");
    expect(expr`${tensor([1])} * 2.0`.dtype).toBe(float32);
    expect(expr`${tensor([1])} * 2`.dtype.name).toBe("int64");
  });

  test("points at what does not belong", () => {
    expect(() => expr`${a} * ) + 1`).toThrow("expr: unexpected `)` at column 8\n  ${…} * ) + 1\n         ^");
    expect(() => expr`(${a} + 1`).toThrow("the formula ends too early at column 10");
    expect(() => expr`${a} $ 2`).toThrow("unexpected `$` at column 6");
    expect(() => expr`${a} ${b}`).toThrow("unexpected `${…}` at column 6");
  });
});
