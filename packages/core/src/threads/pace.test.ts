import { afterEach, expect, test, vi } from "vitest";
import { Pace } from "./pace.js";
import { patience } from "./patience.js";

afterEach(() => {
  vi.restoreAllMocks();
});

test("one thread computes for ten times as long as threads lost", () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(1000);
  const pace = new Pace();
  expect(pace.rests()).toBe(false);
  pace.count(-3);
  now.mockReturnValue(1000 + 3 * patience.rest - 1);
  expect(pace.rests()).toBe(true);
  now.mockReturnValue(1000 + 3 * patience.rest);
  expect(pace.rests()).toBe(false);
});

test("losses are forgiven as far as there were gains, but not more than five milliseconds", () => {
  vi.spyOn(performance, "now").mockReturnValue(1000);
  const pace = new Pace();
  for (let i = 0; i < 100; i++) pace.count(1);
  pace.count(-4);
  expect(pace.rests()).toBe(false);
  pace.count(-2);
  expect(pace.rests()).toBe(true);
});
