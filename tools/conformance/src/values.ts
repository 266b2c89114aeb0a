import type { Library, TensorLike } from "./library.js";
import { Mismatch, Unsupported } from "./verdict.js";

/** A number that Python holds as a float although its value may be integral; the kind decides type promotion. */
export class PythonFloat {
  constructor(readonly value: number) {}
}

/** A Python tuple, where the difference to a list is seen: in an index and in printed text. */
export class PythonTuple extends Array<unknown> {}

/** The stored form of a tensor. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly data?: readonly StoredNumber[];
  readonly lcg?: number;
}

export type StoredNumber = number | string | boolean;
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function isStoredTensor(value: unknown): value is StoredTensor {
  return isObject(value) && Array.isArray(value.shape) && ("data" in value || "lcg" in value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The numbers of a stored tensor: bigint for integers beyond 2^53. */
export function storedData(stored: StoredTensor): (number | bigint | boolean)[] {
  if (stored.lcg !== undefined) return generated(stored.lcg, stored.shape);
  const data = (stored.data ?? []).map(storedNumber);
  // Shortest decimals of single (and half) precision become their bits by rounding to single.
  const isSingle = stored.dtype !== "float64" && stored.dtype.includes("float");
  return isSingle ? data.map((value) => Math.fround(Number(value))) : data;
}

function storedNumber(value: StoredNumber): number | bigint | boolean {
  if (typeof value !== "string") return value;
  return /^-?\d+$/.test(value) ? BigInt(value) : plainNumber(value);
}

/** A plain number of a case: a JSON number, `$float`, or the name of a non-finite value. */
export function plainNumber(value: unknown): number {
  if (typeof value === "number") return value;
  if (isObject(value) && "$float" in value) return plainNumber(value.$float);
  if (value === "nan") return Number.NaN;
  if (value === "inf") return Number.POSITIVE_INFINITY;
  if (value === "-inf") return Number.NEGATIVE_INFINITY;
  throw new Unsupported(`the format has no number ${JSON.stringify(value)}`);
}

function generated(seed: number, shape: readonly number[]): number[] {
  const count = shape.reduce((product, size) => product * size, 1);
  return Array.from({ length: count }, (_, i) => {
    const u = ((i + 1) * 2654435761 + seed * 97531) % 2 ** 32;
    return Math.fround((u / 2 ** 32) * 2 - 1);
  });
}

/** Makes the library's tensor of a stored one. */
export function makeTensor(library: Library, stored: StoredTensor): TensorLike {
  const dtype = library.need(stored.dtype);
  const tensor = stored.shape.includes(0)
    ? library.call("empty", [[...stored.shape], { dtype }])
    : library.call("tensor", [nest(storedData(stored), stored.shape), { dtype }]);
  if (!library.isTensor(tensor)) throw new Mismatch("tensor() does not give a Tensor");
  return tensor;
}

function nest(data: readonly unknown[], shape: readonly number[]): unknown {
  if (shape.length === 0) return data[0];
  let level: unknown[] = [...data];
  for (const size of shape.slice(1).reverse()) {
    level = Array.from({ length: level.length / size }, (_, i) => level.slice(i * size, (i + 1) * size));
  }
  return level;
}

/** Turns a value of a case into what a program would hold: tensors, numbers, Python floats, lists, dicts as Map. */
export function decode(library: Library, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => decode(library, item));
  if (!isObject(value)) return value;
  if (isStoredTensor(value)) return makeTensor(library, value);
  if ("$float" in value) return new PythonFloat(plainNumber(value.$float));
  if ("$dtype" in value) return library.need(String(value.$dtype));
  if ("$slice" in value) return sliceText(value.$slice as (number | null)[]);
  if ("$ellipsis" in value) return "...";
  if ("$tuple" in value) return PythonTuple.from(value.$tuple as Json[], (item) => decode(library, item));
  return new Map(Object.entries(value).map(([key, item]) => [key, decode(library, item)]));
}

/** The text by which our `at` names a slice. */
export function sliceText([start, stop, step]: readonly (number | null | undefined)[]): string {
  const text = `${start ?? ""}:${stop ?? ""}`;
  return step === null || step === undefined ? text : `${text}:${step}`;
}

/** The value at a path such as `args.0.1` or `kwargs.weight`. */
export function atPath(root: unknown, path: string): unknown {
  let value = root;
  for (const part of path.split(".")) {
    value = value instanceof Map ? value.get(part) : (value as Record<string, unknown> | undefined)?.[part];
  }
  return value;
}
