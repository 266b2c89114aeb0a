import { type DType, int64 } from "../dtype.js";
import { type Axis, eachPosition } from "./axes.js";
import { elementsOf } from "./elements.js";
import { eachResult, floatsOf, roundingOf, type Source } from "./fold.js";
import type { Floats } from "./sum.js";

/** Float factors, and what to do with them as their own type does. */
interface Factors {
  readonly a: Floats;
  /** Rounds every product: half types are rounded to themselves. */
  readonly round: (value: number) => number;
  /** Elements of a vector of 32 bytes. */
  readonly lanes: number;
}

/** Writes the products of a reduction, whose result has the type `dtype`, to the `n` results from `to` on. */
export function multiplyAll(dtype: DType, source: Source, to: number, n: number): void {
  const a = floatsOf(dtype.compute);
  if (a === null) return multiplyIntegers(dtype, source, to);
  const factors = { a, round: roundingOf(dtype), lanes: 32 / dtype.bytes };
  a.fill(1, to, to + n);
  const [inner, outer] = source.axes as [Axis, Axis];
  eachPosition(source.axes, 2, source.start, to, (from, at) => multiplyBlock(factors, inner, outer, from, at));
}

function multiplyIntegers(dtype: DType, source: Source, to: number): void {
  const a = elementsOf(dtype);
  let product: number | bigint = 1;
  const begin = (): void => {
    product = dtype === int64 ? 1n : 1;
  };
  const add = (start: number, step: number, n: number): void => {
    for (let i = 0; i < n; i++) {
      const v = a[start + i * step]!;
      product = typeof v === "bigint" ? BigInt.asIntN(64, (product as bigint) * v) : Math.imul(product as number, v);
    }
  };
  eachResult(source, to, begin, add, (at) => {
    a[at] = product as never;
  });
}

/** Multiplies into the result at `to` what the two innermost axes hold: contiguous elements in vectors, four at once. */
function multiplyBlock(factors: Factors, inner: Axis, outer: Axis, from: number, to: number): void {
  const { a, round, lanes } = factors;
  const group = 4 * lanes;
  const rows = inner.to === 0 && inner.from === 1 ? inner.size - (inner.size % group) : 0;
  const isOuter = inner.to === 0 && inner.from !== 1 && outer.from === 1 && outer.to === 1;
  const columns = isOuter ? outer.size - (outer.size % group) : 0;
  for (let j = 0; j < outer.size; j++) {
    const start = from + j * outer.from;
    const at = to + j * outer.to;
    if (rows > 0) a[at] = round(a[at]! * ofVectors(factors, start, rows));
    if (j < columns) a[at] = round(a[at]! * inTurn(factors, start, inner.from, inner.size));
    else
      for (let i = rows; i < inner.size; i++) {
        const place = at + i * inner.to;
        a[place] = round(a[place]! * a[start + i * inner.from]!);
      }
  }
}

/** The product of `n` elements one after the other. */
function inTurn({ a, round }: Factors, start: number, step: number, n: number): number {
  let product = a[start]!;
  for (let i = 1; i < n; i++) product = round(product * a[start + i * step]!);
  return product;
}

/** The product of a run: four vectors side by side, then their lanes in order. */
function ofVectors(factors: Factors, start: number, n: number): number {
  const { round, lanes } = factors;
  const rows = n / (4 * lanes);
  const lane = (vector: number, i: number): number => inTurn(factors, start + vector * lanes + i, 4 * lanes, rows);
  let product = 1;
  for (let i = 0; i < lanes; i++) {
    const left = round(lane(0, i) * lane(1, i));
    const right = round(lane(2, i) * lane(3, i));
    product = round(product * round(left * right));
  }
  return product;
}
