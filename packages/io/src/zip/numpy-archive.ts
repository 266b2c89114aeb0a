import { ByteSink, encodeText } from "../byte-sink.js";
import { platform } from "../platform.js";
import { archiveTooLarge } from "../save-errors.js";
import { greatestArchive, Signature, utf8Names } from "./layout.js";
import type { NewRecord } from "./torch-archive.js";

/** The date of records that have none: the first that the format knows. */
const firstDate = (1 << 5) | 1;
const version = 45;

/** An archive as `numpy.savez` lays it out, byte by byte: stored, with sizes of 64 bits in the headers of the records. */
export function writeNumpyArchive(records: readonly NewRecord[]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  const directory = new ByteSink();
  let length = 0;
  const put = (part: Uint8Array): void => {
    parts.push(part);
    length += part.length;
    if (length > greatestArchive) throw archiveTooLarge();
  };
  for (const { name: text, bytes } of records) {
    const name = encodeText(text);
    const flags = name.length === text.length ? 0 : utf8Names;
    const crc = platform.crc32(bytes);
    const header = length;
    const record = new ByteSink().u32(Signature.record).u16(version).u16(flags).u16(0).u16(0).u16(firstDate);
    record.u32(crc).u32(0xffffffff).u32(0xffffffff).u16(name.length).u16(20).bytes(name);
    put(record.u16(1).u16(16).u64(bytes.length).u64(bytes.length).done());
    put(bytes);
    directory.u32(Signature.entry).u8(version, 3).u16(version).u16(flags).u16(0).u16(0).u16(firstDate);
    directory.u32(crc).u32(bytes.length).u32(bytes.length).u16(name.length).u16(0).u16(0).u16(0).u16(0);
    directory
      .u32(0o600 << 16)
      .u32(header)
      .bytes(name);
  }
  const start = length;
  put(directory.done());
  const count = records.length;
  put(
    new ByteSink()
      .u32(Signature.end)
      .u32(0)
      .u16(count)
      .u16(count)
      .u32(length - start)
      .u32(start)
      .u16(0)
      .done(),
  );
  return parts;
}
