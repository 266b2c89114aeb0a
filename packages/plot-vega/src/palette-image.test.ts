import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { pngUrl } from "./palette-image.js";

function decode(url: string): Map<string, Buffer> {
  const bytes = Buffer.from(url.slice("data:image/png;base64,".length), "base64");
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    chunks.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  // The check sum of the empty last chunk, as the PNG specification gives it.
  expect(bytes.subarray(-4).toString("hex")).toBe("ae426082");
  return chunks;
}

test("pixels are indices into the palette, beyond it transparent", () => {
  const chunks = decode(
    pngUrl(
      [
        [0, 1, 5],
        [1, 1, 0],
      ],
      [
        [255, 0, 0],
        [0, 0, 255],
      ],
    ),
  );
  expect([chunks.get("IHDR")!.readUInt32BE(0), chunks.get("IHDR")!.readUInt32BE(4)]).toEqual([3, 2]);
  expect([...chunks.get("PLTE")!]).toEqual([255, 0, 0, 0, 0, 255, 255, 255, 255]);
  expect([...chunks.get("tRNS")!]).toEqual([255, 255, 0]);
  expect([...inflateSync(chunks.get("IDAT")!)]).toEqual([0, 0, 1, 2, 0, 1, 1, 0]);
});

test("large images fill several blocks", () => {
  const rows = Array.from({ length: 300 }, (_, row) => Array.from({ length: 301 }, (_, column) => (row + column) % 3));
  const pixels = inflateSync(
    decode(
      pngUrl(rows, [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ]),
    ).get("IDAT")!,
  );
  expect(pixels).toHaveLength(300 * 302);
  expect([...pixels.subarray(299 * 302, 299 * 302 + 4)]).toEqual([0, 2, 0, 1]);
});
