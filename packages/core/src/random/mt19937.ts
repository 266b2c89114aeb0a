const SIZE = 624;
const SHIFT = 397;

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

/** The Mersenne Twister of Matsumoto and Nishimura, 32-bit. */
export class Mt19937 {
  readonly #words = new Int32Array(SIZE);
  /** The words as they are handed out. */
  readonly #tempered = new Uint32Array(SIZE);
  #next = 0;
  #end = 0;

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
    const high = this.u32() & 0x1fffff;
    return (high * 2 ** 32 + this.u32()) * 2 ** -53;
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

  exportState(): EngineState {
    const words = Uint32Array.from(this.#words, (word) => word >>> 0);
    return { words, left: this.#end - this.#next + 1, next: this.#next };
  }

  importState({ words, left, next }: EngineState): void {
    if (words.length !== SIZE || left < 1 || next < 0 || next + left - 1 > SIZE) {
      throw new Error("Invalid mt19937 state");
    }
    this.#words.set(words);
    this.#temper();
    this.#next = next;
    this.#end = next + left - 1;
  }

  #refill(): void {
    const words = this.#words;
    for (let i = 0; i < SIZE - SHIFT; i++) words[i] = words[i + SHIFT]! ^ twist(words[i]!, words[i + 1]!);
    for (let i = SIZE - SHIFT; i < SIZE - 1; i++) words[i] = words[i + SHIFT - SIZE]! ^ twist(words[i]!, words[i + 1]!);
    words[SIZE - 1] = words[SHIFT - 1]! ^ twist(words[SIZE - 1]!, words[0]!);
    this.#temper();
    this.#next = 0;
    this.#end = SIZE;
  }

  #temper(): void {
    const words = this.#words;
    const tempered = this.#tempered;
    for (let i = 0; i < SIZE; i++) {
      let y = words[i]!;
      y ^= y >>> 11;
      y ^= (y << 7) & 0x9d2c5680;
      y ^= (y << 15) & 0xefc60000;
      tempered[i] = y ^ (y >>> 18);
    }
  }
}
