import { type DType, float32 } from "../dtype.js";
import { markTemporaries, releaseTemporaries, takeTemporary } from "../memory/temporary.js";
import { isNoting, noted, partsOf, runNoted } from "../threads/pool.js";
import type { Func } from "./asm.js";
import { clear, copyBox } from "./boxes.js";
import { compile } from "./compiled.js";
import { double, type Format, single } from "./format.js";
import { packElements, packRows, sweep, tile, tileBytes, tileRows } from "./gemm.js";
import { transpose } from "./transpose.js";

// Products of float matrices, wherever their rows and columns lie. The second factor is packed into panels as wide as a tile, so
// that all layouts run alike.

/** As much of k, and of a row in bytes, as caches hold. */
const depth = 256;
const rowBytes = 2048;
/** A first factor that lies in columns is turned in blocks of so many rows. */
const turnedRows = 24 * tileRows;
/** Bytes between its rows, which would fall on the same lines of a cache if they were a power of two apart. */
const turnedGap = 64;
/** For fewer columns it is read as it lies. */
const turnedFrom = 32;

/** For fewer products that add up to an element, turning a result costs more than it saves. */
const turnedResultFrom = 32;

/** Steps and addresses in bytes. */
interface MatrixFunctions {
  readonly transpose: (from: number, fromRow: number, to: number, toRow: number, rows: number, columns: number) => void;
  readonly packRows: (b: number, bRow: number, to: number, k: number, panels: number) => void;
  readonly packElements: (b: number, bRow: number, bColumn: number, to: number, k: number, columns: number) => void;
  /** Tiles of two vectors, and of one. */
  readonly sweep2: Sweep;
  readonly sweep1: Sweep;
}
type Sweep = (
  a: number,
  aRow: number,
  aColumn: number,
  b: number,
  bRow: number,
  bPanel: number,
  c: number,
  cRow: number,
  m: number,
  k: number,
  end: number,
  adds: number,
  bias: number,
) => void;

function instantiate(format: Format): MatrixFunctions {
  const tiles = (vectors: number): Func[] =>
    Array.from({ length: tileRows }, (_, row) => tile(row + 1, format, vectors));
  const sweeps = [...tiles(2), ...tiles(1), sweep(0, 2), sweep(tileRows, 1)];
  return { ...compile<MatrixFunctions>([...sweeps, packRows(), packElements(format), transpose(format)]) };
}

let singles: MatrixFunctions | null = null;
let doubles: MatrixFunctions | null = null;

/** The functions for a float type, made when they are first wanted. */
export function matrixFunctions(dtype: DType): MatrixFunctions {
  const functions = dtype === float32 ? (singles ??= instantiate(single)) : (doubles ??= instantiate(double));
  return isNoting() ? noted(functions) : functions;
}

/**
 * `c = a b`, or `c += a b` if `adds`: matrices [m, k] and [k, n] with any steps, and `c` with rows that are runs. Places and steps
 * are counted in elements. `k` runs in order. The run of `n` elements at `bias`, unless that is 0, is added last to each row; it says
 * so by true, as sizes for which it computes the transposed product leave that to the caller.
 */
export function multiplyFloats(
  dtype: DType,
  a: number,
  aRow: number,
  aColumn: number,
  b: number,
  bRow: number,
  bColumn: number,
  c: number,
  cRow: number,
  m: number,
  k: number,
  n: number,
  adds: boolean,
  bias = 0,
): boolean {
  if (m === 0 || n === 0) return true;
  // a matrix times a vector, the other way round
  if (n === 1 && m > 1 && cRow === 1) {
    multiplyFloats(dtype, b, bColumn, bRow, a, aColumn, aRow, c, 0, 1, k, m, adds);
    return false;
  }
  const { shift, bytes } = dtype;
  const width = tileBytes >> shift;
  // few columns fill tiles badly, unless they are rows
  if (!adds && k >= turnedResultFrom && 5 * n * filled(m, width) <= 4 * m * filled(n, width)) {
    const mark = markTemporaries();
    const turned = takeTemporary(m * n * bytes);
    multiplyFloats(dtype, b, bColumn, bRow, a, aColumn, aRow, turned >> shift, m, n, k, m, false);
    matrixFunctions(dtype).transpose(turned, m << shift, c << shift, cRow << shift, n, m);
    releaseTemporaries(mark);
    return false;
  }
  const parts = partsOf(m * k * n);
  const functions = parts > 1 ? noted(matrixFunctions(dtype)) : matrixFunctions(dtype);
  const { sweep2, sweep1, transpose } = functions;
  // rows that are turned before they are read, and those of one call
  const rowsAtOnce = parts > 1 ? m : turnedRows;
  const rowsOfCall = parts > 1 ? tileRows * Math.ceil(m / tileRows / parts) : turnedRows;
  const columnsAtOnce = rowBytes >> shift;
  const columnParts = parts > 1 ? Math.ceil(parts / Math.ceil(m / rowsOfCall)) : 1;
  const bytesOfCall = tileBytes * Math.ceil(Math.min(n, columnsAtOnce) / width / columnParts);
  const mark = markTemporaries();
  const packs = m > tileRows || bColumn !== 1;
  const panels = takeTemporary(Math.min(k, depth) * (packs ? Math.min(n + width - 1, columnsAtOnce) : width) * bytes);
  const turns = aRow === 1 && aColumn !== 1 && m > 1 && n >= turnedFrom;
  const turnedRow = (Math.min(k, depth) << shift) + turnedGap;
  const turned = turns ? takeTemporary(Math.min(m, rowsAtOnce) * turnedRow) : 0;
  const rest = n % width;
  const edge = takeTemporary(rest > 0 ? m * tileBytes : 0);
  const edgeAt = c + n - rest;
  const edgeBias = bias > 0 && rest > 0 ? takeTemporary(tileBytes) : 0;
  if (edgeBias > 0) copyColumns(dtype, bias + n - rest, 0, edgeBias >> shift, 0, 1, rest);
  if (adds) copyColumns(dtype, edgeAt, cRow, edge >> shift, width, m, rest);

  for (let j = 0; j < n; j += columnsAtOnce) {
    const columns = Math.min(n - j, columnsAtOnce);
    const whole = (columns - (columns % width)) << shift;
    let p = 0;
    do {
      const kc = Math.min(k - p, depth);
      const more = adds || p > 0 ? 1 : 0;
      const isLast = p + depth >= k;
      const biases = isLast && bias > 0 ? (bias + j) << shift : 0;
      const source = b + p * bRow + j * bColumn;
      if (packs) pack(functions, dtype, source, bRow, bColumn, panels, kc, columns);
      else if (rest > 0) pack(functions, dtype, source + columns - rest, bRow, 1, panels, kc, rest);
      const [first, row, panel] = packs
        ? [panels, tileBytes, kc * tileBytes]
        : [source << shift, bRow << shift, tileBytes];
      for (let start = 0; start < m; start += rowsAtOnce) {
        const end = Math.min(m, start + rowsAtOnce);
        if (turns)
          for (let i = start; i < end; i += rowsOfCall) {
            const from = (a + i * aRow + p * aColumn) << shift;
            const rows = Math.min(end - i, rowsOfCall);
            transpose(from, aColumn << shift, turned + (i - start) * turnedRow, turnedRow, kc, rows);
          }
        if (parts > 1) runNoted();
        const [fromRow, fromColumn] = turns ? [turnedRow, bytes] : [aRow << shift, aColumn << shift];
        for (let i = start; i < end; i += rowsOfCall) {
          const rows = Math.min(end - i, rowsOfCall);
          const from = turns ? turned + (i - start) * turnedRow : (a + i * aRow + p * aColumn) << shift;
          const to = (c + i * cRow + j) << shift;
          for (let x = 0; x < whole; x += bytesOfCall) {
            const panelsOfCall = first + (x / tileBytes) * panel;
            const stop = to + Math.min(whole, x + bytesOfCall);
            const added = biases && biases + x;
            sweep2(
              from,
              fromRow,
              fromColumn,
              panelsOfCall,
              row,
              panel,
              to + x,
              cRow << shift,
              rows,
              kc,
              stop,
              more,
              added,
            );
          }
          if (whole === columns << shift) continue;
          const last = packs ? panels + (whole >> shift) * kc * bytes : panels;
          const at = edge + i * tileBytes;
          // one column is enough to end it
          const edges = 2 * rest > width ? sweep2 : sweep1;
          const added = isLast ? edgeBias : 0;
          edges(from, fromRow, fromColumn, last, tileBytes, 0, at, tileBytes, rows, kc, at + 1, more, added);
        }
        if (parts > 1) runNoted();
      }
      p += depth;
    } while (p < k);
  }
  copyColumns(dtype, edge >> shift, width, edgeAt, cRow, m, rest);
  releaseTemporaries(mark);
  return true;
}

/** How many columns tiles compute for `n`. */
const filled = (n: number, width: number): number => Math.ceil(n / width) * width;

/** Packs `n` columns of `b` into panels at address `to`. */
function pack(
  { transpose, packRows, packElements }: MatrixFunctions,
  dtype: DType,
  b: number,
  bRow: number,
  bColumn: number,
  to: number,
  k: number,
  n: number,
): void {
  const { shift } = dtype;
  const width = tileBytes >> shift;
  const whole = bColumn === 1 ? Math.floor(n / width) : 0;
  if (whole > 0) packRows(b << shift, bRow << shift, to, k, whole);
  to += whole * k * tileBytes;
  for (let j = whole * width; j < n; j += width, to += k * tileBytes) {
    const columns = Math.min(n - j, width);
    const from = (b + j * bColumn) << shift;
    // what lies beyond the last column is computed too, and nobody reads it; but it must not be slow, as denormal numbers are
    if (columns < width) clear(dtype, to >> shift, (k * tileBytes) >> shift);
    if (bRow === 1) transpose(from, bColumn << shift, to, tileBytes, columns, k);
    else packElements(from, bRow << shift, bColumn << shift, to, k, columns);
  }
}

/** Copies the first `columns` of each of `m` rows. */
function copyColumns(
  dtype: DType,
  from: number,
  fromRow: number,
  to: number,
  toRow: number,
  m: number,
  columns: number,
): void {
  if (columns === 0) return;
  const fromSteps = { layer: 0, row: fromRow, step: 1 };
  copyBox(dtype, [1, m, columns], from, fromSteps, to, { layer: 0, row: toRow, step: 1 });
}
