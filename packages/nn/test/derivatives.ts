import { arange, float64, gradcheck, gradgradcheck, type Tensor } from "@flambeau/core";
import { expect, test } from "vitest";

/**
 * A function with what PyTorch gives. Input j of shape s is, in Python,
 * ((torch.arange(prod(s)) * 37 + j * 17 + 5) % 101 - 50).double().reshape(s) / 16, and
 * y.backward(((torch.arange(y.numel()) * 5 + 2) % 7 - 3).double().reshape(y.shape) / 2).
 */
type Case = [
  python: string,
  f: (...inputs: Tensor[]) => Tensor,
  gradFn: string,
  shapes: readonly (readonly number[])[],
  output: string,
  gradients: readonly string[],
];

const count = (shape: readonly number[]): number => shape.reduce((n, size) => n * size, 1);
const numbered = (shape: readonly number[]): Tensor => arange(count(shape), { dtype: float64 }).reshape(shape);
const inputOf = (shape: readonly number[], j: number): Tensor =>
  numbered(shape)
    .mul(37)
    .add(j * 17 + 5)
    .remainder(101)
    .sub(50)
    .div(16);

/** `shape: values` */
function expectTensor(got: Tensor, want: string): void {
  const [shape, values] = want.split(": ") as [string, string];
  expect(got.shape.join("x")).toBe(shape);
  const wanted = values === "" ? [] : values.split(" ").map(Number);
  (got.detach().reshape([-1]).tolist() as number[]).forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 6));
}

/** Compares values and first derivatives with PyTorch's, and both derivatives with finite differences. */
export function checkFunctions(cases: readonly Case[]): void {
  test.each(cases)("F.%s", (_, f, gradFn, shapes, output, gradients) => {
    const inputs = shapes.map((shape, j) => inputOf(shape, j).requiresGrad_());
    const y = f(...inputs);
    expectTensor(y, output);
    expect(y.gradFn?.name).toBe(gradFn);
    y.backward({ gradient: numbered(y.shape).mul(5).add(2).remainder(7).sub(3).div(2) });
    inputs.forEach((x, j) => expectTensor(x.grad!, gradients[j]!));
  });

  test.each(cases)("first and second derivatives of F.%s", (_, f, __, shapes) => {
    const inputs = shapes.map((shape, j) => inputOf(shape, j).requiresGrad_());
    expect(gradcheck(f, inputs)).toBe(true);
    expect(gradgradcheck(f, inputs)).toBe(true);
  });
}
