import { expect, test } from "vitest";
import { Dice } from "../../test/dice.js";
import { type DType, dtypes, int64 } from "../dtype.js";
import { tensor } from "../index.js";
import { Layout } from "../layout.js";
import { empty } from "../ops/apply.js";
import { converter } from "./convert.js";
import { decoder, type Elements, elementsOf, encoder } from "./elements.js";

// Compiled conversions have the bits of the plain ones.

const dice = new Dice(11);
const count = 400;
const limits = [2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 255, 65504, 65520, 65535, 2 ** -14, 2 ** -24, 2 ** -25, 2 ** 127];
const numbers = Array.from({ length: count }, () => {
  const near = dice.one([1, 1 + 2 ** -24, 1 - 2 ** -24, 1 + 2 ** -11, 1 + 2 ** -8, 0.75]);
  const sign = dice.below(2) === 0 ? 1 : -1;
  return dice.below(3) === 0 ? sign * near * dice.one(limits) : dice.number() * dice.one([1, 100, 2 ** 33]);
});

function fill(dtype: DType, at: number): void {
  const elements = elementsOf(dtype);
  const encode = encoder(dtypes.find(({ name }) => name === "float64")!, dtype);
  const odd = (): bigint => BigInt.asIntN(64, (1n << BigInt(dice.below(64))) + (1n << BigInt(dice.below(64))) - 1n);
  for (const [i, x] of numbers.entries()) {
    const value = encode === null ? x : encode(x as never);
    elements[at + i] = (dtype === int64 && dice.below(2) === 0 ? odd() : value) as never;
  }
}

const pairs = dtypes.flatMap((from) => dtypes.map((to) => [from, to] as const));
test.each(pairs)("%s to %s", (from, to) => {
  const [x, out] = [empty(Layout.of([count]), from), empty(Layout.of([2 * count]), to)];
  const [a, b] = [x.storage.address() + (x.offset << from.shift), out.storage.address() + (out.offset << to.shift)];
  fill(from, a >> from.shift);
  converter(from, to)(a, from.bytes, b, 2 * to.bytes, count);
  const isCopy = from === to;
  const [decode, encode] = isCopy ? [null, null] : [decoder(from), encoder(from, to)];
  const [source, target, expected] = [elementsOf(from), elementsOf(to), elementsOf(to).slice(0, count) as Elements];
  for (let i = 0; i < count; i++) {
    const raw = source[(a >> from.shift) + i]!;
    const value = decode === null ? raw : decode(raw as number);
    expected[i] = (encode === null ? value : encode(value as never)) as never;
  }
  const got = Array.from({ length: count }, (_, i) => target[(b >> to.shift) + 2 * i]);
  expect(got).toEqual([...expected]);
});

test.each(dtypes)("one element of %s for many", (type) => {
  for (const length of [1, 7, 16, 33]) {
    const out = empty(Layout.of([length + 2]), type);
    const [elements, at] = [elementsOf(type), (out.storage.address() >> type.shift) + out.offset];
    elements.fill((type === int64 ? 0n : 0) as never, at, at + length + 2);
    elements[at] = (type === int64 ? 5n : 5) as never;
    converter(type, type)(at << type.shift, 0, (at + 1) << type.shift, type.bytes, length);
    expect([...elements.subarray(at, at + length + 2)].map(Number)).toEqual([...Array(length + 1).fill(5), 0]);
  }
});

test("an int64 is rounded to float32 once", () => {
  // torch.tensor([2**60 + 2**36 + 1, -2**60 - 2**36 - 1, 2**60 + 2**36]).float().tolist()
  const x = tensor([2n ** 60n + 2n ** 36n + 1n, -(2n ** 60n) - 2n ** 36n - 1n, 2n ** 60n + 2n ** 36n]);
  expect(x.float().tolist()).toEqual([1.1529216420458004e18, -1.1529216420458004e18, 1.152921504606847e18]);
});
