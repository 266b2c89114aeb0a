import { expect, test } from "vitest";
import { slicedCrc32 } from "./crc32.js";

/** By the definition, a bit at a time. */
function bitwise(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

test("sixteen bytes at a time give what a bit at a time gives", () => {
  // the value that every description of CRC-32 checks
  expect(slicedCrc32(Buffer.from("123456789"))).toBe(0xcbf43926);
  const bytes = Uint8Array.from({ length: 100 }, (_, i) => (i * 151) ^ (i >> 3));
  for (let start = 0; start < 3; start++)
    for (let end = start; end <= bytes.length; end++)
      expect(slicedCrc32(bytes.subarray(start, end))).toBe(bitwise(bytes.subarray(start, end)));
});
