// Decimal text of doubles, exact: a double is an integer times a power of two, so its digits are integer arithmetic.

const double = new Float64Array(1);
const bits = new BigUint64Array(double.buffer);

/** `magnitude * 10^shift`, rounded half to even, for a finite magnitude >= 0. */
export function scaledInteger(magnitude: number, shift: number): bigint {
  double[0] = magnitude;
  const field = Number(bits[0]! >> 52n);
  const fraction = bits[0]! & 0xfffffffffffffn;
  const mantissa = field === 0 ? fraction : fraction | (1n << 52n);
  const power = Math.max(field, 1) - 1075;
  const numerator = mantissa * 2n ** BigInt(Math.max(power, 0)) * 10n ** BigInt(Math.max(shift, 0));
  const denominator = 2n ** BigInt(Math.max(-power, 0)) * 10n ** BigInt(Math.max(-shift, 0));
  const quotient = numerator / denominator;
  const twiceRest = (numerator % denominator) * 2n;
  const roundUp = twiceRest > denominator || (twiceRest === denominator && quotient % 2n === 1n);
  return roundUp ? quotient + 1n : quotient;
}

/** Significant digits with the decimal point after the first one: `{ digits: "125", exponent: -1 }` is 0.125. */
export interface Decimal {
  digits: string;
  exponent: number;
}

/** The `count` significant digits nearest to a finite magnitude >= 0. */
export function roundedDecimal(magnitude: number, count: number): Decimal {
  if (magnitude === 0) return { digits: "0".repeat(count), exponent: 0 };
  const shortest = shortestDecimal(magnitude);
  // a shortest decimal of 10^k can stand for a double just below it
  let exponent = shortest.digits === "1" ? shortest.exponent - 1 : shortest.exponent;
  let digits = String(scaledInteger(magnitude, count - 1 - exponent));
  if (digits.length > count) {
    exponent++;
    digits = String(scaledInteger(magnitude, count - 1 - exponent));
  }
  return { digits, exponent };
}

/** The fewest digits that read back as the same double. */
export function shortestDecimal(magnitude: number): Decimal {
  const [mantissa, exponent] = magnitude.toExponential().split("e") as [string, string];
  return { digits: mantissa.replace(".", ""), exponent: Number(exponent) };
}

/** The fewest digits that read back as the same float32. */
export function shortestDecimalFloat32(magnitude: number): Decimal {
  for (let count = 1; count < 9; count++) {
    const { digits, exponent } = roundedDecimal(magnitude, count);
    // At a power of two the interval of a float32 is wider above than below: the next decimal up can fit alone.
    for (const candidate of [digits, String(BigInt(digits) + 1n)])
      if (Math.fround(Number(`${candidate}e${exponent - count + 1}`)) === magnitude)
        return { digits: candidate.replace(/(?<=.)0+$/, ""), exponent: exponent + candidate.length - count };
  }
  return roundedDecimal(magnitude, 9);
}

/** The decimal written without an exponent: an integer part, and as many decimals as it has. */
export function positional({ digits, exponent }: Decimal): { whole: string; decimals: string } {
  if (exponent < 0) return { whole: "0", decimals: "0".repeat(-exponent - 1) + digits };
  const padded = digits.padEnd(exponent + 1, "0");
  return { whole: padded.slice(0, exponent + 1), decimals: padded.slice(exponent + 1) };
}

/** `-` for negative numbers and negative zero. */
export function signOf(value: number): string {
  return value < 0 || Object.is(value, -0) ? "-" : "";
}

/** `inf`, `-inf` or `nan`. */
export function nonFiniteText(value: number): string {
  return Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
}

/** `+05`: an exponent has a sign and at least `width` digits. */
export function exponentSuffix(exponent: number, width = 2): string {
  return `e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(width, "0")}`;
}

/** Python's `"%.*f" % (decimals, value)`. */
export function fixedText(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return nonFiniteText(value);
  const digits = String(scaledInteger(Math.abs(value), decimals)).padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  return `${signOf(value)}${digits.slice(0, point)}${decimals > 0 ? "." : ""}${digits.slice(point)}`;
}

/** Python's `"%.*e" % (decimals, value)`. */
export function exponentText(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return nonFiniteText(value);
  const { digits, exponent } = roundedDecimal(Math.abs(value), decimals + 1);
  return `${signOf(value)}${digits[0]}${decimals > 0 ? "." : ""}${digits.slice(1)}${exponentSuffix(exponent)}`;
}

/** Python's `repr` of a float: the shortest digits that read back, with an exponent from 1e16 up and below 1e-4. */
export function floatRepr(value: number): string {
  if (!Number.isFinite(value)) return nonFiniteText(value);
  const decimal = shortestDecimal(Math.abs(value));
  return signOf(value) + decimalText(decimal, decimal.exponent < -4 || decimal.exponent >= 16);
}

/** All digits, with an exponent or with at least one decimal. */
export function decimalText(decimal: Decimal, hasExponent: boolean): string {
  if (hasExponent) {
    const rest = decimal.digits.slice(1);
    return `${decimal.digits[0]}${rest && `.${rest}`}${exponentSuffix(decimal.exponent)}`;
  }
  const { whole, decimals } = positional(decimal);
  return `${whole}.${decimals || "0"}`;
}
