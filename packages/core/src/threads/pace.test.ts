import { expect, test, vi } from "vitest";
import { count, rests } from "./pace.js";

test("one thread computes for ten times as long as threads lost", () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(1000);
  count(-3);
  expect(rests()).toBe(true);
  now.mockReturnValue(1029);
  expect(rests()).toBe(true);
  now.mockReturnValue(1030);
  expect(rests()).toBe(false);
});

test("losses are forgiven as far as there were gains, but not more than five milliseconds", () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(2000);
  for (let i = 0; i < 100; i++) count(1);
  count(-4);
  expect(rests()).toBe(false);
  count(-2);
  expect(rests()).toBe(true);
  now.mockReturnValue(2010);
  expect(rests()).toBe(false);
});
