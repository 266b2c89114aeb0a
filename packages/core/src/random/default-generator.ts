import { notAnInteger } from "../errors/kind.js";
import { Generator } from "./generator.js";

/** The generator of every call that names none. As in PyTorch it starts from entropy: call `manualSeed` to repeat a run. */
export const defaultGenerator: Generator = new Generator();
defaultGenerator.seed();

/**
 * Seeds the default generator and returns it; as Python's `int` does, a fractional seed is truncated and a text is read.
 *
 * @throws {Error} if the text is no integer
 * @example
 * manualSeed(1) === defaultGenerator // => true
 */
export function manualSeed(seed: number | bigint | string): Generator {
  if (seed === null || seed === undefined || typeof seed === "object") throw notAnInteger("manual_seed", "seed", seed);
  if (typeof seed === "string" && !/^\s*[+-]?\d+\s*$/.test(seed))
    throw new Error(`invalid literal for int() with base 10: '${seed}'`);
  return defaultGenerator.manualSeed(typeof seed === "bigint" ? seed : Math.trunc(Number(seed)));
}

/**
 * Seeds the default generator from the system's entropy and returns the seed.
 *
 * @example
 * seed() === initialSeed() // => true
 */
export function seed(): number {
  return defaultGenerator.seed();
}

/**
 * The seed that the default generator started from.
 *
 * @example
 * manualSeed(7);
 * initialSeed() // => 7
 */
export function initialSeed(): number | bigint {
  return defaultGenerator.initialSeed();
}
