import { orderedDictText, pythonRepr } from "./python.js";
import { withFloats } from "./python-floats.js";

/** Options of `emptyDict`. */
export interface DictOptions {
  /** An OrderedDict; default false. */
  readonly ordered?: boolean;
}

/** The only things a dict inherits are its texts: keys are data, `__proto__` and `constructor` too. */
function prototypeWith(text: (dict: object) => string): object {
  const value = function (this: object): string {
    return text(this);
  };
  const member = { value, writable: true };
  return Object.create(null, { toString: member, [Symbol.for("nodejs.util.inspect.custom")]: member });
}

const plain = prototypeWith((dict) => pythonRepr(new Map(Object.entries(withFloats(dict)))));
const ordered = prototypeWith((dict) => orderedDictText(Object.entries(withFloats(dict))));

/**
 * A Python dict with keys that are strings, or an OrderedDict; prints as Python prints it.
 *
 * @example
 * const state = emptyDict<number>();
 * state.__proto__ = 1;
 * state // => {'__proto__': 1}
 */
export function emptyDict<V = unknown>({ ordered: inOrder = false }: DictOptions = {}): Record<string, V> {
  return Object.create(inOrder ? ordered : plain) as Record<string, V>;
}

/**
 * What `emptyDict` made: `"dict"` or `"OrderedDict"`; `null` of any other value.
 *
 * @example
 * dictKind(emptyDict({ ordered: true })) // => "OrderedDict"
 * dictKind({}) // => null
 */
export function dictKind(value: object): "dict" | "OrderedDict" | null {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === plain ? "dict" : prototype === ordered ? "OrderedDict" : null;
}
