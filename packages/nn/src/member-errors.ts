import { isParameter, Tensor } from "@flambeau/core";
import type { Member } from "./module-members.js";

/** Something was put into a module that no constructor has made. */
export function notConstructed(value: Member): Error {
  const kind = isParameter(value) ? "parameters" : value instanceof Tensor ? "buffer" : "module";
  return new Error(`cannot assign ${kind} before Module.__init__() call`);
}

/** A value of the wrong kind was registered under a name. */
export function notA(what: string, kind: string, name: string, value: unknown): TypeError {
  const seen = value instanceof Tensor ? `torch.${value.dtype.title}Tensor` : typeof value;
  return new TypeError(`cannot assign '${seen}' object to ${kind} '${name}' (${what} or None required)`);
}
