import { type DType, float32, float64 } from "../dtype.js";
import { deferred, isNoting, noted } from "../threads/pool.js";
import { Func, I32, integers, V128 } from "./asm.js";
import { clearBytes } from "./bytes.js";
import { compile } from "./compiled.js";
import { elementsOf } from "./elements.js";
import { double, type Format, single } from "./format.js";
import { hasVectors } from "./instructions.js";

// Boxes of elements, that is layers of rows, copied to others or added to them. Elements are read as numbers; those of int64 are
// bigints, which are copied and added alike.

/** How far layers, rows and the elements of a row are apart. */
export interface Steps {
  readonly layer: number;
  readonly row: number;
  readonly step: number;
}
export type Extent = readonly [layers: number, rows: number, length: number];

/** Copies the box of elements that begins at `a` to the one at `b`. */
export function copyBox(dtype: DType, extent: Extent, a: number, from: Steps, b: number, to: Steps): void {
  if (hasVectors && dtype.bytes >= 4) return runBox(compiledFor(dtype.bytes).copy, dtype, extent, a, from, b, to);
  const heap = elementsOf(dtype) as Float32Array;
  eachRow(extent, a, from, b, to, (p, q) => {
    for (let i = 0; i < extent[2]; i++) heap[q + i * to.step] = heap[p + i * from.step]!;
  });
}

/** Adds the elements of the box at `a` to those of the one at `b`. */
export function addBox(dtype: DType, extent: Extent, a: number, from: Steps, b: number, to: Steps): void {
  if (hasVectors && (dtype === float32 || dtype === float64))
    return runBox(compiledFor(dtype.bytes).add, dtype, extent, a, from, b, to);
  const heap = elementsOf(dtype) as Float32Array;
  eachRow(extent, a, from, b, to, (p, q) => {
    for (let i = 0; i < extent[2]; i++) heap[q + i * to.step] = heap[q + i * to.step]! + heap[p + i * from.step]!;
  });
}

type Visit = (from: number, to: number) => void;

function eachRow([layers, rows]: Extent, a: number, from: Steps, b: number, to: Steps, visit: Visit): void {
  for (let layer = 0; layer < layers; layer++)
    for (let row = 0; row < rows; row++)
      visit(a + layer * from.layer + row * from.row, b + layer * to.layer + row * to.row);
}

/** Sets elements to zero. */
export function clear(dtype: DType, start: number, numel: number): void {
  deferred(clearBytes)(start << dtype.shift, numel << dtype.shift);
}

/** Distances in bytes. A row is either `vectors` vectors and one that ends it, at `last`, or `elements` elements. */
type CompiledBox = (
  from: number,
  fromLayer: number,
  fromRow: number,
  fromStep: number,
  to: number,
  toLayer: number,
  toRow: number,
  toStep: number,
  layers: number,
  rows: number,
  vectors: number,
  last: number,
  elements: number,
) => void;

function runBox(
  box: CompiledBox,
  { shift }: DType,
  [layers, rows, length]: Extent,
  a: number,
  from: Steps,
  b: number,
  to: Steps,
): void {
  if (length === 0) return;
  const lanes = 16 >> shift;
  const isRun = from.step === 1 && to.step === 1 && length >= lanes;
  box(
    a << shift,
    from.layer << shift,
    from.row << shift,
    from.step << shift,
    b << shift,
    to.layer << shift,
    to.row << shift,
    to.step << shift,
    layers,
    rows,
    Math.ceil(length / lanes) - 1,
    (length - lanes) << shift,
    isRun ? 0 : length,
  );
}

/** `vector` and `element` leave what shall be stored at pointer `to`, given that and a pointer `from`. */
function overBox(
  name: string,
  { store }: Format,
  vector: (f: Func, from: number, to: number) => void,
  element: (f: Func, from: number, to: number) => void,
): Func {
  const f = new Func(name, integers(13));
  const [from, fromLayer, fromRow, fromStep, to, toLayer, toRow, toStep] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  const [layers, rows, vectors, last, elements] = [8, 9, 10, 11, 12] as const;
  const [row, count, end] = [f.local(I32), f.local(I32), f.local(V128)];
  const [fromStart, toStart, a, b] = [f.local(I32), f.local(I32), f.local(I32), f.local(I32)];
  const move = (pointer: number, step: number): Func => f.get(pointer).get(step).add().set(pointer);
  f.repeat(layers, () => {
    f.get(from).set(fromStart).get(to).set(toStart).get(rows).set(row);
    f.repeat(row, () => {
      f.get(fromStart).set(a).get(toStart).set(b);
      f.get(elements).tee(count);
      f.when(
        () => {
          f.repeat(count, () => {
            f.get(b);
            element(f, a, b);
            f.op(...store);
            move(a, fromStep);
            move(b, toStep);
          });
        },
        () => {
          // it overlaps the vector before it, so it is computed while that one has not been stored
          move(a, last);
          move(b, last);
          vector(f, a, b);
          f.set(end);
          f.get(fromStart).set(a).get(toStart).set(b).get(vectors).set(count);
          f.repeat(count, () => {
            f.get(b);
            vector(f, a, b);
            f.vstore();
            for (const pointer of [a, b]) f.get(pointer).i32(16).add().set(pointer);
          });
          f.get(toStart).get(last).add().get(end).vstore();
        },
      );
      move(fromStart, fromRow);
      move(toStart, toRow);
    });
    move(from, fromLayer);
    move(to, toLayer);
  });
  return f;
}

interface CompiledBoxes {
  readonly copy: CompiledBox;
  readonly add: CompiledBox;
}

function instantiate(format: Format): CompiledBoxes {
  const { bytes, load, add } = format;
  const floats = floatCode[bytes as 4 | 8];
  const copyBoxes = overBox(
    "copy",
    format,
    (f, from) => f.get(from).vload(),
    (f, from) => f.get(from).op(...load),
  );
  const addBoxes = overBox(
    "add",
    { ...format, store: floats.store },
    (f, from, to) => f.get(to).vload().get(from).vload().simd(add),
    (f, from, to) =>
      f
        .get(to)
        .op(...floats.load)
        .get(from)
        .op(...floats.load, floats.add),
  );
  return { ...compile<CompiledBoxes>([copyBoxes, addBoxes]) };
}

/** Load, add and store a float of a format. */
const floatCode = {
  4: { load: [0x2a, 2, 0], add: 0x92, store: [0x38, 2, 0] },
  8: { load: [0x2b, 3, 0], add: 0xa0, store: [0x39, 3, 0] },
} as const;

let singles: CompiledBoxes | null = null;
let doubles: CompiledBoxes | null = null;

/** The compiled functions for elements of 4 or 8 bytes, made when they are first wanted. */
function compiledFor(bytes: number): CompiledBoxes {
  const functions = bytes === 4 ? (singles ??= instantiate(single)) : (doubles ??= instantiate(double));
  return isNoting() ? noted(functions) : functions;
}
