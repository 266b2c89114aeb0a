import { invalidFormatSpec } from "../errors/printing.js";
import { Float, type Scalar } from "../scalar.js";
import { exponentText, fixedText, floatRepr, roundedDecimal } from "./decimal.js";

const specPattern = new RegExp(
  [
    "^(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<coerce>z)?(?<alternate>#)?",
    "(?<zero>0)?(?<width>\\d+)?(?<group>[,_])?(?:\\.(?<precision>\\d+))?(?<code>[bdoxXeEfFgG%])?$",
  ].join(""),
  "su",
);

interface Spec {
  readonly text: string;
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly coerce: boolean;
  readonly alternate: boolean;
  readonly width: number;
  readonly group: string;
  readonly precision: number | null;
  readonly code: string;
}

/** A number without its sign: what stands before, in and after the part that takes separators. */
interface Parts {
  readonly negative: boolean;
  readonly prefix: string;
  readonly whole: string;
  readonly rest: string;
}

/**
 * A number in Python's format language: `[[fill]align][sign][z][#][0][width][, or _][.precision][code]`.
 *
 * - integers take the codes `b d o x X`, all numbers `e E f F g G %`
 * - integral numbers are Python ints; `float(2)` is a Python float
 *
 * @throws RangeError for a specifier that is no such text, or that does not suit the number.
 *
 * @example
 * formatNumber(0.81625, ".2f") // => "0.82"
 */
export function formatNumber(value: Scalar, spec: string): string {
  const parsed = parse(spec);
  const isFloat = value instanceof Float || (typeof value === "number" && !Number.isInteger(value));
  if (typeof value === "boolean" && spec === "") return value ? "True" : "False";
  const parts =
    isFloat || "eEfFgG%".includes(parsed.code || "d")
      ? floatParts(Number(value), parsed)
      : integerParts(BigInt(value as number | bigint | boolean), parsed);
  return layOut(parts, parsed);
}

function parse(text: string): Spec {
  const found = specPattern.exec(text)?.groups;
  if (!found) throw invalidFormatSpec(text, "is not [[fill]align][sign][z][#][0][width][,][.precision][code]");
  return {
    text,
    fill: found.fill ?? (found.zero ? "0" : " "),
    align: found.align ?? (found.zero ? "=" : ">"),
    sign: found.sign ?? "-",
    coerce: found.coerce !== undefined,
    alternate: found.alternate !== undefined,
    width: Number(found.width ?? 0),
    group: found.group ?? "",
    precision: found.precision === undefined ? null : Number(found.precision),
    code: found.code ?? "",
  };
}

const radix: Record<string, number> = { "": 10, d: 10, b: 2, o: 8, x: 16, X: 16 };

function integerParts(value: bigint, spec: Spec): Parts {
  const { code } = spec;
  if (spec.precision !== null) throw invalidFormatSpec(spec.text, "has a precision, which integers do not take");
  if (spec.coerce) throw invalidFormatSpec(spec.text, "has `z`, which integers do not take");
  if (spec.group === "," && radix[code] !== 10) throw invalidFormatSpec(spec.text, `cannot have ',' with '${code}'`);
  const digits = (value < 0n ? -value : value).toString(radix[code]);
  const prefix = spec.alternate && radix[code] !== 10 ? `0${code}` : "";
  return { negative: value < 0n, prefix, whole: code === "X" ? digits.toUpperCase() : digits, rest: "" };
}

function floatParts(value: number, spec: Spec): Parts {
  if ("bdoxX".includes(spec.code || "f"))
    throw invalidFormatSpec(spec.text, `has the integer code '${spec.code}' but the number is a float`);
  const text = floatDigits(value, spec);
  const unsigned = text.replace(/^-/, "");
  const [, whole, rest] = /^(\d*)(.*)$/s.exec(unsigned) as unknown as [string, string, string];
  const isZero = Number.isFinite(value) && !/[1-9]/.test(unsigned.split(/e/i)[0]!);
  const cased = "EFG".includes(spec.code || "f") ? rest.toUpperCase() : rest;
  return { negative: unsigned !== text && !(spec.coerce && isZero), prefix: "", whole, rest: cased };
}

function floatDigits(value: number, spec: Spec): string {
  const precision = spec.precision ?? 6;
  const code = spec.code.toLowerCase();
  if (!Number.isFinite(value)) return fixedText(value, 0) + (code === "%" ? "%" : "");
  if (code === "f") return pointed(fixedText(value, precision), spec);
  if (code === "e") return pointed(exponentText(value, precision), spec);
  if (code === "%") {
    const percent = value * 100;
    return `${Number.isFinite(percent) ? pointed(fixedText(percent, precision), spec) : fixedText(percent, 0)}%`;
  }
  if (code === "" && spec.precision === null) return pointed(floatRepr(value), spec);
  return generalText(value, spec);
}

/** `g`, or a precision without a code: so many significant digits, with an exponent where the number is large or small. */
function generalText(value: number, spec: Spec): string {
  const digits = Math.max(spec.precision ?? 6, 1);
  const { exponent } = roundedDecimal(Math.abs(value), digits);
  const isPlain = spec.code === "";
  const hasExponent = exponent < -4 || exponent >= digits - (isPlain ? 1 : 0);
  const text = hasExponent ? exponentText(value, digits - 1) : fixedText(value, digits - 1 - exponent);
  if (spec.alternate) return pointed(text, spec);
  const short = text.replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "");
  return isPlain && !hasExponent && !short.includes(".") ? `${short}.0` : short;
}

/** With `#`, a number always has its point. */
function pointed(text: string, spec: Spec): string {
  return spec.alternate && !text.includes(".") ? text.replace(/(?=e|$)/, ".") : text;
}

function layOut({ negative, prefix, whole, rest }: Parts, spec: Spec): string {
  const sign = negative ? "-" : spec.sign === "-" ? "" : spec.sign;
  const padsInside = spec.align === "=" && spec.fill === "0";
  const room = padsInside ? spec.width - sign.length - prefix.length - rest.length : 0;
  const number = grouped(whole, room, spec) + rest;
  const missing = Math.max(0, spec.width - sign.length - prefix.length - [...number].length);
  const padding = spec.fill.repeat(missing);
  if (spec.align === "=") return sign + prefix + padding + number;
  if (spec.align === "<") return sign + prefix + number + padding;
  if (spec.align === ">") return padding + sign + prefix + number;
  const left = spec.fill.repeat(Math.floor(missing / 2));
  return left + sign + prefix + number + spec.fill.repeat(missing - Math.floor(missing / 2));
}

/** Digits with separators, and with zeros in front until they fill the room. */
function grouped(whole: string, room: number, { group, code }: Spec): string {
  if (group === "" || whole === "") return whole;
  const size = (radix[code] ?? 10) === 10 ? 3 : 4;
  // every complete group but the first brings one separator
  let count = whole.length;
  while (count + Math.floor((count - 1) / size) < room) count++;
  const digits = whole.padStart(count, "0");
  const head = digits.length % size || size;
  return [digits.slice(0, head), ...(digits.slice(head).match(new RegExp(`.{${size}}`, "g")) ?? [])].join(group);
}
