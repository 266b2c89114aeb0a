import { expect, test } from "vitest";
import { defaultGenerator, initialSeed, manualSeed, seed } from "./default-generator.js";
import { fillUniform } from "./uniform.js";

test("manualSeed starts the stream of the default generator", () => {
  // torch.manual_seed(7); torch.rand(1).item()
  expect(manualSeed(7)).toBe(defaultGenerator);
  expect(initialSeed()).toBe(7);
  const out = new Float32Array(1);
  fillUniform(out, 0, 1, defaultGenerator);
  expect(out[0]).toBe(0.5349225401878357);
});

test("a fractional seed is truncated", () => {
  // torch.manual_seed(7.9); torch.initial_seed()
  manualSeed(7.9);
  expect(initialSeed()).toBe(7);
});

test("seed starts anew from entropy", () => {
  manualSeed(7);
  const drawn = seed();
  expect(drawn).not.toBe(7);
  expect(initialSeed()).toBe(drawn);
});
