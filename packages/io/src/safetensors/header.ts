import type { DType } from "@flambeau/core";
import { decodeText } from "../bytes.js";
import { quote, refuse } from "../errors.js";
import { countOf } from "../fresh.js";
import type { Source } from "../source.js";
import { parseHeader } from "./json.js";
import { typeByName } from "./types.js";

/** Where a tensor is in a file, in bytes from its beginning. */
export interface Entry {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** What a safetensors file says of itself. */
export interface Header {
  /** In the order of the bytes. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly metadata: Readonly<Record<string, string>> | null;
}

const lengthBytes = 8;
/** The limit of the reference implementation. */
const longestHeader = 100_000_000;
const mostDims = 64;

/** Where the header ends, by the length at the beginning of a file of `size` bytes. */
export function headerEnd(start: Uint8Array, size: number): number {
  if (start.length < lengthBytes) refuse("the header", `the file of ${size} bytes is shorter than a header`);
  const length = Number(new DataView(start.buffer, start.byteOffset, lengthBytes).getBigUint64(0, true));
  if (length > longestHeader || length > size - lengthBytes)
    refuse("the header", `claims ${length} bytes, and ${size - lengthBytes} follow`);
  return lengthBytes + length;
}

/** Reads the header, and checks that the tensors fill the rest of the file without gap or overlap. */
export function readHeader(source: Source): Header {
  const dataStart = headerEnd(source.peek(0, Math.min(lengthBytes, source.size)), source.size);
  const fields = parse(decodeText(source.peek(lengthBytes, dataStart), "the header"));
  const entries = new Map<string, Entry>();
  let metadata: Header["metadata"] = null;
  for (const [name, value] of Object.entries(fields)) {
    if (name === "__metadata__") metadata = readMetadata(value);
    else entries.set(name, readEntry(name, value, dataStart));
  }
  const inOrder = [...entries].sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
  checkCoverage(inOrder, dataStart, source.size);
  return { entries: new Map(inOrder), metadata };
}

function parse(text: string): object {
  if (!text.startsWith("{")) refuse("the header", "is no JSON object");
  return parseHeader(text, "the header") as object;
}

function readMetadata(value: unknown): Readonly<Record<string, string>> {
  const isTexts = isObject(value) && Object.values(value).every((text) => typeof text === "string");
  if (!isTexts) refuse("the header, __metadata__", "is no object of texts");
  return Object.assign(Object.create(null), value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function placeOfTensor(name: string): string {
  return `tensor ${quote(name)}`;
}

function readEntry(name: string, value: unknown, dataStart: number): Entry {
  const place = placeOfTensor(name);
  if (!isObject(value) || Object.keys(value).sort().join() !== "data_offsets,dtype,shape")
    refuse(place, "is not described by exactly dtype, shape and data_offsets");
  const { dtype: typeName, shape, data_offsets: offsets } = value;
  const dtype = typeof typeName === "string" ? typeByName.get(typeName) : undefined;
  if (dtype === undefined) return refuse(place, `is of type ${quote(String(typeName))}, which is not supported`);
  if (!isCounts(shape) || shape.length > mostDims) return refuse(place, "its shape is no list of counts");
  if (!isCounts(offsets) || offsets.length !== 2) return refuse(place, "its data_offsets are no two counts");
  const [begin, end] = offsets as [number, number];
  const bytes = countOf(shape) * dtype.bytes;
  if (end - begin !== bytes)
    refuse(
      place,
      `of shape [${shape.join(", ")}] and type ${typeName} has ${bytes} bytes, and its offsets say ${end - begin}`,
    );
  return { dtype, shape, start: dataStart + begin, end: dataStart + end };
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function checkCoverage(inOrder: readonly (readonly [string, Entry])[], dataStart: number, size: number): void {
  let reached = dataStart;
  for (const [name, { start, end }] of inOrder) {
    if (start !== reached)
      refuse(
        placeOfTensor(name),
        `begins at byte ${start}, ${start < reached ? "within another tensor" : "after a gap"}`,
      );
    if (end > size) refuse(placeOfTensor(name), `ends at byte ${end}, and the file at byte ${size}`);
    reached = end;
  }
  if (reached !== size) refuse("the data", `end at byte ${reached}, and the file at byte ${size}`);
}
