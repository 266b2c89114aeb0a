import { Float } from "@flambeau/core";

// Python prints the float 1.0 and the int 1 differently, and so do state dicts. A group holds plain numbers; which of them are
// floats is kept beside it. A number that had a fraction, or was given as `float(1)`, stays a float when it becomes whole.

/** Replaces every `Float` among the values by its number, arrays by frozen ones, which print as tuples; returns what was a float. */
export function takeFloats(values: Record<string, unknown>): ReadonlySet<string> {
  const floats = new Set<string>();
  const plain = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return Object.freeze(value.map((item, i) => plain(item, `${path}.${i}`)));
    if (value instanceof Float || (typeof value === "number" && !Number.isInteger(value))) floats.add(path);
    return value instanceof Float ? value.value : value;
  };
  for (const key of Object.keys(values)) values[key] = plain(values[key], key);
  return floats;
}

/** `value` with the whole numbers that are floats as `Float`. */
export function withFloats(value: unknown, path: string, floats: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item, i) => withFloats(item, `${path}.${i}`, floats));
    return Object.isFrozen(value) ? Object.freeze(items) : items;
  }
  return typeof value === "number" && Number.isInteger(value) && floats.has(path) ? new Float(value) : value;
}
