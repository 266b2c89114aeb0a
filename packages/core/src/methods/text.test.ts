import { inspect } from "node:util";
import { expect, test } from "vitest";
import { arange, float32, tensor } from "../index.js";

test("consoles, templates and the kernels of notebooks show the same text", () => {
  const x = arange(6, { dtype: float32, requiresGrad: true }).view([2, 3]);
  // torch.arange(6., requires_grad=True).view(2, 3)
  const text = "tensor([[0., 1., 2.],\n        [3., 4., 5.]], grad_fn=<ViewBackward0>)";
  expect([`${x}`, inspect(x), inspect({ x }, { compact: true })]).toEqual([
    text,
    text,
    `{ x: ${text.replace("\n", "\n   ")} }`,
  ]);
  // Deno's kernel calls this; IJavascript and tslab ask Node, as `inspect` above.
  const hooks = x as unknown as Record<symbol, () => unknown>;
  expect(hooks[Symbol.for("Jupyter.display")]!()).toEqual({ "text/plain": text });
});

test("a tensor of one element is a number where one is wanted", () => {
  expect(Number(tensor([2.5]))).toBe(2.5);
  expect(() => Number(tensor([1, 2]))).toThrow();
});
