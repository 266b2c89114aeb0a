const awkward = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0,
  -0,
  1e-45,
  -1.1754942e-38,
  3.4028235e38,
  1,
  -1,
];

/** Throws that are the same in every run. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** At least 0, below `limit`, and whole. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) | 0;
    return Math.floor(((this.#state >>> 8) / 2 ** 24) * limit);
  }

  one<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  /** A number of any size and sign; one in thirty is NaN, infinite, denormal, a zero or another that kernels may trip over. */
  number(): number {
    if (this.below(30) === 0) return this.one(awkward);
    const size = this.one([1, 1, 1, 10, 100, 1e-3, 1e-20, 1e-38, 1e30]);
    return (this.below(2 ** 24) / 2 ** 23 - 1) * size;
  }
}
