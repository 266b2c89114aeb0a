import { expect, test } from "vitest";
import { fuzz } from "./fuzz.js";

test("broken and hostile files are refused, or hold what was saved", async () => {
  const { read, refused, largestRatio } = await fuzz(4000, 20_000_000);
  expect(read + refused).toBe(4000);
  // both happen, or the cases would show nothing
  expect(read).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(2000);
  expect(largestRatio).toBeLessThanOrEqual(1);
}, 60_000);
