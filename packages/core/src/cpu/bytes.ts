import { deferred, divideBytes, longBytes } from "../threads/pool.js";
import { Func, I32 } from "./asm.js";
import { compile } from "./compiled.js";

// Runs of bytes. The methods of typed arrays do this too, but where the memory is shared they go element by element: `fill` takes ten
// times as long, `copyWithin` up to five.

interface ByteFunctions {
  readonly clear: (address: number, bytes: number) => void;
  readonly copy: (to: number, from: number, bytes: number) => void;
}
const functions = compile<ByteFunctions>([
  new Func("clear", [I32, I32]).get(0).i32(0).get(1).op(0xfc, 0x0b, 0),
  new Func("copy", [I32, I32, I32]).get(0).get(1).get(2).op(0xfc, 0x0a, 0, 0),
]);
/** Sets bytes to 0. */
export const clearBytes: ByteFunctions["clear"] = functions.clear;

const copyRun = functions.copy;

/** Copies bytes that do not overlap. */
export function copyBytes(to: number, from: number, bytes: number): void {
  if (bytes < longBytes) deferred(copyRun)(to, from, bytes);
  else divideCopy(to, from, bytes);
}

function divideCopy(to: number, from: number, bytes: number): void {
  divideBytes(bytes, (first, size) => deferred(copyRun)(to + first, from + first, size));
}
