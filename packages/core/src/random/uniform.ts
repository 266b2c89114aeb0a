import { fma32, fma64 } from "../numeric/fma.js";
import { bfloat16Bits, bfloat16Value, float16Bits, float16Value } from "../numeric/half.js";
import type { FloatArray, HalfName } from "./elements.js";
import type { Generator } from "./generator.js";
import { type FloatName, floatLimits, shown } from "./limits.js";
import type { Mt19937 } from "./mt19937.js";

const { fround } = Math;

/** The nearest value of a 16-bit type. */
export function roundToHalf(value: number, half: HalfName): number {
  return half === "float16" ? float16Value(float16Bits(value)) : bfloat16Value(bfloat16Bits(value));
}

/**
 * Fills with numbers drawn uniformly from [from, to): `torch.Tensor.uniform_`, and `rand` for 0 and 1.
 *
 * With `half` the values come rounded to that type.
 *
 * @throws if `from > to`, or if they or their difference exceed the type
 */
export function fillUniform(
  out: FloatArray,
  from: number,
  to: number,
  generator: Generator,
  half: HalfName | null = null,
): void {
  checkUniform(from, to, half ?? (out instanceof Float64Array ? "float64" : "float32"));
  if (out instanceof Float64Array) fillUniform64(out, from, to, generator.engine);
  else if (half === null) fillUniform32(out, fround(from), fround(to), generator.engine);
  else fillUniformHalf(out, from, to, generator.engine, half);
}

function checkUniform(from: number, to: number, name: FloatName): void {
  const { cpp, title, max } = floatLimits(name);
  if (!(Math.abs(from) <= max)) throw new Error(`from is out of bounds for ${cpp}`);
  if (!(Math.abs(to) <= max)) throw new Error(`to is out of bounds for ${cpp}`);
  if (from > to) {
    throw new Error(`uniform_ expects to return a [from, to) range, but found from=${shown(from)} > to=${shown(to)}`);
  }
  if (to - from > max) {
    throw new Error(
      `uniform_ expects to-from <= std::numeric_limits<${title}>::max(), but found to=${shown(to)} and from=${shown(from)} which result in to-from to exceed the limit`,
    );
  }
}

function fillUniform32(out: Float32Array, from: number, to: number, engine: Mt19937): void {
  engine.fillUniform24(out, 0, out.length);
  if (from === 0 && to === 1) return;
  const width = fround(to - from);
  for (let i = 0; i < out.length; i++) {
    const value = fma32(out[i]!, width, from);
    out[i] = value === to ? from : value;
  }
}

function fillUniform64(out: Float64Array, from: number, to: number, engine: Mt19937): void {
  const width = to - from;
  for (let i = 0; i < out.length; i++) {
    const u = engine.uniform53();
    const value = from === 0 ? u * width : width === 1 ? u + from : fma64(u, width, from);
    out[i] = value === to ? from : value;
  }
}

function fillUniformHalf(out: Float32Array, from: number, to: number, engine: Mt19937, half: HalfName): void {
  const start = fround(from);
  const width = fround(fround(to) - start);
  const first = roundToHalf(from, half);
  const end = roundToHalf(to, half);
  for (let i = 0; i < out.length; i++) {
    const value = roundToHalf(fma32(engine.uniform24(), width, start), half);
    out[i] = value === end ? first : value;
  }
}
