import { memory } from "../memory/heap.js";
import { WebAssembly, type WebAssemblyTable } from "../memory/webassembly.js";
import { assemble, type Func, type Type } from "./asm.js";

/** A compiled function; it takes and gives numbers. */
export type Compiled = (...args: number[]) => number | void;

/** Where another thread finds a function: in the code of its module, by its place there. */
export interface Origin {
  readonly code: Uint8Array<ArrayBuffer>;
  readonly index: number;
  readonly params: readonly Type[];
}
const origins = new Map<unknown, Origin>();

/** Compiles functions into one module; they may call each other by number, and those of `table` by their place there. */
export function compile<Exports>(functions: readonly Func[], table?: WebAssemblyTable): Exports {
  const code = assemble(functions, table !== undefined);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { e: { m: memory, t: table } });
  for (const [index, { name, params }] of functions.entries()) origins.set(exports[name], { code, index, params });
  return exports as Exports;
}

export function originOf(f: Compiled): Origin {
  const origin = origins.get(f);
  if (origin === undefined) throw new Error("internal: a function that was not compiled cannot run on another thread");
  return origin;
}
