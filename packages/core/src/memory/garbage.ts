import { u8 } from "./heap.js";

// Bytes on their way out of the heap, to arrays that the garbage collector owns, and back.

/** The parts of Node's buffers that spare work, where there are any. */
interface NodeBuffers {
  /** Bytes of any content, because filling large ones with zeros costs as much as the copy itself. */
  allocUnsafeSlow(bytes: number): { readonly buffer: ArrayBuffer };
  /** Fills by the copying of C, where the methods of typed arrays go word by word if the memory is shared. */
  readonly prototype: { readonly fill: (this: Uint8Array, bytes: Uint8Array) => void };
}
const { Buffer: Buffers, process } = globalThis as {
  readonly Buffer?: NodeBuffers;
  readonly process?: { readonly versions?: { readonly node?: string } };
};
/** Those that bundlers put into pages by this name copy byte by byte. */
const Buffer = process?.versions?.node === undefined ? undefined : Buffers;

/** Pieces of this size come from memory that was freed before; a larger one would be new from the system, a fault for every page. */
const pieceBytes = 4 << 20;

/**
 * glibc gives large pieces of memory back to the system as soon as they are freed, and every page of the next piece costs a fault, all
 * together more than the copy; until it sees a larger piece freed, which teaches it what to take for large. This is the largest that
 * it learns from. Nothing is written to it, so it takes no memory.
 */
const lessonBytes = (32 << 20) - (8 << 10);
let isLessonGiven = false;

/** Copies of the bytes from an address on, in pieces. */
export function copyOut(address: number, bytes: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = address; at < address + bytes; at += pieceBytes) {
    const piece = unfilled(Math.min(pieceBytes, address + bytes - at));
    copy(piece, u8.subarray(at, at + piece.length));
    pieces.push(piece);
  }
  return pieces;
}

/** Writes pieces into the heap, one after the other. */
export function putBytes(pieces: readonly Uint8Array[], address: number): void {
  let at = address;
  for (const piece of pieces) {
    copy(u8.subarray(at, at + piece.length), piece);
    at += piece.length;
  }
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = unfilled(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function copy(to: Uint8Array, from: Uint8Array): void {
  if (Buffer === undefined || from.length === 0) to.set(from);
  else Buffer.prototype.fill.call(to, from);
}

function unfilled(bytes: number): Uint8Array {
  if (Buffer === undefined || bytes <= 1 << 14) return new Uint8Array(bytes);
  if (!isLessonGiven) {
    isLessonGiven = true;
    Buffer.allocUnsafeSlow(lessonBytes);
  }
  return new Uint8Array(Buffer.allocUnsafeSlow(bytes).buffer);
}
