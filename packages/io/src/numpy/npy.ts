import { type DType, Layout, storageOf, Tensor } from "@flambeau/core";
import { Cursor, swapBytes } from "../bytes.js";
import { quote, refuse } from "../errors.js";
import { type ByteOrder, countOf } from "../fresh.js";
import type { Source } from "../source.js";
import { parseLiteral } from "./literal.js";
import { missingNumpyTypes, numpyTypes } from "./types.js";

export const npyMagic: readonly number[] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** Longer headers are those of records with many fields, which are not read anyway. */
const longestHeader = 1 << 16;
const mostDims = 64;

/** What a header says of the array behind it. */
interface NpyHeader {
  readonly dtype: DType;
  readonly order: ByteOrder;
  readonly fortran: boolean;
  readonly shape: readonly number[];
  /** Where the elements begin. */
  readonly start: number;
}

/** The array of an npy file. One in Fortran order gets the order of rows that tensors have. */
export function readNpy(source: Source, place = "the file"): Tensor {
  const { dtype, order, fortran, shape, start } = readHeader(source, place);
  const bytes = countOf(shape) * dtype.bytes;
  const have = source.size - start;
  if (bytes !== have)
    refuse(
      place,
      `an array of ${dtype} and shape [${shape.join(", ")}] has ${bytes} bytes, and ${have} follow the header`,
    );
  const content = source.take(start, source.size);
  if (order === "big") swapBytes(content, dtype.bytes);
  const layout = fortran ? Layout.strided(shape, fortranStrides(shape)) : Layout.of(shape);
  const array = new Tensor(storageOf(content), 0, layout, dtype, null);
  return fortran ? array.contiguous() : array;
}

function readHeader(source: Source, place: string): NpyHeader {
  const cursor = new Cursor(source.peek(0, Math.min(source.size, 12)), `${place}, header`);
  if (npyMagic.some((byte) => cursor.u8() !== byte)) refuse(place, "does not begin as numpy's arrays begin");
  const version = cursor.u8();
  cursor.u8();
  if (version < 1 || version > 3) refuse(place, `is of version ${version} of the format; 1 to 3 are known`);
  const length = version === 1 ? cursor.u16() : cursor.u32();
  const start = cursor.at + length;
  if (length > longestHeader || start > source.size)
    refuse(place, `the header claims ${length} bytes, and ${source.size - cursor.at} follow`);
  const bytes = source.peek(cursor.at, start);
  const text = version < 3 ? String.fromCharCode(...bytes) : new Cursor(bytes, cursor.what).text(length);
  const fields = parseLiteral(text, cursor.what);
  const isHeader = fields instanceof Map && [...fields.keys()].sort().join() === "descr,fortran_order,shape";
  if (!isHeader) refuse(cursor.what, "is no dict of exactly descr, fortran_order and shape");
  const fortran: unknown = fields.get("fortran_order");
  if (typeof fortran !== "boolean") refuse(cursor.what, "fortran_order is neither True nor False");
  return {
    ...elementType(fields.get("descr"), cursor.what),
    fortran,
    shape: shapeOf(fields.get("shape"), cursor.what),
    start,
  };
}

/** `"<f4"`: byte order, kind and size. */
function elementType(descr: unknown, place: string): { dtype: DType; order: ByteOrder } {
  if (typeof descr !== "string")
    return refuse(place, "the array holds records of several fields; save each field as an array");
  const [, sign = "", name = ""] = /^([<>|=])(.+)$/.exec(descr) ?? [];
  const dtype = numpyTypes.get(name);
  if (dtype !== undefined) return { dtype, order: sign === ">" ? "big" : "little" };
  const what = missingNumpyTypes[name.replace(/^\d+/, "")[0] ?? ""] ?? "elements of an unknown type";
  return refuse(place, `the array of type ${quote(descr)} holds ${what}; convert it before saving`);
}

function shapeOf(shape: unknown, place: string): readonly number[] {
  const isShape =
    Array.isArray(shape) && shape.length <= mostDims && shape.every((size) => Number.isSafeInteger(size) && size >= 0);
  if (!isShape) refuse(place, "the shape is no tuple of counts");
  return shape;
}

/** The first dimension is the one whose neighbours are side by side. */
function fortranStrides(shape: readonly number[]): number[] {
  let stride = 1;
  return shape.map((size) => {
    const own = stride;
    stride *= size;
    return own;
  });
}
