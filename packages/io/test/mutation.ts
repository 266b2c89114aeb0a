import { ByteSink, joined } from "../src/byte-sink.js";

/** A stream of numbers that a seed makes (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** 0 to `count - 1` */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

const lies = [
  0,
  1,
  2,
  7,
  8,
  63,
  64,
  127,
  128,
  255,
  256,
  65535,
  65536,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 53,
  2 ** 62,
];

type Mutation = (bytes: Uint8Array, dice: Dice) => Uint8Array;

const mutations: readonly Mutation[] = [
  // a flipped bit
  (bytes, dice) => changed(bytes, dice.below(bytes.length), (old) => [old ^ (1 << dice.below(8))]),
  // another byte
  (bytes, dice) => changed(bytes, dice.below(bytes.length), () => [dice.below(256)]),
  // a cut end
  (bytes, dice) => bytes.slice(0, dice.below(bytes.length)),
  // a cut beginning
  (bytes, dice) => bytes.slice(dice.below(Math.min(bytes.length, 64))),
  // a number that lies
  (bytes, dice) => {
    const size = dice.pick([1, 2, 4, 8]);
    const number = new ByteSink().u64(dice.pick(lies)).done().slice(0, size);
    const copy = bytes.slice();
    copy.set(number.subarray(0, bytes.length), dice.below(Math.max(1, bytes.length - size)));
    return copy;
  },
  // a piece left out
  (bytes, dice) => {
    const at = dice.below(bytes.length);
    return joined([bytes.subarray(0, at), bytes.subarray(at + 1 + dice.below(16))]);
  },
  // a piece twice, somewhere
  (bytes, dice) => {
    const from = dice.below(bytes.length);
    const to = dice.below(bytes.length);
    return joined([bytes.subarray(0, to), bytes.subarray(from, from + 1 + dice.below(64)), bytes.subarray(to)]);
  },
  // two pieces exchanged
  (bytes, dice) => {
    const [a = 0, b = 0, c = 0] = [dice, dice, dice].map((one) => one.below(bytes.length)).sort((x, y) => x - y);
    return joined([bytes.subarray(0, a), bytes.subarray(b, c), bytes.subarray(a, b), bytes.subarray(c)]);
  },
];

function changed(bytes: Uint8Array, at: number, change: (old: number) => number[]): Uint8Array {
  const copy = bytes.slice();
  if (copy.length > 0) copy.set(change(copy[at]!), at);
  return copy;
}

/** One to four mutations. */
export function mutated(bytes: Uint8Array, dice: Dice): Uint8Array {
  let result = bytes;
  for (let left = 1 + Math.floor(dice.next() ** 3 * 4); left > 0 && result.length > 0; left--)
    result = dice.pick(mutations)(result, dice);
  return result;
}
