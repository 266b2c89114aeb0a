import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { ElementArray } from "../src/random/elements.js";
import { Generator } from "../src/random/generator.js";
import { fillRandomRange } from "../src/random/integer.js";

/**
 * Checks a fill against PyTorch: `expected` and `next` are what `torch.manual_seed(1)`, then the line `python`, then
 * `torch.randint(0, 2**31, (1,)).item()` gave. Long results are compared by the SHA-256 of their bytes.
 *
 * `tolerance` is relative, for double results that depend on the last bit of the C library's functions.
 */
export function testStream<T extends ElementArray>(
  python: string,
  out: T,
  fill: (out: T, generator: Generator) => void,
  expected: readonly (number | bigint)[] | string,
  next: number,
  tolerance = 0,
): void {
  test(python, () => {
    const generator = new Generator().manualSeed(1);
    fill(out, generator);
    if (typeof expected === "string") {
      expect(createHash("sha256").update(new Uint8Array(out.buffer)).digest("hex")).toBe(expected);
    } else if (tolerance === 0) {
      const typed = out.slice();
      for (let i = 0; i < expected.length; i++) typed[i] = expected[i] as never;
      expect(out.length).toBe(expected.length);
      expect(out).toEqual(typed);
    } else {
      expect(out.length).toBe(expected.length);
      out.forEach((value: number | bigint, i: number) => {
        const wanted = Number(expected[i]);
        expect(Math.abs(Number(value) - wanted)).toBeLessThanOrEqual(tolerance * Math.abs(wanted));
      });
    }
    const position = new BigInt64Array(1);
    fillRandomRange(position, "int64", 0, 2 ** 31, generator);
    expect(position[0]).toBe(BigInt(next));
  });
}
