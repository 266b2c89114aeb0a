import { afterEach, expect, test } from "vitest";
import { getPrintoptions, setPrintoptions } from "./options.js";

const standard = { precision: 4, threshold: 1000, edgeitems: 3, linewidth: 80, sciMode: null };

afterEach(() => setPrintoptions({ profile: "default" }));

test("the options begin as PyTorch's", () => {
  expect(getPrintoptions()).toEqual(standard);
});

test("options that are left out keep their value, except sciMode", () => {
  setPrintoptions({ precision: 2, sciMode: true });
  setPrintoptions({ linewidth: 100 });
  expect(getPrintoptions()).toEqual({ ...standard, precision: 2, linewidth: 100 });
});

test("a profile sets every number, and named options change theirs", () => {
  setPrintoptions({ linewidth: 40 });
  setPrintoptions({ profile: "short", precision: 3 });
  expect(getPrintoptions()).toEqual({ ...standard, precision: 3, edgeitems: 2 });
  setPrintoptions({ profile: "full" });
  expect(getPrintoptions()).toEqual({ ...standard, threshold: Number.POSITIVE_INFINITY });
});

test("what getPrintoptions returns restores the options", () => {
  setPrintoptions({ precision: 7, sciMode: false });
  const saved = getPrintoptions();
  setPrintoptions({ profile: "default" });
  setPrintoptions(saved);
  expect(getPrintoptions()).toEqual({ ...standard, precision: 7, sciMode: false });
});

test.each([
  [{ precision: -1 }, "setPrintoptions: `precision` must be a whole number >= 0, got -1"],
  [{ edgeitems: 1.5 }, "setPrintoptions: `edgeitems` must be a whole number >= 0, got 1.5"],
  [{ linewidth: Number.NaN }, "setPrintoptions: `linewidth` must be a whole number >= 0, got NaN"],
  [{ threshold: Number.NaN }, "setPrintoptions: `threshold` must be a number >= 0 or Infinity, got NaN"],
  [{ profile: "long" as "full" }, "setPrintoptions: `profile` must be one of default, short, full, got long"],
  [{ sciMode: "yes" as never }, "setPrintoptions: `sciMode` must be true, false or null, got yes"],
])("%o is refused and changes nothing", (options, message) => {
  expect(() => setPrintoptions({ precision: 2, ...options })).toThrow(new RangeError(message));
  expect(getPrintoptions()).toEqual(standard);
});
