import { afterEach, expect, it } from "vitest";
import { blockBytes, blockSize, freeBlock, takeBlock } from "./blocks.js";

const taken: [address: number, size: number][] = [];
function take(bytes: number): number {
  const size = blockSize(bytes);
  const address = takeBlock(size);
  taken.push([address, size]);
  return address;
}
function free(): void {
  for (const [address, size] of taken.splice(0)) freeBlock(address, size);
}
afterEach(free);

it("rounds sizes up by at most a quarter", () => {
  for (let bytes = 1; bytes < 1e9; bytes = Math.ceil(bytes * 1.07)) {
    expect(blockSize(bytes)).toBeGreaterThanOrEqual(bytes);
    expect(blockSize(bytes)).toBeLessThanOrEqual(Math.max(16, 1.25 * bytes + 16));
  }
});

it("hands out blocks that do not overlap, and each again once it is free", () => {
  for (let i = 0; i < 500; i++) take(17 * i + 1);
  const sorted = taken.toSorted(([a], [b]) => a - b);
  sorted.slice(1).forEach(([address], i) => expect(address).toBeGreaterThanOrEqual(sorted[i]![0] + sorted[i]![1]));
  const before = blockBytes();
  const addresses = new Set(taken.map(([address]) => address));
  free();
  expect(blockBytes()).toBeLessThan(before);
  for (let i = 0; i < 500; i++) expect(addresses).toContain(take(17 * i + 1));
});

it("joins free neighbours when the heap is full", () => {
  const most = (): number => {
    for (let n = 0; ; n++) {
      try {
        take(100 << 20);
      } catch {
        return n;
      }
    }
  };
  const count = most();
  expect(count).toBeGreaterThan(10);
  free();
  for (let i = 0; i < 8; i++) take(30 << 20);
  take(800 << 20);
  free();
  expect(most()).toBe(count);
});
