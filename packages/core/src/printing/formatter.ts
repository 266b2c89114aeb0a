import { exponentText, fixedText } from "./decimal.js";
import type { PrintOptions } from "./options.js";
import type { Element } from "./printable.js";

/** How the elements of one tensor are written: all to the same width. */
export interface Formatter {
  readonly width: number;
  format(value: Element): string;
}

/** The formatter that suits the elements that will be shown. */
export function formatterOf(shown: readonly Element[], isFloat: boolean, options: PrintOptions): Formatter {
  return isFloat ? floatFormatter(shown.map(Number), options) : aligned(shown, wholeText);
}

/** The text of an integer or a boolean. */
function wholeText(value: Element): string {
  return typeof value === "boolean" ? (value ? "True" : "False") : String(value);
}

function floatFormatter(shown: readonly number[], options: PrintOptions): Formatter {
  // zeros and non-finite values take the column as it is, even where they do not fit
  const measured = shown.filter((value) => Number.isFinite(value) && value !== 0);
  const write = floatText(measured, options);
  return aligned(measured, (value) => write(Number(value)));
}

function aligned(measured: readonly Element[], write: (value: Element) => string): Formatter {
  const width = measured.reduce((widest: number, value) => Math.max(widest, write(value).length), 1);
  return { width, format: (value) => write(value).padStart(width) };
}

function floatText(measured: readonly number[], { precision, sciMode }: PrintOptions): (value: number) => string {
  if (measured.length > 0 && (sciMode ?? needsExponent(measured))) return (value) => exponentText(value, precision);
  if (measured.every(Number.isInteger)) return (value) => fixedText(value, 0) + (Number.isFinite(value) ? "." : "");
  return (value) => fixedText(value, precision);
}

function needsExponent(measured: readonly number[]): boolean {
  const magnitudes = measured.map(Math.abs);
  const least = magnitudes.reduce((a, b) => Math.min(a, b));
  const most = magnitudes.reduce((a, b) => Math.max(a, b));
  return most / least > 1000 || most > 1e8 || least < 1e-4;
}
