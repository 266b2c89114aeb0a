import { isParameter, Tensor } from "@flambeau/core";
import type { Member } from "./module-members.js";

/** Something was put into a module that no constructor has made. */
export function notConstructed(value: Member): Error {
  const kind = isParameter(value) ? "parameters" : value instanceof Tensor ? "buffer" : "module";
  return new Error(`cannot assign ${kind} before Module.__init__() call`);
}

/** What a value is called where it is none of those that are wanted. */
export function kindOf(value: unknown): string {
  if (value instanceof Tensor) return `torch.${value.dtype.title}Tensor`;
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "object" ? value.constructor.name.replace(/^Object$/, "object") : typeof value;
}

/** A value of the wrong kind was registered under a name. */
export function notA(what: string, kind: string, name: string, value: unknown): TypeError {
  return new TypeError(`cannot assign '${kindOf(value)}' object to ${kind} '${name}' (${what} or None required)`);
}

/** A value of another kind was to take the place of a member. */
export function notReplaceable(kind: string, name: string, value: unknown, wanted: string): TypeError {
  return new TypeError(`cannot assign '${kindOf(value)}' as ${kind} '${name}' (${wanted} or None expected)`);
}

export function unnamed(kind: string, name: unknown): TypeError {
  return new TypeError(`${kind} name should be a string. Got ${typeof name}`);
}
