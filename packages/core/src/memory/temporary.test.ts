import { expect, test } from "vitest";
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
