import { expect, test } from "vitest";
import * as core from "../src/index.js";
import { float32, float64, gradcheck, gradgradcheck, type Tensor, tensor } from "../src/index.js";

type Method = (...rest: Tensor[]) => Tensor;

/** What one line of a table says. */
interface Row {
  readonly name: string;
  readonly inputs: readonly (readonly number[])[];
  readonly result: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  readonly gradName: string;
}

function rowsOf(table: string, count: number): Row[] {
  const lines = table.trim().split("\n");
  return lines.map((line) => {
    const [name, ...cells] = line.split("|").map((cell) => cell.trim()) as [string, ...string[]];
    const gradName = cells.pop()!;
    const numbers = cells.map((cell) => cell.split(/\s+/).map(Number));
    return {
      name,
      inputs: numbers.slice(0, count),
      result: numbers[count]!,
      gradients: numbers.slice(count + 1),
      gradName,
    };
  });
}

/** The function of PyTorch's name `special.erfcx` or `sin`. */
function functionOf(name: string): Method {
  const last = name.split(".").at(-1)!;
  const found = name.includes(".") ? (core.special as object) : core;
  return (found as Record<string, Method>)[last]!;
}

function methodOf(x: Tensor, name: string): Method | undefined {
  return (x as unknown as Record<string, Method | undefined>)[name]?.bind(x);
}

export function expectClose(got: Tensor, wanted: readonly number[], rtol: number): void {
  const values = Array.from(got.toTypedArray(), Number);
  expect(values.length).toBe(wanted.length);
  values.forEach((value, i) => {
    const difference = Math.abs(value - wanted[i]!);
    if (!Object.is(value, wanted[i]) && !(difference <= rtol * Math.abs(wanted[i]!) + rtol * 1e-3))
      expect(values).toEqual(wanted);
  });
}

const leaf = (values: readonly number[]): Tensor => tensor([...values], { dtype: float64, requiresGrad: true });

/**
 * Tests functions of `count` tensors, each by a line of `table`: `name | inputs | result | gradients | grad_fn`, the gradients being
 * those of `y.backward(torch.ones_like(y))`. Beside the values: method and in-place form, float32, strides, empty tensors, and
 * first and second derivatives by finite differences.
 */
export function testElementwise(count: number, table: string, rtol = 1e-11): void {
  for (const { name, inputs, result, gradients, gradName } of rowsOf(table, count)) {
    test(name, () => {
      const f = functionOf(name);
      const x = inputs.map(leaf);
      const y = f(...x);
      expectClose(y, result, rtol);
      expect(y.gradFn?.name).toBe(gradName);
      y.backward({ gradient: core.ones([result.length], { dtype: float64 }) });
      gradients.forEach((wanted, i) => {
        expectClose(x[i]!.grad!, wanted, rtol);
      });
      gradcheck(f, inputs.map(leaf));
      gradgradcheck(f, inputs.map(leaf));

      const single = f(...inputs.map((values) => tensor([...values], { dtype: float32 })));
      expect(single.dtype).toBe(float32);
      expectClose(single, result, 2e-5);

      const columns = inputs.map((values) => tensor([[...values], [...values]], { dtype: float64 }).transpose(0, 1));
      const both = f(...columns);
      expect(both.shape).toEqual([result.length, 2]);
      expectClose(both.select(1, 1), result, rtol);
      expect(f(...inputs.map(() => tensor([], { dtype: float64 }))).shape).toEqual([0]);

      const method = methodOf(x[0]!, name);
      if (method !== undefined) expectClose(method(...x.slice(1)), result, rtol);
      testInPlace(name, inputs, result, gradients, rtol);
    });
  }
}

function testInPlace(
  name: string,
  inputs: Row["inputs"],
  result: Row["result"],
  gradients: Row["gradients"],
  rtol: number,
): void {
  const x = inputs.map(leaf);
  const target = x[0]!.clone();
  const method = methodOf(target, `${name}_`);
  if (method === undefined) return;
  expect(method(...x.slice(1))).toBe(target);
  expectClose(target, result, rtol);
  target.sum().backward();
  gradients.forEach((wanted, i) => {
    expectClose(x[i]!.grad!, wanted, rtol);
  });
}
