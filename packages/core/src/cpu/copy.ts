import { type DType, float32, float64 } from "../dtype.js";
import type { Layout, Shape } from "../layout.js";
import { i32, u8, u16 } from "../memory/heap.js";
import type { Operand } from "../tensor.js";
import { deferred, divide } from "../threads/pool.js";
import { copyBox, type Extent, type Steps } from "./boxes.js";
import { copyBytes } from "./bytes.js";
import { converter } from "./convert.js";
import { decoder, type Elements, elementsOf, encoder } from "./elements.js";
import { hasVectors } from "./instructions.js";
import { matrixFunctions } from "./matrix.js";

// The one kernel that knows strides and conversions. Every other kernel works on runs of contiguous elements of one type.

/** Where elements lie: the first one and the step along each dimension, in elements. */
export interface Place {
  readonly dtype: DType;
  readonly start: number;
  readonly strides: Shape;
}

/** The place of an operand, seen with the shape of `layout`; brings evicted bytes back. */
export function placeOf(x: Operand, layout: Layout): Place {
  const { strides } = x.layout === layout ? layout : x.layout.expand(layout);
  return { dtype: x.dtype, start: (x.storage.address() >>> x.dtype.shift) + x.offset, strides };
}

/** Copies the elements of `shape` from one place to another, converting them. */
export function copyElements(shape: Shape, from: Place, to: Place): void {
  const dims = merge(shape, from.strides, to.strides);
  if (dims === null) return;
  const isCompiled = from.dtype !== to.dtype || (from.dtype.shift >= 2 && dims.length > 1);
  if (hasVectors && isCompiled && numelOf(dims) >= dividedFrom) divideDims(dims, from, to);
  else copyDims(dims, from, to);
}

const numelOf = (dims: readonly Dim[]): number => dims.reduce((product, { size }) => product * size, 1);

/** From so many elements on threads are worth it; and what a copied element costs, in multiplications. */
const dividedFrom = 1 << 16;
const costOfElement = 16;

/** Divides the longest dimension among threads, but not the innermost if there are others. */
function divideDims(dims: readonly Dim[], from: Place, to: Place): void {
  const longest = dims.reduce((best, { size }, d) => (best === 0 || size > dims[best]!.size ? d : best), 0);
  const { size, ...steps } = dims[longest]!;
  const grain = longest === 0 ? 64 : 1;
  divide(Math.ceil(size / grain), numelOf(dims) * costOfElement, (begin, end) => {
    const first = begin * grain;
    const part = { ...steps, size: Math.min(end * grain, size) - first };
    const start = (place: Place, step: number): Place => ({ ...place, start: place.start + first * step });
    copyDims(
      dims.map((dim, d) => (d === longest ? part : dim)),
      start(from, steps.from),
      start(to, steps.to),
    );
  });
}

function copyDims(dims: readonly Dim[], from: Place, to: Place): void {
  const same = from.dtype === to.dtype;
  if (hasVectors && same && from.dtype.shift >= 2 && dims.length > 1)
    return turns(dims) ? copyTurned(dims, from, to) : copyBoxes(dims, from, to);
  const [inner] = dims as [Dim];
  if (hasVectors && (!same || inner.from !== 1 || inner.to !== 1)) return convertRows(dims, from, to);
  const source = elementsOf(from.dtype);
  const target = elementsOf(to.dtype);
  const row = same ? copyRows[from.dtype.shift]! : convertRow(from.dtype, to.dtype);
  walk(dims, dims.length - 1, from.start, to.start, (a, b, dim) =>
    row(source, a, dim.from, target, b, dim.to, dim.size),
  );
}

interface Dim {
  readonly size: number;
  readonly from: number;
  readonly to: number;
}
type Row = (source: Elements, a: number, aStep: number, target: Elements, b: number, bStep: number, n: number) => void;

/** Neighbouring dimensions that both places walk as one become one; innermost first. Null if there are no elements. */
function merge(shape: Shape, from: Shape, to: Shape): Dim[] | null {
  const dims: Dim[] = [];
  for (let d = shape.length - 1; d >= 0; d--) {
    const size = shape[d]!;
    if (size === 0) return null;
    if (size === 1) continue;
    const last = dims.at(-1);
    if (last !== undefined && from[d] === last.from * last.size && to[d] === last.to * last.size)
      dims[dims.length - 1] = { ...last, size: last.size * size };
    else dims.push({ size, from: from[d]!, to: to[d]! });
  }
  if (dims.length === 0) dims.push({ size: 1, from: 1, to: 1 });
  return dims;
}

/** Whether the places run through their elements in rows, but along different dimensions. */
function turns(dims: readonly Dim[]): boolean {
  const inner = dims[0]!;
  return inner.to === 1 && inner.size >= 4 && dims.some(({ from, size }, d) => d > 0 && from === 1 && size >= 4);
}

/** A dimension to walk once. */
const single: Dim = { size: 1, from: 0, to: 0 };

function copyTurned(dims: readonly Dim[], from: Place, to: Place): void {
  const across = dims.find((dim, d) => d > 0 && dim.from === 1)!;
  const [down] = dims as [Dim];
  const others = dims.filter((dim) => dim !== down && dim !== across);
  const { shift } = from.dtype;
  const { transpose } = matrixFunctions(shift === 2 ? float32 : float64);
  walk([single, ...others], others.length, from.start, to.start, (a, b) =>
    transpose(a << shift, down.from << shift, b << shift, across.to << shift, down.size, across.size),
  );
}

/** Boxes of the three innermost dimensions. */
function copyBoxes(dims: readonly Dim[], from: Place, to: Place): void {
  const [inner, row = single, layer = single, ...others] = dims as [Dim, ...Dim[]];
  const extent: Extent = [layer.size, row.size, inner.size];
  const steps = (way: "from" | "to"): Steps => ({ layer: layer[way], row: row[way], step: inner[way] });
  const [fromSteps, toSteps] = [steps("from"), steps("to")];
  walk([single, ...others], others.length, from.start, to.start, (a, b) =>
    copyBox(from.dtype, extent, a, fromSteps, b, toSteps),
  );
}

function convertRows(dims: readonly Dim[], from: Place, to: Place): void {
  const convert = deferred(converter(from.dtype, to.dtype));
  const [fromShift, toShift] = [from.dtype.shift, to.dtype.shift];
  walk(dims, dims.length - 1, from.start, to.start, (a, b, dim) =>
    convert(a << fromShift, dim.from << fromShift, b << toShift, dim.to << toShift, dim.size),
  );
}

function walk(
  dims: readonly Dim[],
  d: number,
  a: number,
  b: number,
  row: (a: number, b: number, dim: Dim) => void,
): void {
  const dim = dims[d]!;
  if (d === 0) return row(a, b, dim);
  for (let i = 0; i < dim.size; i++) walk(dims, d - 1, a + i * dim.from, b + i * dim.to, row);
}

/** Copies elements of `1 << shift` bytes as whole numbers: one function per size, so that each sees one type of array. */
const copyRows: readonly Row[] = [
  (_, a, aStep, __, b, bStep, n) => {
    if (aStep === 1 && bStep === 1) return copyBytes(b, a, n);
    for (let i = 0; i < n; i++) u8[b + i * bStep] = u8[a + i * aStep]!;
  },
  (_, a, aStep, __, b, bStep, n) => {
    if (aStep === 1 && bStep === 1) return copyBytes(b << 1, a << 1, n << 1);
    for (let i = 0; i < n; i++) u16[b + i * bStep] = u16[a + i * aStep]!;
  },
  (_, a, aStep, __, b, bStep, n) => {
    if (aStep === 1 && bStep === 1) return copyBytes(b << 2, a << 2, n << 2);
    for (let i = 0; i < n; i++) i32[b + i * bStep] = i32[a + i * aStep]!;
  },
  (_, a, aStep, __, b, bStep, n) => {
    if (aStep === 1 && bStep === 1) return copyBytes(b << 3, a << 3, n << 3);
    for (let i = 0; i < n; i++) {
      i32[(b + i * bStep) * 2] = i32[(a + i * aStep) * 2]!;
      i32[(b + i * bStep) * 2 + 1] = i32[(a + i * aStep) * 2 + 1]!;
    }
  },
];

function convertRow(from: DType, to: DType): Row {
  const decode = decoder(from);
  const encode = encoder(from, to);
  return (source, a, aStep, target, b, bStep, n) => {
    for (let i = 0; i < n; i++) {
      const raw = source[a + i * aStep]!;
      const value = decode === null ? raw : decode(raw as number);
      target[b + i * bStep] = encode === null ? value : encode(value as never);
    }
  };
}
