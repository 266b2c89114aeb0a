import { getNumThreads } from "flambeau";
import { expect, test } from "vitest";
import { measure, median } from "./measure.js";

test("median of an odd and of an even count", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test("a workload is run as often as the clock needs, and told in its unit", () => {
  let runs = 0;
  const wait = (): void => {
    runs++;
    const end = performance.now() + 20;
    while (performance.now() < end);
  };
  const measured = measure({ name: "W0", unit: "ms", convert: (s) => s * 1e3, prepare: () => wait }, 3, 0.15);
  expect(measured).toMatchObject({ workload: "W0", peer: "flambeau", threads: getNumThreads(), unit: "ms" });
  expect(measured.value).toBeGreaterThanOrEqual(20);
  expect(measured.best).toBeLessThanOrEqual(measured.value);
  expect(runs).toBeGreaterThan(3 * measured.n);
});
