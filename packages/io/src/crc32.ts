// Checksums of zip archives. Sixteen tables take sixteen bytes at a time ("slicing" by M. Kounavis and F. Berry).

const slices = 16;
const tables = makeTables();

function makeTables(): Uint32Array {
  const all = new Uint32Array(slices * 256);
  for (let byte = 0; byte < 256; byte++) {
    let sum = byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    all[byte] = sum;
  }
  for (let i = 256; i < all.length; i++) {
    const before = all[i - 256]!;
    all[i] = (before >>> 8) ^ all[before & 255]!;
  }
  return all;
}

/** The CRC-32 of bytes, in plain JavaScript. */
export function slicedCrc32(bytes: Uint8Array): number {
  const t = tables;
  let sum = ~0;
  let i = 0;
  for (const end = bytes.length - slices; i <= end; i += slices) {
    sum =
      t[3840 + (bytes[i]! ^ (sum & 255))]! ^
      t[3584 + (bytes[i + 1]! ^ ((sum >>> 8) & 255))]! ^
      t[3328 + (bytes[i + 2]! ^ ((sum >>> 16) & 255))]! ^
      t[3072 + (bytes[i + 3]! ^ (sum >>> 24))]! ^
      t[2816 + bytes[i + 4]!]! ^
      t[2560 + bytes[i + 5]!]! ^
      t[2304 + bytes[i + 6]!]! ^
      t[2048 + bytes[i + 7]!]! ^
      t[1792 + bytes[i + 8]!]! ^
      t[1536 + bytes[i + 9]!]! ^
      t[1280 + bytes[i + 10]!]! ^
      t[1024 + bytes[i + 11]!]! ^
      t[768 + bytes[i + 12]!]! ^
      t[512 + bytes[i + 13]!]! ^
      t[256 + bytes[i + 14]!]! ^
      t[bytes[i + 15]!]!;
  }
  for (; i < bytes.length; i++) sum = (sum >>> 8) ^ t[(sum ^ bytes[i]!) & 255]!;
  return ~sum >>> 0;
}
