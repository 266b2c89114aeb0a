import { shapeHoldsOther } from "../errors/printing.js";
import { decimalText, nonFiniteText, signOf } from "./decimal.js";
import { double, type FloatKind, floatWriter, single, wholeWriter } from "./numpy-formatter.js";
import type { Element } from "./printable.js";
import { gap, offsetsOf, type Selection, selectionOf } from "./selection.js";

/** The values of a NumPy array of the same type. */
export type NumpyValues =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | BigInt64Array
  | readonly boolean[];

const threshold = 1000;
const edgeitems = 3;
const linewidth = 75;

/**
 * The text of an array, as NumPy's `print` writes it with its default options.
 *
 * - `shape` is the shape of the values in row-major order, `[values.length]` by default; `[]` prints a scalar
 *
 * @throws RangeError if the shape does not hold the values.
 *
 * @example
 * numpyText(Float32Array.of(0.5, 1.25, -3)) // => "[ 0.5   1.25 -3.  ]"
 */
export function numpyText(values: NumpyValues, shape: readonly number[] = [values.length]): string {
  if (shape.reduce((a, b) => a * b, 1) !== values.length) throw shapeHoldsOther("numpyText", shape, values.length);
  const kind = values instanceof Float32Array ? single : values instanceof Float64Array ? double : null;
  if (shape.length === 0) return scalarText(values[0]!, kind);
  if (values.length === 0) return "[]";
  const selection = selectionOf(shape, values.length > threshold ? edgeitems : Number.POSITIVE_INFINITY);
  const shown = offsetsOf(selection).map((offset) => values[offset]!);
  const write = kind ? floatWriter(shown.map(Number), kind) : wholeWriter(shown);
  return block({ values, selection, write }, 0, 0);
}

function scalarText(value: Element, kind: FloatKind | null): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (kind === null) return String(value);
  const number = Number(value);
  if (!Number.isFinite(number)) return nonFiniteText(number);
  const magnitude = Math.abs(number);
  const hasExponent = magnitude !== 0 && (magnitude < 1e-4 || magnitude >= kind.scalarLimit);
  return signOf(number) + decimalText(kind.shortest(magnitude), hasExponent);
}

/** An array on its way to text. */
interface Page {
  readonly values: NumpyValues;
  readonly selection: Selection;
  readonly write: (value: Element) => string;
}

/** The sub-array of the dimensions from `dim` on that begins at an element. */
function block(page: Page, dim: number, offset: number): string {
  const { positions, steps } = page.selection;
  const below = positions.length - dim - 1;
  if (below === 0) return row(page, dim, offset);
  const parts = positions[dim]!.map((i) => (i === gap ? "..." : block(page, dim + 1, offset + i * steps[dim]!)));
  return `[${parts.join("\n".repeat(below) + " ".repeat(dim + 1))}]`;
}

/** The last dimension: as many elements side by side as leave room for the closing brackets. */
function row({ values, selection, write }: Page, dim: number, offset: number): string {
  const indent = " ".repeat(dim + 1);
  const lines: string[] = [];
  let line = indent;
  for (const i of selection.positions[dim]!) {
    const word = i === gap ? "..." : write(values[offset + i]!);
    if (line.length + word.length > linewidth - dim - 1 && line.length > indent.length) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  lines.push(line.slice(0, -1));
  return `[${lines.join("\n").slice(indent.length)}]`;
}
