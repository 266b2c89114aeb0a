import { Cursor } from "../bytes.js";
import { quote, refuse } from "../errors.js";
import { platform } from "../platform.js";
import type { Source } from "../source.js";
import { type Directory, findDirectory } from "./directory.js";
import { greatestRatio, inflated } from "./inflate.js";
import { encrypted, Signature, sizesFollow } from "./layout.js";

/** What the directory of an archive says of a record. */
interface ZipRecord {
  readonly name: string;
  readonly deflated: boolean;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Where the record's own header begins. */
  readonly header: number;
  /** Where its bytes begin. */
  readonly start: number;
}

/**
 * A zip archive that agrees with itself: the directory ends where the file says, no two records have one name or share bytes, and
 * every record that is read has the checksum and the size that are listed.
 */
export class ZipArchive {
  readonly #records = new Map<string, ZipRecord>();

  constructor(readonly source: Source) {
    const directory = findDirectory(source);
    const cursor = new Cursor(source.peek(directory.start, directory.end), "the archive's directory");
    for (let i = 0; i < directory.count; i++) this.#add(this.#entry(cursor, directory));
    if (cursor.left > 0) refuse(cursor.place(), `${cursor.left} bytes beyond the last of ${directory.count} entries`);
    this.#checkOverlaps();
  }

  get names(): string[] {
    return [...this.#records.keys()];
  }

  has(name: string): boolean {
    return this.#records.has(name);
  }

  /** How many bytes a record holds, without reading it. */
  size(name: string): number {
    return this.#record(name).bytes;
  }

  /** The content of a record, to keep. */
  read(name: string): Uint8Array {
    const { deflated, packedBytes, bytes, start, crc } = this.#record(name);
    const packed = this.source.take(start, start + packedBytes);
    const content = deflated ? inflated(packed, bytes, placeOf(name)) : packed;
    const sum = platform.crc32(content);
    if (sum !== crc)
      refuse(placeOf(name), `the checksum is ${hex(sum)} and the archive lists ${hex(crc)}: the bytes are corrupt`);
    return content;
  }

  #record(name: string): ZipRecord {
    return this.#records.get(name) ?? refuse(placeOf(name), "is missing from the archive");
  }

  #add(record: ZipRecord): void {
    if (this.#records.has(record.name)) refuse(placeOf(record.name), "is listed twice");
    this.#records.set(record.name, record);
  }

  /** One entry of the directory. */
  #entry(cursor: Cursor, { start: directoryStart }: Directory): ZipRecord {
    const place = cursor.place();
    if (cursor.u32() !== Signature.entry) refuse(place, "no entry begins where one is announced");
    cursor.take(4); // versions
    const flags = cursor.u16();
    const method = cursor.u16();
    cursor.take(4); // date
    const crc = cursor.u32();
    const sizes = { packedBytes: cursor.u32(), bytes: cursor.u32(), header: 0 };
    const nameBytes = cursor.u16();
    const extraBytes = cursor.u16();
    const commentBytes = cursor.u16();
    cursor.take(8); // disk, attributes
    sizes.header = cursor.u32();
    const rawName = cursor.take(nameBytes);
    const name = new TextDecoder().decode(rawName);
    readLargeSizes(new Cursor(cursor.take(extraBytes), `${placeOf(name)}, extra field`), sizes);
    cursor.take(commentBytes);
    if (flags & encrypted) refuse(placeOf(name), "is encrypted");
    if (method !== 0 && method !== 8) refuse(placeOf(name), `is packed by method ${method}; only deflate is known`);
    const { packedBytes, bytes, header } = sizes;
    if (method === 0 ? bytes !== packedBytes : bytes > packedBytes * greatestRatio)
      refuse(placeOf(name), `claims ${bytes} bytes, and ${packedBytes} are in the file`);
    const start = this.#dataStart(name, rawName, header, method, (flags & sizesFollow) === 0 ? { crc, bytes } : null);
    if (start + packedBytes > directoryStart) refuse(placeOf(name), "reaches beyond the archive's records");
    return { name, deflated: method === 8, crc, packedBytes, bytes, header, start };
  }

  /** Where a record's bytes begin, by its own header, which must agree with the directory. */
  #dataStart(
    name: string,
    rawName: Uint8Array,
    header: number,
    method: number,
    listed: { readonly crc: number; readonly bytes: number } | null,
  ): number {
    const length = 30 + rawName.length;
    if (header + length > this.source.size) refuse(placeOf(name), `its header at byte ${header} is beyond the file`);
    const cursor = new Cursor(this.source.peek(header, header + length), `${placeOf(name)}, header`);
    if (cursor.u32() !== Signature.record) refuse(placeOf(name), `has no header at byte ${header}`);
    cursor.take(4); // version, flags
    const ownMethod = cursor.u16();
    cursor.take(4); // date
    const crc = cursor.u32();
    cursor.take(4);
    const bytes = cursor.u32();
    const nameBytes = cursor.u16();
    const extraBytes = cursor.u16();
    const ownName = cursor.take(Math.min(nameBytes, rawName.length));
    const agrees =
      ownMethod === method &&
      nameBytes === rawName.length &&
      ownName.every((byte, i) => byte === rawName[i]) &&
      (listed === null || (crc === listed.crc && (bytes === listed.bytes || bytes === 0xffffffff)));
    if (!agrees) refuse(placeOf(name), "its header and the directory disagree");
    return header + length + extraBytes;
  }

  #checkOverlaps(): void {
    let end = 0;
    for (const record of [...this.#records.values()].sort((a, b) => a.header - b.header)) {
      if (record.header < end) refuse(placeOf(record.name), "shares bytes with another record");
      end = record.start + record.packedBytes;
    }
  }
}

/** Sizes and places beyond 32 bits are in an extra field, in order, and only those that the entry leaves open. */
function readLargeSizes(cursor: Cursor, sizes: { packedBytes: number; bytes: number; header: number }): void {
  while (cursor.left >= 4) {
    const id = cursor.u16();
    const field = new Cursor(cursor.take(cursor.u16()), cursor.what);
    if (id !== 1) continue;
    for (const key of ["bytes", "packedBytes", "header"] as const)
      if (sizes[key] === 0xffffffff) sizes[key] = field.u64();
  }
}

export function placeOf(name: string): string {
  return `record ${quote(name).slice(1, -1)}`;
}

function hex(sum: number): string {
  return sum.toString(16).padStart(8, "0");
}
