import { WebAssembly, type WebAssemblyTable } from "../../memory/webassembly.js";
import { Func, I32, integers } from "../asm.js";
import { compile } from "../compiled.js";
import { inputsAtMost } from "./loop.js";

// One door to all element-wise kernels: the call in JavaScript then has one target, whose wrapper V8 inlines. Called each by itself,
// they cost small tensors some 30 nanoseconds more.

/** Addresses and steps of the result and of three inputs, which may not all be there; returns how many elements are written. */
export type Run = (
  count: number,
  out: number,
  x: number,
  xStep: number,
  y: number,
  yStep: number,
  z: number,
  zStep: number,
  parameters: number,
) => number;

const table: WebAssemblyTable = new WebAssembly.Table({ initial: 0, element: "anyfunc" });

/** Gives a kernel a place; the number of the place is what `runAt` takes. */
export function placeOf(run: Run): number {
  const place = table.grow(1);
  table.set(place, run);
  return place;
}

/** As many numbers as a kernel takes. */
const numbers = 3 + 2 * inputsAtMost;

/** `runAt(place, ...)` calls the kernel there. */
function door(): Func {
  const f = new Func("runAt", integers(1 + numbers), [I32]);
  for (let i = 1; i <= numbers; i++) f.get(i);
  return f.get(0).callPlace(1);
}

type RunAt = (place: number, ...numbers: Parameters<Run>) => number;
const functions = compile<{ runAt: RunAt }>([door(), new Func("kernel", integers(numbers), [I32]).i32(0)], table);
export const runAt: RunAt = functions.runAt;
