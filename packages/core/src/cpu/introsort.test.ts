import { describe, expect, it } from "vitest";
import { partialSort, selectNth, sortRange } from "./introsort.js";
import { quickSelect } from "./quickselect.js";

const positions = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);
const keysAt = (keys: readonly number[], order: Int32Array): number[] => Array.from(order, (i) => keys[i]!);
const ascending = (keys: readonly number[]): number[] => [...keys].sort((a, b) => a - b);

/** Keys that make every median of three a bad pivot. */
function killer(n: number): number[] {
  const half = n >> 1;
  return Array.from({ length: n }, (_, i) =>
    i < half ? (i % 2 === 0 ? i + 1 : half + i + (half % 2)) : 2 * (i - half + 1),
  );
}

const inputs: [string, number[]][] = [0, 1, 2, 3, 4, 16, 17, 40, 500, 3000].flatMap((n) => [
  [`${n} scattered`, Array.from({ length: n }, (_, i) => (i * 7919) % 1009)],
  [`${n} with repetitions`, Array.from({ length: n }, (_, i) => (i * i) % 5)],
  [`${n} ascending`, Array.from({ length: n }, (_, i) => i)],
  [`${n} descending`, Array.from({ length: n }, (_, i) => -i)],
  [`${n} against medians`, killer(n)],
]);

describe.each(inputs)("%s", (_, keys) => {
  const n = keys.length;
  const before = (i: number, j: number): boolean => keys[i]! < keys[j]!;

  it("are sorted", () => {
    const order = positions(n);
    sortRange(order, 0, n, before);
    expect(keysAt(keys, order)).toEqual(ascending(keys));
    expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from(positions(n)));
  });

  it("are sorted in part", () => {
    const order = positions(n);
    const k = Math.min(5, n);
    partialSort(order, 0, k, n, before);
    expect(keysAt(keys, order).slice(0, k)).toEqual(ascending(keys).slice(0, k));
  });

  it("are divided around one in its place", () => {
    for (const nth of new Set([0, n >> 1, n - 1].filter((i) => i >= 0))) {
      const order = positions(n);
      selectNth(order, 0, nth, n, before);
      const found = keysAt(keys, order);
      expect(found[nth]).toBe(ascending(keys)[nth]);
      expect(ascending(found.slice(0, nth))).toEqual(ascending(keys).slice(0, nth));
      const other = positions(n);
      quickSelect(other, nth, (i, j) => keys[i]! > keys[j]!);
      expect(keys[other[nth]!]).toBe(found[nth]);
    }
  });
});
