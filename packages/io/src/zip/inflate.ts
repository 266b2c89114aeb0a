import { Inflate } from "fflate";
import { refuse } from "../errors.js";

/** Fed in small pieces, so that no piece grows far before it is counted: deflate makes at most 1032 bytes of one. */
const pieceBytes = 1 << 12;
export const greatestRatio = 1032;

/** Unpacks deflated bytes that must become exactly `size`. */
export function inflated(packed: Uint8Array, size: number, place: string): Uint8Array {
  const out = new Uint8Array(size);
  let done = 0;
  const stream = new Inflate((piece) => {
    if (done + piece.length > size) refuse(place, `unpacks to more than the ${size} bytes that the archive lists`);
    out.set(piece, done);
    done += piece.length;
  });
  for (let start = 0; start < packed.length; start += pieceBytes) {
    const piece = packed.subarray(start, start + pieceBytes);
    try {
      stream.push(piece, start + pieceBytes >= packed.length);
    } catch (error) {
      if (error instanceof Error && "code" in error) refuse(place, `cannot be unpacked: ${error.message}`);
      throw error;
    }
  }
  if (done !== size) refuse(place, `unpacks to ${done} bytes, and the archive lists ${size}`);
  return out;
}
