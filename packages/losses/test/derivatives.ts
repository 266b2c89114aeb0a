import { arange, float64, gradcheck, gradgradcheck, type Tensor, type TensorData, tensor } from "@flambeau/core";
import { expect, test, vi } from "vitest";

/**
 * A loss with what PyTorch gives: x and t = torch.tensor(..., dtype=torch.float64), class numbers in int64; y = F....(x, t);
 * (y * torch.arange(1, y.numel() + 1).reshape(y.shape) * 0.5).sum().backward()
 */
type Case = [
  python: string,
  f: (x: Tensor, t: Tensor) => Tensor,
  gradFn: string,
  x: TensorData,
  t: TensorData,
  y: string,
  xGrad: string,
  tGrad: string | null,
];

export const inDouble = (data: TensorData): Tensor => tensor(data, { dtype: float64 });

function expectClose(got: Tensor, want: string): void {
  const values = got.detach().reshape([-1]).tolist() as number[];
  const wanted = want.split(" ").map(Number);
  expect(values.length).toBe(wanted.length);
  values.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 8));
}

/** Compares values and first derivatives with PyTorch's, and both derivatives with finite differences. */
export function checkLosses(cases: readonly Case[]): void {
  test.each(cases)("F.%s", (_, f, gradFn, xData, tData, y, xGrad, tGrad) => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const x = inDouble(xData).requiresGrad_();
    const t = tGrad === null ? tensor(tData) : inDouble(tData).requiresGrad_();
    const result = f(x, t);
    expect(result.gradFn?.name).toBe(gradFn);
    expectClose(result, y);
    const factors = arange(1, result.numel() + 1, 1, { dtype: float64 }).mul(0.5);
    result.mul(factors.reshape(result.shape)).sum().backward();
    expectClose(x.grad!, xGrad);
    if (tGrad !== null) expectClose(t.grad!, tGrad);
    warn.mockRestore();
  });

  test.each(cases)("first and second derivatives of F.%s", (_, f, __, xData, tData, ___, ____, tGrad) => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const x = inDouble(xData).requiresGrad_();
    // targets of 0 and 1 are at the edge of what a logarithm takes
    const inner = inDouble(tData).mul(0.98).add(0.01).requiresGrad_();
    const inputs = tGrad === null ? [x] : [x, inner];
    const g = (input: Tensor, target: Tensor = tensor(tData)): Tensor => f(input, target);
    expect(gradcheck(g as never, inputs)).toBe(true);
    expect(gradgradcheck(g as never, inputs)).toBe(true);
    warn.mockRestore();
  });
}
