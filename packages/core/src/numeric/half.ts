// float16 and bfloat16 as bit patterns in 16-bit words. Both directions go through float32, as PyTorch's conversions do.

const word = new Uint32Array(1);
const single = new Float32Array(word.buffer);

/** The float16 nearest to a float32 value, ties to even, as its 16 bits. */
export function float16Bits(value: number): number {
  single[0] = value;
  const bits = word[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude >= 0x7f800000) return sign | (magnitude > 0x7f800000 ? 0x7e00 : 0x7c00);
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    // below 2^-14 the spacing is 2^-24: adding 0.5 aligns the value so that the hardware rounds it there
    single[0] = Math.abs(value);
    single[0] = single[0]! + 0.5;
    return sign | (word[0]! - 0x3f000000);
  }
  return sign | ((magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13);
}

/** The number that 16 bits of float16 mean. */
export function float16Value(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The bfloat16 nearest to a float32 value, ties to even, as its 16 bits. */
export function bfloat16Bits(value: number): number {
  single[0] = value;
  const bits = word[0]!;
  if (value !== value) return 0x7fc0;
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}

/** The number that 16 bits of bfloat16 mean. */
export function bfloat16Value(bits: number): number {
  word[0] = bits << 16;
  return single[0]!;
}
