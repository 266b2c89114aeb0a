import { type Tensor, tensor } from "@flambeau/core";
import { expect, test } from "vitest";
import { SGD } from "./index.js";

test.each([
  ["Invalid learning rate: -1", { lr: -1 }],
  ["Invalid momentum value: -0.5", { momentum: -0.5 }],
  ["Invalid weight_decay value: -1", { weightDecay: -1 }],
  ["Nesterov momentum requires a momentum and zero dampening", { nesterov: true }],
  ["`fused` does not support `differentiable`", { fused: true, differentiable: true }],
  ["`fused` and `foreach` cannot be `True` together.", { fused: true, foreach: true }],
])("%s", (message, options) => {
  const p: Tensor = tensor([1.5], { requiresGrad: true });
  expect(() => new SGD([p], options)).toThrow(message);
});
