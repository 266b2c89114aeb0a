import { i32, regions } from "../../memory/heap.js";
import { Func, I32, integers, unsigned, V128 } from "../asm.js";
import { compile } from "../compiled.js";

// A whole generation of the Mersenne Twister, four words at a time.

const size = 624;
const shift = 397;
/** Where the words stand, and behind them the first of the new generation; then the words as they are handed out. */
const wordsAt = regions.kernels + (3 << 13);
const temperedAt = wordsAt + 4 * size + 16;

const [and, xor, bitSelect, splat, negate, shiftLeft, shiftRight] = [0x4e, 0x51, 0x52, 0x11, 0xa1, 0xab, 0xad];

/** twist(words, tempered) */
function twist(): Func {
  const f = new Func("twist", integers(2));
  const [words, tempered] = [0, 1] as const;
  const [start, end, y, next] = [f.local(I32), f.local(I32), f.local(V128), f.local(V128)];
  const constant = (bits: number): number => {
    const local = f.local(V128);
    f.i32(bits | 0)
      .simd(splat)
      .set(local);
    return local;
  };
  const [upper, one, matrix] = [constant(0x80000000), constant(1), constant(0x9908b0df)];
  const [first, second] = [constant(0x9d2c5680), constant(0xefc60000)];
  /** y ^= y << bits & mask */
  const mix = (opcode: number, bits: number, mask?: number): void => {
    f.get(y).get(y).i32(bits).simd(opcode);
    if (mask !== undefined) f.get(mask).simd(and);
    f.simd(xor).set(y);
  };
  /** Makes the words before the one at `last`, each mixed with the one `from` words on. */
  const make = (last: number, from: number): void => {
    f.get(start)
      .i32(4 * last)
      .add()
      .set(end);
    f.walk(words, end, 16, () => {
      f.get(words)
        .i32(4 * from)
        .add()
        .vload();
      f.get(words).vload().get(words).vload(4).tee(next).get(upper).simd(bitSelect).i32(1).simd(shiftRight).simd(xor);
      f.get(next).get(one).simd(and).simd(negate).get(matrix).simd(and).simd(xor).set(y);
      f.get(words).get(y).vstore();
      mix(shiftRight, 11);
      mix(shiftLeft, 7, first);
      mix(shiftLeft, 15, second);
      mix(shiftRight, 18);
      f.get(tempered).get(y).vstore().get(tempered).i32(16).add().set(tempered);
    });
  };
  f.get(words).set(start);
  const whole = (size - shift) & ~3;
  make(whole, shift);
  // the last words are mixed with, or followed by, the first new one
  f.get(start)
    .get(start)
    .op(0x28, 2, 0, 0x36, 2, ...unsigned(4 * size));
  make(whole + 4, shift);
  make(size, shift - size);
  return f;
}

let compiled: ((words: number, tempered: number) => void) | null = null;

/** Replaces the words of a generation by those of the next, and writes what is handed out for them. */
export function twistAll(words: Int32Array, tempered: Uint32Array): void {
  compiled ??= compile<{ twist: (words: number, tempered: number) => void }>([twist()]).twist;
  const [from, to] = [wordsAt >> 2, temperedAt >> 2];
  i32.set(words, from);
  compiled(wordsAt, temperedAt);
  words.set(i32.subarray(from, from + size));
  tempered.set(i32.subarray(to, to + size));
}
