import { expect, test } from "vitest";
import { bfloat16, ones, tensor } from "../index.js";
import { regions } from "./heap.js";
import { markTemporaries, releaseTemporaries, takeTemporary } from "./temporary.js";

test("a region that is filled to the last byte is unwound to where it was", () => {
  const outer = markTemporaries();
  const first = takeTemporary(regions.scratch - regions.temporary);
  const inner = markTemporaries();
  expect(takeTemporary(16)).toBeGreaterThanOrEqual(regions.blocks);
  releaseTemporaries(inner);
  expect(takeTemporary(16)).toBeGreaterThanOrEqual(regions.blocks);
  releaseTemporaries(outer);
  expect(takeTemporary(16)).toBe(first);
  releaseTemporaries(outer);
});

test("products whose operands fill the region leave other tensors alone", () => {
  const kept = Array.from({ length: 50 }, (_, i) => tensor([i, i + 0.5]));
  const x = ones([4, 256, 256], { dtype: bfloat16 }); // a megabyte in float32
  expect(x.bmm(x).sum().item()).toBe(4 * 256 ** 3);
  expect(kept.map((y) => y.tolist())).toEqual(kept.map((_, i) => [i, i + 0.5]));
});
