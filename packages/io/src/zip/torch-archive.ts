import { ByteSink, encodeText } from "../byte-sink.js";
import { platform } from "../platform.js";
import { archiveTooLarge } from "../save-errors.js";
import { greatestArchive, Signature, sizesFollow, utf8Names } from "./layout.js";

/** A record to write. */
export interface NewRecord {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A record that was written. */
interface Written {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly bytes: number;
  readonly header: number;
}

const alignment = 64;
const flags = sizesFollow | utf8Names;

/**
 * An archive as PyTorch lays it out, byte by byte: records are stored, padded so that their bytes begin at multiples of 64, with
 * checksum and sizes behind them; the directory ends in the record for large archives, whatever the size.
 */
export function writeTorchArchive(
  records: readonly NewRecord[],
  lastRecord: (sums: readonly number[]) => NewRecord,
): Uint8Array[] {
  const writer = new ArchiveWriter();
  for (const record of records) writer.add(record);
  writer.add(lastRecord(writer.sums));
  return writer.finish();
}

/** The forty digits by which PyTorch tells archives apart; here from the checksums of the records. */
export function archiveId(sums: readonly number[]): string {
  const digits = [0xcbf29ce484222325n, 0x84222325cbf29cen].map((start) => {
    const hash = sums.reduce((sum, crc) => BigInt.asUintN(64, (sum ^ BigInt(crc)) * 0x100000001b3n), start);
    return hash.toString().padStart(20, "0");
  });
  return digits.join("");
}

class ArchiveWriter {
  readonly #parts: Uint8Array[] = [];
  readonly #written: Written[] = [];
  #length = 0;

  get sums(): number[] {
    return this.#written.map(({ crc }) => crc);
  }

  add({ name: text, bytes }: NewRecord): void {
    const name = encodeText(text);
    const header = this.#length;
    const crc = platform.crc32(bytes);
    const unpadded = header + 30 + name.length + 4;
    const padding = (alignment - (unpadded % alignment)) % alignment;
    const sink = new ByteSink().u32(Signature.record).u16(0).u16(flags);
    // method, date, checksum, sizes
    sink.u16(0).u32(0).u32(0).u32(0).u32(0);
    sink
      .u16(name.length)
      .u16(padding + 4)
      .bytes(name);
    sink.text("FB").u16(padding).text("Z".repeat(padding));
    this.#put(sink.done());
    this.#put(bytes);
    if (bytes.length > 0)
      this.#put(new ByteSink().u32(Signature.sizes).u32(crc).u32(bytes.length).u32(bytes.length).done());
    this.#written.push({ name, crc, bytes: bytes.length, header });
  }

  finish(): Uint8Array[] {
    const start = this.#length;
    for (const record of this.#written) this.#put(entryOf(record));
    this.#put(endOf(this.#written.length, start, this.#length - start));
    return this.#parts;
  }

  #put(part: Uint8Array): void {
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length > greatestArchive) throw archiveTooLarge();
  }
}

function entryOf({ name, crc, bytes, header }: Written): Uint8Array {
  const sink = new ByteSink().u32(Signature.entry).u16(0).u16(0).u16(flags);
  sink.u16(0).u32(0).u32(crc).u32(bytes).u32(bytes);
  // no extra field, no comment, disk 0, no attributes
  sink.u16(name.length).u16(0).u16(0).u16(0).u16(0).u32(0);
  return sink.u32(header).bytes(name).done();
}

function endOf(count: number, start: number, bytes: number): Uint8Array {
  const end = start + bytes;
  const sink = new ByteSink().u32(Signature.largeEnd).u64(44).u16(0x31e).u16(45).u32(0).u32(0);
  sink.u64(count).u64(count).u64(bytes).u64(start);
  sink.u32(Signature.largeEndPointer).u32(0).u64(end).u32(1);
  const small = Math.min(count, 0xffff);
  return sink.u32(Signature.end).u32(0).u16(small).u16(small).u32(bytes).u32(start).u16(0).done();
}
