import { expect, test } from "vitest";
import { linearTicks, logTicks, roundNumbers, tickLabels } from "./ticks.js";

// [float("%.12g" % v) for v in matplotlib.ticker.MaxNLocator(nbins=n, steps=[1, 2, 2.5, 5, 10], min_n_ticks=2).tick_values(a, b)]
test.each([
  [0, 1, 9, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [0, 1, 3, [0, 0.5, 1]],
  [-15, 15, 9, [-15, -10, -5, 0, 5, 10, 15]],
  [-15, 15, 5, [-20, -10, 0, 10, 20]],
  [0, 7, 9, [0, 1, 2, 3, 4, 5, 6, 7]],
  [0, 7, 3, [0, 2.5, 5, 7.5]],
  [-0.05, 1.05, 5, [-0.25, 0, 0.25, 0.5, 0.75, 1, 1.25]],
  [0.3, 0.41, 9, [0.3, 0.32, 0.34, 0.36, 0.38, 0.4, 0.42]],
  [-10, 15, 3, [-10, 0, 10, 20]],
  [0, 15000, 9, [0, 2000, 4000, 6000, 8000, 10000, 12000, 14000, 16000]],
  [1e-5, 9e-5, 3, [0, 2.5e-5, 5e-5, 7.5e-5, 0.0001]],
  [2.2, 2.9, 3, [2, 2.25, 2.5, 2.75, 3]],
  [-3.3, 47, 9, [-10, 0, 10, 20, 30, 40, 50]],
  [1e6, 5e6, 5, [1e6, 2e6, 3e6, 4e6, 5e6]],
  [0.8018, 986.83, 8, [0, 200, 400, 600, 800, 1000]],
])("from %d to %d in %d bins as matplotlib", (low, high, bins, values) => {
  expect(roundNumbers(low, high, bins)).toEqual(values);
});

test("ticks stay within the limits, which may run downwards", () => {
  expect(linearTicks(2.5, -0.5, 9).map((tick) => tick.value)).toEqual([-0.5, 0, 0.5, 1, 1.5, 2, 2.5]);
});

test("labels have as many decimals as the finest tick, and a true minus sign", () => {
  expect(tickLabels([-0.5, 0, 0.25])).toEqual(["−0.50", "0.00", "0.25"]);
  expect(tickLabels([-10, 0, 10])).toEqual(["−10", "0", "10"]);
  expect(tickLabels([0, 5e-7, 1e-6])).toEqual(["0", "5e−7", "1e−6"]);
  expect(tickLabels([0, 2.5e6])).toEqual(["0", "2.5e6"]);
});

test("a logarithmic axis has powers of ten, thinned to the room", () => {
  expect(logTicks(1e-3, 1e2, 9).map((tick) => tick.label)).toEqual(["10⁻³", "10⁻²", "10⁻¹", "10⁰", "10¹", "10²"]);
  expect(logTicks(1e-12, 1e12, 5).map((tick) => tick.value)).toEqual([1e-10, 1e-5, 1, 1e5, 1e10]);
});

test("a short logarithmic axis has round numbers", () => {
  expect(logTicks(1.9, 5.2, 9).map((tick) => tick.label)).toEqual(["2", "3", "5"]);
  expect(logTicks(3.1, 3.9, 9).length).toBeGreaterThanOrEqual(2);
});
