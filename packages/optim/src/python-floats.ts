import { Float } from "@flambeau/core";

// Python prints the float 1.0 and the int 1 differently, and so do optimizers. Their options are plain numbers here; which of
// them are floats is kept aside. A number that had a fraction, or was given as `float(1)`, stays a float when it becomes whole.

const floatPaths = new WeakMap<object, ReadonlySet<string>>();

/** Replaces every `Float` among the values by its number, and arrays by frozen ones, which print as tuples. */
export function takeFloats<T extends object>(values: T): T {
  const floats = new Set<string>();
  const plain = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return Object.freeze(value.map((item, i) => plain(item, `${path}.${i}`)));
    if (value instanceof Float || (typeof value === "number" && !Number.isInteger(value))) floats.add(path);
    return value instanceof Float ? value.value : value;
  };
  for (const [key, value] of Object.entries(values)) (values as Record<string, unknown>)[key] = plain(value, key);
  // what a scheduler adds
  if (floats.has("lr")) floats.add("initialLr");
  floatPaths.set(values, floats);
  return values;
}

/** A copy of `values` with its whole floats as `Float`. */
export function withFloats(values: object): Record<string, unknown> {
  const floats = floatPaths.get(values) ?? new Set();
  const shown = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) {
      const items = value.map((item, i) => shown(item, `${path}.${i}`));
      return Object.isFrozen(value) ? Object.freeze(items) : items;
    }
    return typeof value === "number" && Number.isInteger(value) && floats.has(path) ? new Float(value) : value;
  };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, shown(value, key)]));
}
