import { hasVectors } from "../cpu/instructions.js";
import { twistAll } from "../cpu/lanes/twister.js";
import type { FloatArray } from "./elements.js";

const SIZE = 624;
const SHIFT = 397;
/** How many words are made at a time: a stream that is seeded for a few draws does not pay for them all. */
const BLOCK = 104;

/** What a saved generator remembers of the engine. */
export interface EngineState {
  readonly words: Uint32Array;
  /** Draws until the next twist, that one included. */
  readonly left: number;
  /** Index of the next word. */
  readonly next: number;
}

/** One step of the recurrence: the upper bit of `u`, the lower bits of `v`, times the twist matrix. */
function twist(u: number, v: number): number {
  return (((u & 0x80000000) | (v & 0x7fffffff)) >>> 1) ^ (-(v & 1) & 0x9908b0df);
}

/** A multiple of 2^-53 in [0, 1), of two words. */
function uniformOf(high: number, low: number): number {
  return ((high & 0x1fffff) * 2 ** 32 + low) * 2 ** -53;
}

/** The Mersenne Twister of Matsumoto and Nishimura, 32-bit. */
export class Mt19937 {
  readonly #words = new Int32Array(SIZE);
  /** The words as they are handed out. */
  readonly #tempered = new Uint32Array(SIZE);
  /** Whether a generation was made in blocks: the later ones come whole. */
  #isLong = false;
  /** The next word to hand out. */
  #next = 0;
  /** How far words may be handed out before more must be made; 0 until the first draw after a seed. */
  #end = 0;
  /** How many words of the running generation are twisted and tempered. */
  #made = SIZE;

  constructor(seed: number) {
    this.reseed(seed);
  }

  /** Starts the stream of a seed, of which only the low 32 bits count. */
  reseed(seed: number): void {
    const words = this.#words;
    let word = seed | 0;
    words[0] = word;
    for (let i = 1; i < SIZE; i++) {
      word = (Math.imul(1812433253, word ^ (word >>> 30)) + i) | 0;
      words[i] = word;
    }
    this.#next = 0;
    this.#end = 0;
    this.#made = SIZE;
    this.#isLong = false;
  }

  /** 32 random bits, as an unsigned number. */
  u32(): number {
    if (this.#next === this.#end) this.#refill();
    return this.#tempered[this.#next++]!;
  }

  /** 64 random bits: two draws, the first is the high word. */
  u64(): bigint {
    const high = this.u32();
    return (BigInt(high) << 32n) | BigInt(this.u32());
  }

  /** `u64` modulo a number below 2^37, in steps that doubles hold exactly. */
  u64Modulo(modulus: number): number {
    const high = this.u32() % modulus;
    const low = this.u32();
    const upper = (high * 2 ** 16 + (low >>> 16)) % modulus;
    return (upper * 2 ** 16 + (low & 0xffff)) % modulus;
  }

  /** A multiple of 2^-24 in [0, 1): the uniform of float32, one draw. */
  uniform24(): number {
    return (this.u32() & 0xffffff) * 2 ** -24;
  }

  /** A multiple of 2^-53 in [0, 1): the uniform of float64, two draws. */
  uniform53(): number {
    return uniformOf(this.u32(), this.u32());
  }

  /** Fills `out` from `start` to `end` as `uniform24` would. */
  fillUniform24(out: Float32Array, start: number, end: number): void {
    const tempered = this.#tempered;
    for (let i = start; i < end; ) {
      if (this.#next === this.#end) this.#refill();
      const offset = this.#next - i;
      const stop = Math.min(end, this.#end - offset);
      for (; i < stop; i++) out[i] = (tempered[offset + i]! & 0xffffff) * 2 ** -24;
      this.#next = offset + stop;
    }
  }

  /** Fills `out` with `value` where `uniform53` would be below `limit`, and with 0 elsewhere. */
  fillBelow(out: FloatArray, limit: number, value: number): void {
    const tempered = this.#tempered;
    // 1 below the limit, else 0: a branch would be mispredicted half the time
    const chosen = (u: number): number => (Math.ceil(limit - u) + 0) * value;
    for (let i = 0; i < out.length; ) {
      const stop = Math.min(out.length, i + ((this.#end - this.#next) >> 1));
      let next = this.#next;
      for (; i < stop; i++, next += 2) out[i] = chosen(uniformOf(tempered[next]!, tempered[next + 1]!));
      this.#next = next;
      if (i < out.length) out[i++] = chosen(this.uniform53());
    }
  }

  /** The state, in which a generation that was begun is whole. */
  exportState(): EngineState {
    if (this.#made < SIZE) {
      this.#make(SIZE);
      this.#end = SIZE;
    }
    const words = Uint32Array.from(this.#words, (word) => word >>> 0);
    return { words, left: this.#end - this.#next + 1, next: this.#next };
  }

  importState({ words, left, next }: EngineState): void {
    if (words.length !== SIZE || left < 1 || next < 0 || next + left - 1 > SIZE) {
      throw new Error("Invalid mt19937 state");
    }
    this.#words.set(words);
    this.#temper(0, SIZE);
    this.#made = SIZE;
    this.#next = next;
    this.#end = next + left - 1;
  }

  #refill(): void {
    if (this.#made === SIZE) {
      if (this.#isLong && hasVectors) {
        twistAll(this.#words, this.#tempered);
        this.#next = 0;
        this.#end = SIZE;
        return;
      }
      this.#made = 0;
    }
    this.#next = this.#made;
    this.#make(Math.min(this.#made + BLOCK, SIZE));
    this.#end = this.#made;
  }

  /** Makes the words of the running generation up to `end`. */
  #make(end: number): void {
    const words = this.#words;
    const start = this.#made;
    let i = start;
    for (; i < Math.min(end, SIZE - SHIFT); i++) words[i] = words[i + SHIFT]! ^ twist(words[i]!, words[i + 1]!);
    for (; i < Math.min(end, SIZE - 1); i++) words[i] = words[i + SHIFT - SIZE]! ^ twist(words[i]!, words[i + 1]!);
    if (end === SIZE) words[SIZE - 1] = words[SHIFT - 1]! ^ twist(words[SIZE - 1]!, words[0]!);
    this.#temper(start, end);
    this.#made = end;
    this.#isLong = end === SIZE;
  }

  #temper(start: number, end: number): void {
    const words = this.#words;
    const tempered = this.#tempered;
    for (let i = start; i < end; i++) {
      let y = words[i]!;
      y ^= y >>> 11;
      y ^= (y << 7) & 0x9d2c5680;
      y ^= (y << 15) & 0xefc60000;
      tempered[i] = y ^ (y >>> 18);
    }
  }
}
