import {
  type Decimal,
  exponentSuffix,
  fixedText,
  nonFiniteText,
  positional,
  roundedDecimal,
  shortestDecimal,
  shortestDecimalFloat32,
  signOf,
} from "./decimal.js";
import type { Element } from "./printable.js";

/** NumPy's `precision`: at most so many decimals. */
const precision = 8;

/** The floats that NumPy prints: what differs is how many digits a value needs, and where exponents begin. */
export interface FloatKind {
  readonly shortest: (magnitude: number) => Decimal;
  readonly round: (value: number) => number;
  /** Arrays with a magnitude from here on have exponents. */
  readonly arrayLimit: number;
  /** Scalars from here on have an exponent. */
  readonly scalarLimit: number;
}

export const single: FloatKind = {
  shortest: shortestDecimalFloat32,
  round: Math.fround,
  arrayLimit: 1e6,
  scalarLimit: 1e6,
};

export const double: FloatKind = {
  shortest: shortestDecimal,
  round: (value) => value,
  arrayLimit: 1e8,
  scalarLimit: 1e16,
};

/** Writes the elements of an array of integers or booleans. */
export function wholeWriter(shown: readonly Element[]): (value: Element) => string {
  if (typeof shown[0] === "boolean") return (value) => (value ? " True" : "False");
  const width = shown.reduce((widest: number, value) => Math.max(widest, String(value).length), 0);
  return (value) => String(value).padStart(width);
}

/** A number around its point: `-1` and `25`, and with an exponent `e+05`. */
interface Parts {
  readonly left: string;
  readonly right: string;
  readonly exponent: number;
}

/** Writes the elements of an array of floats so that their points are below each other. */
export function floatWriter(shown: readonly number[], kind: FloatKind): (value: Element) => string {
  const finite = shown.filter(Number.isFinite);
  const hasExponent = needsExponent(finite, kind);
  const parts = finite.map((value) => (hasExponent ? scientific(value, 0, precision, kind) : plain(value, kind)));
  const right = widest(parts.map((part) => part.right.replace(/0+$/, "").length));
  const exponentDigits = Math.max(2, widest(parts.map((part) => String(Math.abs(part.exponent)).length)));
  const afterPoint = right + (hasExponent ? exponentDigits + 2 : 0);
  const others = shown.filter((value) => !Number.isFinite(value)).map((value) => nonFiniteText(value).length);
  // a non-finite value may reach under the point and beyond
  const left = Math.max(widest(parts.map((part) => part.left.length)), widest(others) - afterPoint - 1);
  return (element) => {
    const value = Number(element);
    if (!Number.isFinite(value)) return nonFiniteText(value).padStart(left + 1 + afterPoint);
    const part = hasExponent ? scientific(value, right, right, kind) : plain(value, kind);
    const end = hasExponent ? exponentSuffix(part.exponent, exponentDigits) : "";
    return `${part.left.padStart(left)}.${part.right.padEnd(right)}${end}`;
  };
}

function needsExponent(finite: readonly number[], { round, arrayLimit }: FloatKind): boolean {
  const magnitudes = finite.filter((value) => value !== 0).map(Math.abs);
  if (magnitudes.length === 0) return false;
  const least = magnitudes.reduce((a, b) => Math.min(a, b));
  const most = magnitudes.reduce((a, b) => Math.max(a, b));
  return most >= arrayLimit || least < round(1e-4) || round(most / least) > 1000;
}

function plain(value: number, kind: FloatKind): Parts {
  let { whole, decimals } = positional(kind.shortest(Math.abs(value)));
  if (decimals.length > precision)
    [whole, decimals] = fixedText(Math.abs(value), precision).split(".") as [string, string];
  return { left: signOf(value) + whole, right: decimals.replace(/0+$/, ""), exponent: 0 };
}

/** As many decimals as the value needs, within bounds; beyond its shortest digits come those of the exact value. */
function scientific(value: number, least: number, most: number, kind: FloatKind): Parts {
  let { digits, exponent } = kind.shortest(Math.abs(value));
  const count = Math.min(Math.max(digits.length, least + 1), most + 1);
  if (count !== digits.length) ({ digits, exponent } = roundedDecimal(Math.abs(value), count));
  return { left: signOf(value) + digits[0], right: digits.slice(1), exponent };
}

function widest(lengths: readonly number[]): number {
  return lengths.reduce((a, b) => Math.max(a, b), 0);
}
