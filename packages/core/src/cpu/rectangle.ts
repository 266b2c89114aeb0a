import { type DType, float32, float64, int64 } from "../dtype.js";
import { memory } from "../memory/heap.js";
import { WebAssembly } from "../memory/webassembly.js";
import { assemble, Func, I32, integers } from "./asm.js";
import { elementsOf } from "./elements.js";
import { double, type Format, single } from "./format.js";
import { hasVectors } from "./instructions.js";

// Rectangles of elements, that is rows of equal length at equal distances, copied to others or added to them. Elements are read as
// numbers; those of int64 are bigints, which are copied and added alike.

/** Distances in bytes; a row is so many vectors and then so many elements. */
type Rows = (
  from: number,
  fromRow: number,
  to: number,
  toRow: number,
  rows: number,
  vectors: number,
  elements: number,
) => void;

/** Load, add and store a float of a format. */
const floatCode = {
  4: { load: [0x2a, 2, 0], add: 0x92, store: [0x38, 2, 0] },
  8: { load: [0x2b, 3, 0], add: 0xa0, store: [0x39, 3, 0] },
} as const;

/** Visits pairs of vectors and of elements: `vector` and `element` leave what shall be stored. */
function overRows(name: string, { bytes }: Format, vector: (f: Func) => void, element: (f: Func) => void): Func {
  const f = new Func(name, integers(7));
  const [from, fromRow, to, toRow, rows, vectors, elements] = [0, 1, 2, 3, 4, 5, 6] as const;
  const [count, start, target] = [f.local(I32), f.local(I32), f.local(I32)];
  const advance = (step: number): void => {
    f.get(from).i32(step).add().set(from).get(to).i32(step).add().set(to);
  };
  f.repeat(rows, () => {
    f.get(from).set(start).get(to).set(target);
    f.get(vectors).set(count);
    f.repeat(count, () => {
      f.get(to);
      vector(f);
      f.vstore();
      advance(16);
    });
    f.get(elements).set(count);
    f.repeat(count, () => {
      f.get(to);
      element(f);
      advance(bytes);
    });
    f.get(start).get(fromRow).add().set(from).get(target).get(toRow).add().set(to);
  });
  return f;
}

function instantiate(format: Format): { readonly copy: Rows; readonly add: Rows } {
  const [from, to] = [0, 2];
  const { load, add, store } = floatCode[format.bytes as 4 | 8];
  const copyRows = overRows(
    "copy",
    format,
    (f) => f.get(from).vload(),
    (f) => f.get(from).op(...format.load, ...format.store),
  );
  const addRows = overRows(
    "add",
    format,
    (f) => f.get(to).vload().get(from).vload().simd(format.add),
    (f) =>
      f
        .get(to)
        .op(...load)
        .get(from)
        .op(...load, add, ...store),
  );
  const code = new WebAssembly.Module(assemble([copyRows, addRows]));
  const { exports } = new WebAssembly.Instance(code, { e: { m: memory } });
  return exports as unknown as { copy: Rows; add: Rows };
}

let singles: ReturnType<typeof instantiate> | null = null;
let doubles: ReturnType<typeof instantiate> | null = null;

/** The compiled functions for elements of 4 or 8 bytes, made when they are first wanted. */
function compiledFor(bytes: number): ReturnType<typeof instantiate> {
  if (bytes === 4) return (singles ??= instantiate(single));
  return (doubles ??= instantiate(double));
}

function runRows(
  rows: Rows,
  { bytes, shift }: DType,
  from: number,
  fromRow: number,
  to: number,
  toRow: number,
  height: number,
  width: number,
): void {
  const perVector = 16 / bytes;
  const elements = width % perVector;
  const vectors = (width - elements) / perVector;
  rows(from << shift, fromRow << shift, to << shift, toRow << shift, height, vectors, elements);
}

/** Copies `height` rows of `width` elements, `fromStep` apart, to rows that are runs. */
export function copyRectangle(
  dtype: DType,
  from: number,
  fromRow: number,
  fromStep: number,
  to: number,
  toRow: number,
  height: number,
  width: number,
): void {
  if (hasVectors && fromStep === 1 && dtype.bytes >= 4)
    return runRows(compiledFor(dtype.bytes).copy, dtype, from, fromRow, to, toRow, height, width);
  const heap = elementsOf(dtype) as Float32Array;
  for (let row = 0; row < height; row++, from += fromRow, to += toRow)
    for (let i = 0; i < width; i++) heap[to + i] = heap[from + i * fromStep]!;
}

/** Adds `height` rows of `width` elements, which are runs, to elements `toStep` apart. */
export function addRectangle(
  dtype: DType,
  from: number,
  fromRow: number,
  to: number,
  toRow: number,
  toStep: number,
  height: number,
  width: number,
): void {
  if (hasVectors && toStep === 1 && (dtype === float32 || dtype === float64))
    return runRows(compiledFor(dtype.bytes).add, dtype, from, fromRow, to, toRow, height, width);
  const heap = elementsOf(dtype) as Float32Array;
  for (let row = 0; row < height; row++, from += fromRow, to += toRow)
    for (let i = 0; i < width; i++) heap[to + i * toStep] = heap[to + i * toStep]! + heap[from + i]!;
}

/** Sets elements to zero. */
export function clear(dtype: DType, start: number, numel: number): void {
  elementsOf(dtype).fill((dtype === int64 ? 0n : 0) as never, start, start + numel);
}
