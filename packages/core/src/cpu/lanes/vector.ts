import { type DType, float32, float64, int64 } from "../../dtype.js";
import { type Func, unsigned, V128 } from "../asm.js";
import { hasFusedMultiplyAdd, relaxedMultiplyAdd } from "../instructions.js";

// A formula for a vector of elements, written once and compiled for any number of vectors side by side, and often for several types.
// Formulas call the methods of `Vectors`, which notes what is computed; `loop.ts` makes instructions of the notes.

/** What a formula computes with: the number of a vector in its notes. */
export type Value = number;
/** Gives the result for one vector of each operand. */
export type Formula = (v: Vectors, ...operands: Value[]) => Value;

interface Note {
  readonly result: Value;
  readonly operands: readonly Value[];
  readonly emit: (f: Func) => void;
}

/** Opcodes of the lanes of a type; integers lack some. */
interface Opcodes {
  readonly abs: number;
  readonly neg: number;
  readonly add: number;
  readonly sub: number;
  readonly mul: number;
  readonly eq: number;
  readonly ne: number;
  readonly lt: number;
  readonly gt: number;
  readonly le: number;
  readonly ge: number;
  readonly sqrt?: number;
  readonly div?: number;
  readonly ceil?: number;
  readonly floor?: number;
  readonly trunc?: number;
  readonly nearest?: number;
}
const singles: Opcodes = {
  ...{ abs: 0xe0, neg: 0xe1, sqrt: 0xe3, add: 0xe4, sub: 0xe5, mul: 0xe6, div: 0xe7 },
  ...{ ceil: 0x67, floor: 0x68, trunc: 0x69, nearest: 0x6a },
  ...{ eq: 0x41, ne: 0x42, lt: 0x43, gt: 0x44, le: 0x45, ge: 0x46 },
};
const doubles: Opcodes = {
  ...{ abs: 0xec, neg: 0xed, sqrt: 0xef, add: 0xf0, sub: 0xf1, mul: 0xf2, div: 0xf3 },
  ...{ ceil: 0x74, floor: 0x75, trunc: 0x7a, nearest: 0x94 },
  ...{ eq: 0x47, ne: 0x48, lt: 0x49, gt: 0x4a, le: 0x4b, ge: 0x4c },
};
/** Of 32 bits, which masks of bool elements have too. */
const integers: Opcodes = {
  ...{ abs: 0xa0, neg: 0xa1, add: 0xae, sub: 0xb1, mul: 0xb5 },
  ...{ eq: 0x37, ne: 0x38, lt: 0x39, gt: 0x3b, le: 0x3d, ge: 0x3f },
};
const longIntegers: Opcodes = {
  ...{ abs: 0xc0, neg: 0xc1, add: 0xce, sub: 0xd1, mul: 0xd5 },
  ...{ eq: 0xd6, ne: 0xd7, lt: 0xd8, gt: 0xd9, le: 0xda, ge: 0xdb },
};

function opcodesOf(type: DType): Opcodes {
  if (type.isFloatingPoint) return type === float64 ? doubles : singles;
  return type === int64 ? longIntegers : integers;
}

/** Arithmetic and comparisons; a comparison sets all bits of a lane or none. */
class Lanes {
  constructor(
    readonly notes: (operands: readonly Value[], opcode: number) => Value,
    readonly codes: Opcodes,
  ) {}
  abs(x: Value): Value {
    return this.notes([x], this.codes.abs);
  }
  neg(x: Value): Value {
    return this.notes([x], this.codes.neg);
  }
  sqrt(x: Value): Value {
    return this.notes([x], this.codes.sqrt!);
  }
  ceil(x: Value): Value {
    return this.notes([x], this.codes.ceil!);
  }
  floor(x: Value): Value {
    return this.notes([x], this.codes.floor!);
  }
  trunc(x: Value): Value {
    return this.notes([x], this.codes.trunc!);
  }
  /** To the nearest integer, halves to even ones. */
  nearest(x: Value): Value {
    return this.notes([x], this.codes.nearest!);
  }
  add(x: Value, y: Value): Value {
    return this.notes([x, y], this.codes.add);
  }
  sub(x: Value, y: Value): Value {
    return this.notes([x, y], this.codes.sub);
  }
  mul(x: Value, y: Value): Value {
    return this.notes([x, y], this.codes.mul);
  }
  div(x: Value, y: Value): Value {
    return this.notes([x, y], this.codes.div!);
  }
  eq(x: Value, y: Value): Value {
    return this.notes([x, y], this.codes.eq);
  }
  ne(x: Value, y: Value): Value {
    return this.notes([x, y], this.codes.ne);
  }
  lt(x: Value, y: Value): Value {
    return this.notes([x, y], this.codes.lt);
  }
  gt(x: Value, y: Value): Value {
    return this.notes([x, y], this.codes.gt);
  }
  le(x: Value, y: Value): Value {
    return this.notes([x, y], this.codes.le);
  }
  ge(x: Value, y: Value): Value {
    return this.notes([x, y], this.codes.ge);
  }
}

const equalIntegers = 0x37;

/** Low and high half of a vector, as doubles. */
export type Halves = readonly [low: Value, high: Value];

export class Vectors extends Lanes {
  readonly operations: Note[] = [];
  /** Vectors that do not change: what puts each on the stack, by its value. */
  readonly constants: Map<Value, (f: Func) => void> = new Map();
  /** Where some bit is set, lanes may be wrong in the last bit, and the caller must have them computed plainly. */
  readonly doubts: Value[] = [];
  /** What is left of each doubt after a closer look, which is worth taking only when there are some. */
  readonly confirmed: Value[] = [];
  /** Arithmetic on doubles. */
  readonly double: Lanes;
  readonly #known = new Map<string, Value>();
  readonly #halves = new Map<Value, Halves>();
  #count = 0;

  /** Its own arithmetic is that of `type`, whose elements it has in its lanes. */
  constructor(readonly type: DType = float32) {
    super((operands, opcode) => this.note(operands, (f) => f.simd(opcode)), opcodesOf(type));
    this.double = new Lanes((operands, opcode) => this.note(operands, (f) => f.simd(opcode)), doubles);
  }

  note(operands: readonly Value[], emit: (f: Func) => void): Value {
    const value = this.#count++;
    this.operations.push({ result: value, operands, emit });
    return value;
  }
  /** A vector of the next operand. */
  input(): Value {
    return this.#count++;
  }

  /** A vector that is read before the loop begins. */
  #constant(name: string, emit: (f: Func) => void): Value {
    let value = this.#known.get(name);
    if (value === undefined) {
      value = this.#count++;
      this.#known.set(name, value);
      this.constants.set(value, emit);
    }
    return value;
  }

  /** One number in all lanes. */
  number(x: number): Value {
    if (this.type === float64) return this.double64(x);
    if (this.type === int64) return this.integer64(BigInt(x));
    if (this.type !== float32) return this.integer(x);
    return this.#constant(`f${x}${Object.is(x, -0)}`, (f) => f.f32(x).splat());
  }
  /** One number in both lanes of doubles. */
  double64(x: number): Value {
    return this.#constant(`d${x}${Object.is(x, -0)}`, (f) => f.f64(x).simd(0x14));
  }
  /** One integer in all four lanes. */
  integer(x: number): Value {
    return this.#constant(`i${x}`, (f) => f.i32(x).simd(0x11));
  }
  /** One integer in both lanes of 64 bits. */
  integer64(x: bigint): Value {
    return this.#constant(`l${x}`, (f) => f.i64(x).simd(0x12));
  }
  /** The number of the caller's at place `i`. */
  parameter(i: number): Value {
    return this.#constant(`p${i}`, (f) =>
      f
        .get(f.params.length - 1)
        .simd(this.type.bytes === 8 ? 10 : 9)
        .op(2, ...unsigned(i * this.type.bytes)),
    );
  }

  and(x: Value, y: Value): Value {
    return this.note([x, y], (f) => f.simd(0x4e));
  }
  or(x: Value, y: Value): Value {
    return this.note([x, y], (f) => f.simd(0x50));
  }
  xor(x: Value, y: Value): Value {
    return this.note([x, y], (f) => f.simd(0x51));
  }
  not(x: Value): Value {
    return this.note([x], (f) => f.simd(0x4d));
  }
  /** `x` without the bits of `mask`. */
  without(x: Value, mask: Value): Value {
    return this.note([x, mask], (f) => f.simd(0x4f));
  }
  /** Lanes of `x` where the mask is set, else of `y`. */
  select(mask: Value, x: Value, y: Value): Value {
    return this.note([x, y, mask], (f) => f.simd(0x52));
  }
  /** An operation on lanes that has no method. */
  apply(opcode: number, ...operands: Value[]): Value {
    return this.note(operands, (f) => f.simd(opcode));
  }
  /** Shifts lanes by a number of bits. */
  shift(opcode: number, x: Value, bits: number): Value {
    return this.note([x], (f) => f.i32(bits).simd(opcode));
  }

  /** Lanes of two vectors, by number: those of the second are 4 to 7. */
  mix(x: Value, y: Value, lanes: readonly number[]): Value {
    return this.note([x, y], (f) => f.shuffle(lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))));
  }
  /** Four columns of a table of singles; each lane of `row` holds the address of a row, from which the columns are `offset` bytes on. */
  columns(row: Value, offset: number): readonly [Value, Value, Value, Value] {
    const read = (lane: number): Value => this.note([row], (f) => f.simd(0x1b).op(lane).vload(offset));
    const [a, b, c, d] = [read(0), read(1), read(2), read(3)];
    const [first, last] = [
      [0, 4, 1, 5],
      [2, 6, 3, 7],
    ];
    const pairs = [first, last].map((lanes) => [this.mix(a, b, lanes), this.mix(c, d, lanes)] as const);
    const [[ab01, cd01], [ab23, cd23]] = pairs as [readonly [Value, Value], readonly [Value, Value]];
    const [even, odd] = [
      [0, 1, 4, 5],
      [2, 3, 6, 7],
    ];
    return [
      this.mix(ab01, cd01, even),
      this.mix(ab01, cd01, odd),
      this.mix(ab23, cd23, even),
      this.mix(ab23, cd23, odd),
    ];
  }

  /** Doubles of a table, by the numbers of bytes to the four of them. */
  doublesAt(bytes: Value, table: number): Halves {
    const at = [0, ...unsigned(table)];
    const pair = (first: number, second: number): Value =>
      this.note([bytes, bytes], (f) => {
        const spare = f.shared("bytes", V128);
        f.set(spare).simd(0x1b).op(second).get(spare).simd(0x1b).op(first);
        f.simd(0x5d)
          .op(...at)
          .simd(0x57)
          .op(...at, 1);
      });
    return [pair(0, 1), pair(2, 3)];
  }

  /** Both halves of a vector, in double precision. */
  halves(x: Value): Halves {
    const emit = this.constants.get(x);
    if (emit !== undefined) {
      const both = this.#constant(`wide${x}`, (f) => {
        emit(f);
        f.simd(0x5f);
      });
      return [both, both];
    }
    let halves = this.#halves.get(x);
    if (halves === undefined) {
      const high = this.note([x, x], (f) => f.shuffle([8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]));
      halves = [this.apply(0x5f, x), this.apply(0x5f, high)];
      this.#halves.set(x, halves);
    }
    return halves;
  }
  /** Rounds two halves in double precision to one vector, unless they are singles already. */
  join(halves: Halves, areSingles = false): Value {
    const [low, high] = halves.map((half) => this.apply(0x5e, half)) as [Value, Value];
    const result = this.note([low, high], (f) => f.shuffle([0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]));
    this.#halves.set(result, areSingles ? halves : [this.apply(0x5f, low), this.apply(0x5f, high)]);
    return result;
  }
  /** A formula on doubles, rounded once. */
  inDouble(operands: readonly Value[], formula: (...halves: Value[]) => Value): Value {
    const halves = operands.map((x) => this.halves(x));
    return this.join([formula(...halves.map(([low]) => low)), formula(...halves.map(([, high]) => high))]);
  }

  /**
   * `x * y + z` rounded once: by one instruction, or by way of doubles. Rounding twice, to double and to single, errs only where the
   * double lies halfway between two singles: such lanes are doubtful. Denormal singles are 2⁻¹⁴⁹ apart. Numbers of few bits often
   * have sums that lie there and that the double holds: a closer look tells them.
   */
  fma(x: Value, y: Value, z: Value, isAny = true): Value {
    if (hasFusedMultiplyAdd) return this.apply(relaxedMultiplyAdd, x, y, z);
    const { double } = this;
    const addends = this.halves(z);
    const products = this.#products(x, y);
    const sums = this.#sums(products, addends);
    const result = this.join(sums);
    const lowBits = this.and(this.mix(...sums, [0, 2, 4, 6]), this.integer(0x1fffffff));
    const isHalfway = this.apply(equalIntegers, lowBits, this.integer(0x10000000));
    if (!isAny) this.doubt(isHalfway);
    else {
      const [half, nearest] = [this.double64(2 ** -150), this.halves(result)];
      // a sum of two is what it should be if taking either away leaves the other
      const isRounded = sums.map((sum, i) =>
        this.or(
          double.ne(double.sub(sum, products[i]!), addends[i]!),
          double.ne(double.sub(sum, addends[i]!), products[i]!),
        ),
      ) as [Value, Value];
      this.doubt(isHalfway, this.mix(...isRounded, [0, 2, 4, 6]));
      for (const [i, sum] of sums.entries())
        this.doubt(double.eq(double.abs(double.sub(sum, nearest[i]!)), half), isRounded[i]!);
    }
    return result;
  }
  /** Notes that lanes may be wrong where `mask` has bits, and those of `look` too, if it is given. */
  doubt(mask: Value, look: Value | null = null): void {
    this.doubts.push(mask);
    this.confirmed.push(look === null ? mask : this.and(mask, look));
  }
  /** The same where a double holds `x * y + z`, which is then rounded only once. */
  fmaOfFew(x: Value, y: Value, z: Value): Value {
    if (hasFusedMultiplyAdd) return this.apply(relaxedMultiplyAdd, x, y, z);
    return this.join(this.#sums(this.#products(x, y), this.halves(z)));
  }
  /**
   * The same where the result lies between 2 to the power `exponent` and its double, and where `z` is a multiple of the distance of
   * singles there: beside a number whose neighbours are as far apart, the first sum is rounded as the single is, once.
   */
  fmaWithin(exponent: number, x: Value, y: Value, z: number): Value {
    if (hasFusedMultiplyAdd) return this.apply(relaxedMultiplyAdd, x, y, this.number(z));
    const beside = 1.5 * 2 ** (exponent + 29);
    const shifted = this.double64(z + beside);
    const [low, high] = this.#sums(this.#products(x, y), [shifted, shifted]);
    const { double } = this;
    return this.join([double.sub(low, this.double64(beside)), double.sub(high, this.double64(beside))], true);
  }
  #products(x: Value, y: Value): Halves {
    const { double } = this;
    const [[x0, x1], [y0, y1]] = [this.halves(x), this.halves(y)];
    return [double.mul(x0, y0), double.mul(x1, y1)];
  }
  #sums([p0, p1]: Halves, [z0, z1]: Halves): Halves {
    const { double } = this;
    return [double.add(p0, z0), double.add(p1, z1)];
  }
}
