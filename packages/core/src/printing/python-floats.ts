import { Float } from "../scalar.js";

// Python writes the float 1.0 and the int 1 differently, in print and in files. Both are plain numbers here; which of them are
// floats is kept aside. A number that had a fraction, or was given as `float(1)`, stays a float when it becomes whole.

const floatPaths = new WeakMap<object, ReadonlySet<string>>();

/**
 * Notes which numbers of an object or an array are Python floats, by key; of nested arrays as `"betas.0"`.
 *
 * @example
 * const options = { lr: 1 };
 * noteFloats(options, ["lr"]);
 * withFloats(options).lr instanceof Float // => true
 */
export function noteFloats(values: object, paths: Iterable<string>): void {
  floatPaths.set(values, new Set(paths));
}

/**
 * Which numbers of an object or an array are known to be Python floats.
 *
 * @example
 * const options = { lr: 1, epoch: 1 };
 * noteFloats(options, ["lr"]);
 * [...floatsOf(options)] // => [ 'lr' ]
 */
export function floatsOf(values: object): ReadonlySet<string> {
  return floatPaths.get(values) ?? none;
}

const none: ReadonlySet<string> = new Set();

/**
 * Replaces every `Float` among the values by its number, and arrays by frozen ones, which print as tuples.
 *
 * @example
 * const options = takeFloats({ lr: float(1), betas: [0.5, 1] });
 * options.betas // => [0.5, 1]
 */
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

/**
 * A copy of `values` with its whole floats as `Float`.
 *
 * @example
 * pythonRepr(withFloats(takeFloats({ lr: float(1), epoch: 1 }))) // => "{'lr': 1.0, 'epoch': 1}"
 */
export function withFloats(values: object): Record<string, unknown> {
  const floats = floatsOf(values);
  const shown = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) {
      const own = floatsOf(value);
      const items = value.map((item, i) => {
        const isFloat = own.has(String(i)) && Number.isInteger(item);
        return isFloat ? new Float(item) : shown(item, `${path}.${i}`);
      });
      return Object.isFrozen(value) ? Object.freeze(items) : items;
    }
    return typeof value === "number" && Number.isInteger(value) && floats.has(path) ? new Float(value) : value;
  };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, shown(value, key)]));
}
