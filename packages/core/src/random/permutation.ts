import { type ElementArray, IntegerWriter } from "./elements.js";
import type { Generator } from "./generator.js";
import { type ElementName, floatLimits, integerLimits, isFloatName } from "./limits.js";

/** Longer permutations are shuffled by another method, with wider draws. */
const LONG = Math.floor((2 ** 32 - 1) / 20);

/**
 * Checks that a permutation of `n` integers fits the type, as `torch.randperm` does before it allocates.
 *
 * @throws if `n` is negative or too large for the type
 */
export function checkRandperm(n: number, name: ElementName): void {
  if (n < 0) throw new Error(`Trying to create tensor with negative dimension ${n}: [${n}]`);
  if (name === "bool") throw new Error(`"randperm" not implemented for 'Bool'`);
  if (!isFloatName(name)) {
    if (n > integerLimits(name).max) throw new Error(`value cannot be converted to type ${name}_t without overflow`);
  } else if (name !== "bfloat16" && n > 2 ** floatLimits(name).digits + 1) {
    const { title, digits } = floatLimits(name);
    throw new Error(`n cannot be greater than ${2 ** digits + 1} for ${title} type.`);
  }
}

/** Fills with a random order of 0 to n - 1, n being the length: `torch.randperm`. */
export function fillRandperm(out: ElementArray, generator: Generator): void {
  const order = out.length < LONG ? shuffled(out.length, generator) : shuffledLong(out.length, generator);
  const writer = new IntegerWriter(out);
  for (let i = 0; i < order.length; i++) writer.write(i, order[i]!);
}

function shuffled(n: number, { engine }: Generator): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  for (let i = 0; i < n - 1; i++) {
    const j = i + (engine.u32() % (n - i));
    const value = order[i]!;
    order[i] = order[j]!;
    order[j] = value;
  }
  return order;
}

function shuffledLong(n: number, { engine }: Generator): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const j = engine.u64Modulo(i + 1);
    order[i] = order[j]!;
    order[j] = i;
  }
  return order;
}
