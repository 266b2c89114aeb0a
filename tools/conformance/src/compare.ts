import type { Library, TensorLike } from "./library.js";
import { isObject, isStoredTensor, plainNumber, type StoredTensor, storedData } from "./values.js";
import { Mismatch, within } from "./verdict.js";

/** `|got - want| <= atol + rtol * |want|`; both zero means the same bits. */
export interface Tolerance {
  readonly rtol: number;
  readonly atol: number;
}

export const exact: Tolerance = { rtol: 0, atol: 0 };

/** How one output is compared: as it is, by absolute values where a sign is not unique, or not at all. */
export type Mode = "value" | "abs" | "skip";

/** Any number a tensor holds. */
export type Element = number | bigint | boolean;

/** The elements of a tensor in row-major order, whatever its strides. */
export function elements(library: Library, tensor: TensorLike): Element[] {
  const values = library.method(tensor, "toTypedArray", []) as ArrayLike<number | bigint>;
  return Array.from<number | bigint, Element>(
    values,
    tensor.dtype.name === "bool" ? (value) => value !== 0 : (value) => value,
  );
}

/** Compares dtype, shape and values. */
export function compareTensor(
  library: Library,
  got: unknown,
  want: StoredTensor,
  tolerance: Tolerance,
  mode: Mode = "value",
): void {
  if (mode === "skip") return;
  if (!library.isTensor(got)) throw new Mismatch("not a tensor", describe(got));
  const dtype = got.dtype.name;
  if (dtype !== want.dtype) throw new Mismatch("dtype", `${dtype}, expected ${want.dtype}`);
  if (!sameList(got.shape, want.shape)) throw new Mismatch("shape", `[${got.shape}], expected [${want.shape}]`);
  const wanted = storedData(want);
  const found = elements(library, got);
  if (found.length !== wanted.length) throw new Mismatch("element count", `${found.length}, expected ${wanted.length}`);
  const off = wanted.flatMap((value, i) => (same(found[i] as Element, value, tolerance, mode) ? [] : [i]));
  if (off.length > 0) {
    const i = off[0] as number;
    throw new Mismatch(
      "values",
      `element ${i} is ${show(found[i])}, expected ${show(wanted[i])} (${off.length} of ${wanted.length} differ)`,
    );
  }
}

/** Whether one element is right. */
export function same(got: Element, want: Element, tolerance: Tolerance, mode: Mode = "value"): boolean {
  if (typeof want === "boolean" || typeof got === "boolean") return got === want;
  if (typeof want === "bigint" || typeof got === "bigint") return BigInt(got) === BigInt(want);
  if (mode === "abs") return close(Math.abs(got), Math.abs(want), tolerance);
  return close(got, want, tolerance);
}

function close(got: number, want: number, { rtol, atol }: Tolerance): boolean {
  if (Object.is(got, want)) return true;
  if (rtol === 0 && atol === 0) return false;
  if (!Number.isFinite(want) || !Number.isFinite(got)) return got === want;
  return Math.abs(got - want) <= atol + rtol * Math.abs(want);
}

/** Compares any value of a case: tensors, numbers, lists, dicts, null. */
export function compareValue(library: Library, got: unknown, want: unknown, tolerance: Tolerance): void {
  if (isStoredTensor(want)) return compareTensor(library, got, want, tolerance);
  if (Array.isArray(want)) {
    const items = listOf(got);
    if (items === undefined) throw new Mismatch("not a list", describe(got));
    if (items.length !== want.length) throw new Mismatch("length", `${items.length}, expected ${want.length}`);
    want.forEach((item, i) => {
      within(`item ${i}`, () => compareValue(library, items[i], item, tolerance));
    });
    return;
  }
  if (want === null || typeof want === "boolean") {
    if ((got ?? null) !== want) throw new Mismatch("value", `${describe(got)}, expected ${want}`);
    return;
  }
  if (typeof want === "number" || (typeof want === "object" && "$float" in want)) {
    return compareNumber(library, got, plainNumber(want), tolerance);
  }
  if (typeof want === "string") {
    if (typeof got === "number") return compareNumber(library, got, plainNumber(want), tolerance);
    if (got !== want) throw new Mismatch("text", `${describe(got)}, expected ${JSON.stringify(want)}`);
    return;
  }
  if (isObject(want) && "$dtype" in want) {
    if (got !== library.need(String(want.$dtype)))
      throw new Mismatch("value", `${describe(got)}, expected ${want.$dtype}`);
    return;
  }
  compareFields(library, got, want as Record<string, unknown>, tolerance);
}

function compareFields(library: Library, got: unknown, want: Record<string, unknown>, tolerance: Tolerance): void {
  const fields = entriesOf(got);
  if (fields === undefined) throw new Mismatch("not a dict", describe(got));
  if (!sameList([...fields.keys()].sort(), Object.keys(want).sort())) {
    throw new Mismatch("keys", `${[...fields.keys()]}, expected ${Object.keys(want)}`);
  }
  for (const [key, value] of Object.entries(want)) {
    within(key, () => compareValue(library, fields.get(key), value, tolerance));
  }
}

/** Compares a plain number, which may also be given as a tensor with one element. */
export function compareNumber(library: Library, got: unknown, want: number, tolerance: Tolerance): void {
  const value = library.isTensor(got) ? elements(library, got)[0] : got;
  if (typeof value !== "number" && typeof value !== "bigint") throw new Mismatch("not a number", describe(got));
  if (!same(value, typeof value === "bigint" ? BigInt(want) : want, tolerance)) {
    throw new Mismatch("value", `${show(value)}, expected ${show(want)}`);
  }
}

/** Lists of whole numbers, such as shapes. */
export function compareList(what: string, got: unknown, want: readonly unknown[]): void {
  const items = listOf(got);
  if (items === undefined || !sameList(items, want)) throw new Mismatch(what, `${describe(got)}, expected [${want}]`);
}

/** An array, or anything but a tensor that can be taken apart like one, such as a named tuple. */
export function listOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return typeof value === "object" && value !== null && Symbol.iterator in value && !("dtype" in value)
    ? [...(value as Iterable<unknown>)]
    : undefined;
}

/** The entries of a plain object or a Map, with keys as text. */
export function entriesOf(value: unknown): Map<string, unknown> | undefined {
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [String(key), item]));
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

/** A value in one short line of a report. */
export function describe(value: unknown): string {
  if (typeof value === "function") return "a function";
  const text = typeof value === "object" && value !== null ? textOf(value) : show(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** The text of an object, of which not even that is certain. */
function textOf(value: object): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

function show(value: unknown): string {
  if (Object.is(value, -0)) return "-0";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
