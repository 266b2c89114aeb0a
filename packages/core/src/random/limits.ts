import type { HalfName } from "./elements.js";

/** The names of element types, as PyTorch spells them. */
export type ElementName = "bool" | "uint8" | "int8" | "int16" | "int32" | "int64" | "float32" | "float64" | HalfName;
export type FloatName = "float32" | "float64" | HalfName;

interface FloatLimits {
  /** How PyTorch's messages call the type: in C++, and as a title. */
  readonly cpp: string;
  readonly title: string;
  /** Bits of the significand: every integer up to 2^digits is exact. */
  readonly digits: number;
  readonly max: number;
}

interface IntegerLimits {
  readonly cpp: string;
  readonly min: bigint;
  readonly max: bigint;
}

const floats: Record<FloatName, FloatLimits> = {
  float64: { cpp: "double", title: "Double", digits: 53, max: Number.MAX_VALUE },
  float32: { cpp: "float", title: "Float", digits: 24, max: 2 ** 128 - 2 ** 104 },
  float16: { cpp: "c10::Half", title: "Half", digits: 11, max: 65504 },
  bfloat16: { cpp: "c10::BFloat16", title: "BFloat16", digits: 8, max: 2 ** 128 - 2 ** 120 },
};

const integers: Record<Exclude<ElementName, FloatName>, IntegerLimits> = {
  int64: { cpp: "long", min: -(2n ** 63n), max: 2n ** 63n - 1n },
  int32: { cpp: "int", min: -(2n ** 31n), max: 2n ** 31n - 1n },
  int16: { cpp: "short", min: -(2n ** 15n), max: 2n ** 15n - 1n },
  int8: { cpp: "signed char", min: -128n, max: 127n },
  uint8: { cpp: "unsigned char", min: 0n, max: 255n },
  bool: { cpp: "bool", min: 0n, max: 1n },
};

export function isFloatName(name: ElementName): name is FloatName {
  return name in floats;
}

export function floatLimits(name: FloatName): FloatLimits {
  return floats[name];
}

export function integerLimits(name: Exclude<ElementName, FloatName>): IntegerLimits {
  return integers[name];
}

/** A number as PyTorch's messages print it: six significant digits, as C++ streams do. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  const [digits, power] = value.toExponential(5).split("e") as [string, string];
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(Number(value.toPrecision(6)));
  return `${Number(digits)}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
