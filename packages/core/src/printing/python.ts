import { Device } from "../device.js";
import { Float } from "../scalar.js";
import { floatRepr } from "./decimal.js";

/**
 * Python's `repr` of a value: numbers, strings, booleans, null, and what is made of them.
 *
 * - Integral numbers and bigints are ints, other numbers and `float(2)` floats; null and undefined are `None`.
 * - Arrays are lists, frozen arrays tuples, a `Uint8Array` bytes.
 * - Maps and plain objects are dicts; the keys of a Map print by their type, index-like keys of a plain object as ints.
 * - Other objects, tensors among them, print as their own `toString` says.
 *
 * @example
 * const betas = Object.freeze([0.9, 0.999]);
 * pythonRepr({ lr: 0.1, betas, fused: null }) // => "{'lr': 0.1, 'betas': (0.9, 0.999), 'fused': None}"
 */
export function pythonRepr(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return isInt(value) ? String(value) : floatRepr(value);
  if (typeof value === "string") return stringRepr(value);
  if (typeof value === "object") return objectRepr(value);
  return typeof value === "function" ? `<function ${value.name}>` : String(value);
}

/**
 * Python's `repr` of an OrderedDict, the type of a module's state dict.
 *
 * @example
 * orderedDictText([["bias", tensor([0.5])]]) // => "OrderedDict([('bias', tensor([0.5000]))])"
 */
export function orderedDictText(entries: Iterable<readonly [unknown, unknown]>): string {
  const pairs = Array.from(entries, ([key, value]) => `(${pythonRepr(key)}, ${pythonRepr(value)})`);
  return pairs.length === 0 ? "OrderedDict()" : `OrderedDict([${pairs.join(", ")}])`;
}

/** -0 and numbers too large to be exact are floats. */
function isInt(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

function objectRepr(value: object): string {
  if (value instanceof Float) return floatRepr(value.value);
  if (value instanceof Device) return value.repr;
  if (Array.isArray(value)) return arrayRepr(value);
  if (value instanceof Map) return dictRepr(value);
  if (value instanceof Set) return value.size === 0 ? "set()" : `{${Array.from(value, pythonRepr).join(", ")}}`;
  if (value instanceof Uint8Array) return bytesRepr(value);
  if (value.toString !== Object.prototype.toString) return String(value);
  return dictRepr(Object.entries(value).map(([key, item]) => [/^(0|[1-9]\d*)$/.test(key) ? Number(key) : key, item]));
}

function arrayRepr(items: readonly unknown[]): string {
  const text = Array.from(items, pythonRepr).join(", ");
  if (!Object.isFrozen(items)) return `[${text}]`;
  return items.length === 1 ? `(${text},)` : `(${text})`;
}

function dictRepr(entries: Iterable<readonly [unknown, unknown]>): string {
  return `{${Array.from(entries, ([key, value]) => `${pythonRepr(key)}: ${pythonRepr(value)}`).join(", ")}}`;
}

const shortEscapes: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

function stringRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  // Python escapes what it does not call printable: other characters and separators, except the space
  const escaped = text.replace(/[\\\p{C}\p{Z}]/gu, (char) => (char === " " ? char : escapeOf(char)));
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`;
}

function bytesRepr(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return `b${stringRepr(text).replace(/[^\0-~]/g, escapeOf)}`;
}

function escapeOf(char: string): string {
  const code = char.codePointAt(0)!;
  const hex = code.toString(16);
  const long =
    code < 0x100
      ? `\\x${hex.padStart(2, "0")}`
      : code < 0x10000
        ? `\\u${hex.padStart(4, "0")}`
        : `\\U${hex.padStart(8, "0")}`;
  return shortEscapes[char] ?? long;
}
