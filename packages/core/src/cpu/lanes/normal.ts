import { f32 } from "../../memory/heap.js";
import * as cephes from "../../random/cephes.js";
import { Func, I32, integers } from "../asm.js";
import { compile } from "../compiled.js";
import { parametersAt } from "./compute.js";
import { Writer } from "./loop.js";
import { type Value, Vectors } from "./vector.js";

// Normal numbers of float32 from uniform ones, by the steps of `random/normal.ts` and `random/cephes.ts`.

const [subtractInteger, addInteger, shiftLeft, shiftRight, toInteger, toSingle] = [0xb1, 0xae, 0xab, 0xac, 0xf8, 0xfa];
const smallerInteger = 0x39;

/** `log32` */
function log(v: Vectors, x: Value): Value {
  const mantissa = v.or(v.and(x, v.integer(0x7fffff)), v.integer(cephes.HALF_BITS));
  // set for the smaller mantissas, which are doubled
  const small = v.apply(smallerInteger, mantissa, v.integer(cephes.SQRT_HALF_BITS));
  const binade = v.apply(subtractInteger, v.shift(shiftRight, x, 23), v.integer(126));
  const exponent = v.apply(toSingle, v.apply(addInteger, binade, small));
  const m = v.sub(v.add(mantissa, v.and(mantissa, small)), v.number(1));
  const [first, ...rest] = cephes.LOG;
  const sum = rest.reduce((y, c) => v.fmaOfFew(y, m, v.number(c)), v.number(first));
  const square = v.mul(m, m);
  const y = v.fma(v.mul(sum, m), square, v.mul(exponent, v.number(cephes.LN2_LOW)), false);
  return v.add(v.mul(exponent, v.number(cephes.LN2_HIGH)), v.add(m, v.sub(y, v.mul(square, v.number(0.5)))));
}

/** `sinCos32` */
function sinCos(v: Vectors, x: Value): readonly [sin: Value, cos: Value] {
  const fma = (a: Value, b: Value, c: Value): Value => v.fma(a, b, c, false);
  const whole = v.apply(toInteger, v.mul(x, v.number(cephes.FOUR_OVER_PI)));
  const j = v.and(v.apply(addInteger, whole, v.integer(1)), v.integer(~1));
  const turns = v.apply(toSingle, j);
  const y = cephes.QUARTER_PI.reduce((rest, part) => v.fmaOfFew(turns, v.number(part), rest), x);
  const square = v.mul(y, y);
  const polynomial = ([a, b, c]: readonly [number, number, number]): Value =>
    v.mul(fma(fma(v.number(a), square, v.number(b)), square, v.number(c)), square);
  const sin = fma(polynomial(cephes.SIN), y, y);
  const half = v.neg(v.mul(square, v.number(0.5)));
  const cos = v.add(fma(polynomial(cephes.COS), square, half), v.number(1));
  const sign = (bits: Value): Value => v.shift(shiftLeft, v.and(bits, v.integer(4)), 29);
  const two = v.integer(2);
  const swapped = v.eq(v.apply(toSingle, v.and(j, two)), v.number(2));
  return [
    v.xor(v.select(swapped, cos, sin), sign(j)),
    v.xor(v.select(swapped, sin, cos), sign(v.not(v.apply(subtractInteger, j, two)))),
  ];
}

/** How many vectors the radii of a block are, and its angles. */
const width = 2;
/** Of a block. */
const bytes = 2 * 16 * width;

/**
 * normal(x, bytes, parameters): turns blocks of eight pairs of uniform numbers into normal ones; returns how many bytes are done, less
 * than all if a block has doubtful ones.
 */
function normal(): Func {
  const f = new Func("normal", integers(3), [I32]);
  const v = new Vectors();
  const [first, second] = [v.input(), v.input()];
  const radius = v.sqrt(v.mul(v.number(-2), log(v, v.sub(v.number(1), first))));
  const [sin, cos] = sinCos(v, v.mul(v.number(Math.fround(2 * Math.PI)), second));
  const scaled = (x: Value): Value => v.fma(v.mul(radius, x), v.parameter(0), v.parameter(1));
  const results = [scaled(cos), scaled(sin)];
  const writer = new Writer(f, v, results);
  const [end, start] = [f.local(I32), f.local(I32)];
  f.get(0).set(start).get(0).get(1).add().set(end).op(0x02, 0x40);
  f.walk(0, end, bytes, () => {
    const each = (visit: (part: number, q: number, offset: number) => void): void => {
      for (let i = 0; i < 2 * width; i++) visit(Math.floor(i / width), i % width, 16 * i);
    };
    each((part, q, offset) =>
      f
        .get(0)
        .vload(offset)
        .set(writer.localOf([first, second][part]!, q)),
    );
    writer.compute(width);
    each((part, q, offset) => f.get(0).get(writer.localOf(results[part]!, q)).vstore(offset));
  });
  return f.op(0x0b).get(0).get(start).sub();
}

type Normal = (x: number, bytes: number, parameters: number) => number;
let compiled: Normal | null = null;

/** Turns `count` blocks of uniform numbers of the heap, from an address on; `plain` does so for one that is doubtful. */
export function normalBlocks(
  address: number,
  count: number,
  mean: number,
  std: number,
  plain: (block: number) => void,
): void {
  compiled ??= compile<{ normal: Normal }>([normal()]).normal;
  f32.set([std, mean], parametersAt >> 2);
  for (let block = 0; ; block++) {
    block += compiled(address + block * bytes, (count - block) * bytes, parametersAt) / bytes;
    if (block === count) return;
    plain(block);
  }
}
