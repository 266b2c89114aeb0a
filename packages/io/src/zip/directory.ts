import { Cursor } from "../bytes.js";
import { refuse } from "../errors.js";
import type { Source } from "../source.js";
import { Signature } from "./layout.js";

/** Where the directory of an archive is. */
export interface Directory {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

const endBytes = 22;
const pointerBytes = 20;
const largeEndBytes = 56;
const longestComment = 0xffff;
const place = "the end of the archive";

/** Finds the directory by the record at the very end of the file. */
export function findDirectory(source: Source): Directory {
  const tailStart = Math.max(0, source.size - endBytes - longestComment);
  const tail = source.peek(tailStart, source.size);
  const found = endRecord(tail);
  const end = tailStart + found;
  const cursor = new Cursor(tail.subarray(found), place, 4);
  if (cursor.u32() !== 0) refuse(place, "the archive is in several parts");
  cursor.u16();
  const listed = { count: cursor.u16(), bytes: cursor.u32(), start: cursor.u32() };
  const large = largeDirectory(source, end);
  const { count, bytes, start } = large ?? listed;
  if (large !== null && !sameUnlessOpen(listed, large)) refuse(place, "lists two different directories");
  const directoryEnd = large?.at ?? end;
  if (start + bytes !== directoryEnd)
    refuse(place, `the directory of ${bytes} bytes at byte ${start} does not end at byte ${directoryEnd}`);
  if (count * 46 > bytes) refuse(place, `claims ${count} records in a directory of ${bytes} bytes`);
  return { start, end: directoryEnd, count };
}

/** The last place where an end record reaches exactly to the end. */
function endRecord(tail: Uint8Array): number {
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (tail[at] !== 0x50 || tail[at + 1] !== 0x4b || tail[at + 2] !== 5 || tail[at + 3] !== 6) continue;
    const comment = tail[at + 20]! | (tail[at + 21]! << 8);
    if (at + endBytes + comment === tail.length) return at;
  }
  return refuse(place, "is missing: the file is truncated, or no zip archive");
}

interface Listed {
  readonly count: number;
  readonly bytes: number;
  readonly start: number;
}

/** What the record for large archives says, which PyTorch always writes. */
function largeDirectory(source: Source, end: number): (Listed & { readonly at: number }) | null {
  if (end < pointerBytes + largeEndBytes) return null;
  const pointer = new Cursor(source.peek(end - pointerBytes, end), place);
  if (pointer.u32() !== Signature.largeEndPointer) return null;
  pointer.u32();
  const at = pointer.u64();
  if (at + largeEndBytes > end - pointerBytes) refuse(place, `points to byte ${at}, beyond the archive's records`);
  const cursor = new Cursor(source.peek(at, at + largeEndBytes), place);
  if (cursor.u32() !== Signature.largeEnd) refuse(place, `there is no end record at byte ${at}`);
  if (at + 12 + cursor.u64() !== end - pointerBytes) refuse(place, "its two records are not neighbours");
  cursor.take(20); // versions, disks, entries on this disk
  return { count: cursor.u64(), bytes: cursor.u64(), start: cursor.u64(), at };
}

function sameUnlessOpen(small: Listed, large: Listed): boolean {
  return (
    (small.count === 0xffff || small.count === large.count) &&
    (small.bytes === 0xffffffff || small.bytes === large.bytes) &&
    (small.start === 0xffffffff || small.start === large.start)
  );
}
