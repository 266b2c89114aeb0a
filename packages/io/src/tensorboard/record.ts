import { ByteSink } from "../byte-sink.js";

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0x82f63b78 : sum >>> 1;
  return sum;
});

/** The CRC-32 with Castagnoli's polynomial, turned and shifted as files of records have it. */
function maskedCrc(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) sum = (sum >>> 8) ^ table[(sum ^ byte) & 255]!;
  const crc = ~sum >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** One record of an event file: its length and its bytes, each with a checksum. */
export function recordOf(bytes: Uint8Array): Uint8Array {
  const length = new ByteSink().u64(bytes.length).done();
  return new ByteSink().bytes(length).u32(maskedCrc(length)).bytes(bytes).u32(maskedCrc(bytes)).done();
}
