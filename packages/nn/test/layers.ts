import { arange, float64, gradcheck, gradgradcheck, type Tensor } from "@flambeau/core";
import { expect, test } from "vitest";
import type { Module } from "../src/index.js";

/**
 * A layer with what PyTorch gives. Parameter or input j (parameters first) of shape s is, in Python,
 * ((torch.arange(prod(s)) * 37 + j * 17 + 5) % 101 - 50).double().reshape(s) / 64, and output o gets the cotangent
 * ((torch.arange(o.numel()) * 5 + 2) % 7 - 3).double().reshape(o.shape) / 2.
 */
interface Case<M extends Module> {
  readonly python: string;
  readonly layer: M;
  readonly inputs?: readonly (readonly number[])[];
  readonly forward: (layer: M, ...inputs: Tensor[]) => readonly Tensor[];
  readonly outputs: readonly string[];
  /** Of the inputs, then of the parameters by their keys. */
  readonly gradients: Readonly<Record<string, string>>;
}

const count = (shape: readonly number[]): number => shape.reduce((n, size) => n * size, 1);
const numbered = (shape: readonly number[]): Tensor => arange(count(shape), { dtype: float64 }).reshape(shape);
const valueOf = (shape: readonly number[], j: number): Tensor =>
  numbered(shape)
    .mul(37)
    .add(j * 17 + 5)
    .remainder(101)
    .sub(50)
    .div(64);

/** `shape: values` */
function expectTensor(got: Tensor, want: string): void {
  const [shape, values] = want.split(": ") as [string, string];
  expect(got.shape.join("x")).toBe(shape);
  const wanted = values.split(" ").map(Number);
  (got.detach().reshape([-1]).tolist() as number[]).forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 8));
}

/** Compares values, keys and first derivatives with PyTorch's, and both derivatives with finite differences. */
export function checkLayer<M extends Module>(wanted: Case<M>): void {
  const { python, layer, inputs: shapes = [], forward, outputs, gradients } = wanted;
  layer.to(float64);
  const parameters = layer.parameters();
  parameters.forEach((p, j) => p.detach().copy_(valueOf(p.shape, j)));
  const inputs = shapes.map((shape, j) => valueOf(shape, parameters.length + j).requiresGrad_());

  test(python, () => {
    const results = forward(layer, ...inputs);
    expect(results.length).toBe(outputs.length);
    results.forEach((y, i) => expectTensor(y, outputs[i]!));
    const loss = results.map((y) => y.mul(numbered(y.shape).mul(5).add(2).remainder(7).sub(3).div(2)).sum());
    loss.reduce((a, b) => a.add(b)).backward();
    const named = [
      ...inputs.map((x, j): [string, Tensor] => [`input ${j}`, x]),
      ...layer.namedParameters().map(([name, p]): [string, Tensor] => [name, p]),
    ];
    expect(named.map(([name]) => name)).toEqual(Object.keys(gradients));
    for (const [name, x] of named) expectTensor(x.grad!, gradients[name]!);
  });

  test(`first and second derivatives of ${python}`, () => {
    const f = (...given: Tensor[]): readonly Tensor[] => forward(layer, ...given.slice(0, inputs.length));
    expect(gradcheck(f, [...inputs, ...parameters])).toBe(true);
    expect(gradgradcheck(f, [...inputs, ...parameters])).toBe(true);
  });
}
