import { type Caller, Reference } from "../caller.js";
import { PythonFloat, PythonTuple } from "../values.js";

/** Python's `repr`, as the library writes it. */
export function repr(caller: Caller, value: unknown): string {
  return String(caller.library.call("python_repr", [printable(caller, value)]));
}

/** `repr` of an `OrderedDict`, which is what a module's state dict is. */
export function orderedDictRepr(caller: Caller, entries: ReadonlyMap<string, unknown>): string {
  return String(caller.library.call("ordered_dict_text", [entries]));
}

/** Python's kinds in the library's: a float as `float(2)`, a tuple as a frozen array. */
function printable(caller: Caller, value: unknown): unknown {
  if (value instanceof Reference) return caller.library.need(value.path);
  if (value instanceof PythonFloat) return caller.library.call("float", [value.value]);
  if (value instanceof PythonTuple) return Object.freeze(Array.from(value, (item) => printable(caller, item)));
  if (Array.isArray(value)) return Object.isFrozen(value) ? value : value.map((item) => printable(caller, item));
  if (value instanceof Map) return new Map(Array.from(value, ([key, item]) => [key, printable(caller, item)]));
  return value;
}
