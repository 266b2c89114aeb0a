import { memory, regions } from "../memory/heap.js";
import { WebAssembly } from "../memory/webassembly.js";
import { assemble, F32, Func, I32, V128 } from "./asm.js";
import { hasVectors } from "./instructions.js";

// What a line of neighbouring float32 elements comes to, eight lanes side by side as PyTorch has them.

const [multiply, add, max, maxSingle] = [0xe6, 0xe4, 0xe9, 0x97];

/** largest(x, bytes): of at least one element; NaN if one is. */
function largest(): Func {
  const f = new Func("largest", [I32, I32], [F32]);
  const [end, v, s] = [f.local(I32), f.local(V128), f.local(F32)];
  f.get(0).load().tee(s).splat().set(v);
  f.get(0).get(1).i32(-16).and().add().set(end);
  f.walk(0, end, 16, () => f.get(v).get(0).vload().simd(max).set(v));
  f.get(end).get(1).i32(12).and().add().set(end);
  f.walk(0, end, 4, () => f.get(s).get(0).load().op(maxSingle).set(s));
  f.get(s);
  for (let i = 0; i < 4; i++) f.get(v).lane(i).op(maxSingle);
  return f;
}

/** lanes(x, y, bytes, out): sums of eight lanes; of products with `y` unless that is 0. At least eight elements, all whole. */
function lanes(): Func {
  const f = new Func("lanes", [I32, I32, I32, I32]);
  const [x, y, bytes, out] = [0, 1, 2, 3] as const;
  const end = f.local(I32);
  const totals = [f.local(V128), f.local(V128)];
  const through = (pointers: readonly number[], load: (offset: number) => void): void => {
    const step = (): void => {
      for (const p of pointers) if (p !== x) f.get(p).i32(32).add().set(p);
    };
    for (const [i, total] of totals.entries()) {
      load(16 * i);
      f.set(total);
    }
    f.get(x).i32(32).add().set(x);
    step();
    f.walk(x, end, 32, () => {
      for (const [i, total] of totals.entries()) {
        f.get(total);
        load(16 * i);
        f.simd(add).set(total);
      }
      step();
    });
  };
  f.get(x).get(bytes).add().set(end);
  f.get(y).when(
    () => through([x, y], (offset) => f.get(x).vload(offset).get(y).vload(offset).simd(multiply)),
    () => through([x], (offset) => f.get(x).vload(offset)),
  );
  for (const [i, total] of totals.entries())
    f.get(out)
      .get(total)
      .vstore(16 * i);
  return f;
}

/** rows(from, step, count, totals): adds rows of 32 elements to the totals. */
function rows(): Func {
  const f = new Func("rows", [I32, I32, I32, I32]);
  const [from, step, count, to] = [0, 1, 2, 3] as const;
  const totals = Array.from({ length: 8 }, () => f.local(V128));
  for (const [i, total] of totals.entries())
    f.get(to)
      .vload(16 * i)
      .set(total);
  f.repeat(count, () => {
    for (const [i, total] of totals.entries())
      f.get(total)
        .get(from)
        .vload(16 * i)
        .simd(add)
        .set(total);
    f.get(from).get(step).add().set(from);
  });
  for (const [i, total] of totals.entries())
    f.get(to)
      .get(total)
      .vstore(16 * i);
  return f;
}

interface LineFunctions {
  largest(x: number, bytes: number): number;
  lanes(x: number, y: number, bytes: number, out: number): void;
  rows(from: number, step: number, count: number, totals: number): void;
}
function instantiate(): LineFunctions {
  const module = new WebAssembly.Module(assemble([largest(), lanes(), rows()]));
  return new WebAssembly.Instance(module, { e: { m: memory } }).exports as unknown as LineFunctions;
}
/** Without vectors nobody calls them. */
const functions = hasVectors ? instantiate() : ({} as LineFunctions);
/** The largest of the float32 elements at an address; NaN if one is. */
export const largestOf: LineFunctions["largest"] = functions.largest;
/** Writes the sums of eight lanes of the elements at address `x`, or of their products with those at `y` if that is not 0. */
export const foldLanes: LineFunctions["lanes"] = functions.lanes;
/** Adds rows of 32 elements to the totals at an address. */
export const addRows: LineFunctions["rows"] = functions.rows;
/** Room for four levels of 32 totals, and for one more. */
export const totalsAt: number = regions.kernels + 768;
/** Room for eight lanes. */
export const lanesAt: number = regions.kernels + 640;
