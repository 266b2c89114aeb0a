import { F32, F64, Func, I32, integers, V128 } from "./asm.js";
import { compile } from "./compiled.js";

// Mean 0 and variance 1 for parts of float32 elements, and the gradient of that: step by step what `normalization.ts` does, two
// doubles at a time.

const [addDoubles, subtractDoubles, multiplyDoubles] = [0xf0, 0xf1, 0xf2] as const;
const [multiplySingles, addSingles, multiplySingle, addSingle] = [0xe6, 0xe4, 0x94, 0x92] as const;
const [subtract, divide, root] = [0xa1, 0xa3, 0x9f] as const;
const [loadHalf, promote, demote, splat, extract] = [0x5d, 0x5f, 0x5e, 0x14, 0x21] as const;
const highHalf = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
const lowHalves = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
const four = [0, 1, 2, 3] as const;

// Parameters of both functions: addresses; the bytes from the weights of a part to those of the next, 0 if all have the same; how
// many parts there are, of how many runs, of so many bytes, `step` apart.
const [x, grad, weight, bias, out] = [0, 1, 2, 3, 4] as const;
const [weightStep, parts, outer, bytes, step] = [5, 6, 7, 8, 9] as const;
/** How many elements a part has. */
const n = 10;
const eps = 11;

/** A sum of eight lanes of doubles in four vectors, and of what goes beyond whole eights. */
interface Sum {
  readonly lanes: readonly number[];
  readonly rest: number;
}

/** What to do with eight elements, given four pairs of doubles, and with one. */
interface Visit {
  eight(pairs: readonly number[]): void;
  one(double: number): void;
}

class PartFunction extends Func {
  readonly #at: readonly number[];
  readonly #run: number;
  readonly #offset: number;
  readonly #end: number;
  readonly mean: number;
  readonly inverse: number;
  /** The same in both lanes. */
  readonly means: number;
  readonly inverses: number;

  constructor(name: string) {
    super(name, [...integers(10), F64, F64]);
    this.#at = [x, grad, weight, bias, out].map(() => this.local(I32));
    [this.#run, this.#offset, this.#end] = [this.local(I32), this.local(I32), this.local(I32)];
    [this.mean, this.inverse] = [this.local(F64), this.local(F64)];
    [this.means, this.inverses] = [this.local(V128), this.local(V128)];
  }

  at(operand: number): this {
    return this.get(this.#at[operand]!);
  }

  sum(): Sum {
    return { lanes: four.map(() => this.local(V128)), rest: this.local(F64) };
  }

  /** Visits the elements of a part, eight at a time, then one by one. */
  each(operands: readonly number[], eight: () => void, one: () => void): void {
    const [first, ...others] = operands.map((operand) => this.#at[operand]!) as [number, ...number[]];
    const walk = (size: number, body: () => void): void => {
      this.walk(first, this.#end, size, () => {
        body();
        for (const pointer of others) this.get(pointer).i32(size).add().set(pointer);
      });
    };
    this.get(outer).set(this.#run).i32(0).set(this.#offset);
    this.repeat(this.#run, () => {
      for (const operand of operands) this.get(operand).get(this.#offset).add().set(this.#at[operand]!);
      this.get(first).get(bytes).i32(-32).and().add().set(this.#end);
      walk(32, eight);
      this.get(first).get(bytes).i32(31).and().add().set(this.#end);
      walk(4, one);
      this.get(this.#offset).get(step).add().set(this.#offset);
    });
  }

  /** Elements 2i and 2i + 1, in doubles. */
  pair(operand: number, i: number): this {
    return this.at(operand)
      .simd(loadHalf)
      .op(0, 8 * i)
      .simd(promote);
  }
  single(operand: number): this {
    return this.at(operand).load();
  }

  clear({ lanes, rest }: Sum): this {
    for (const lane of lanes) this.f64(0).simd(splat).set(lane);
    return this.f64(0).set(rest);
  }
  /** Leaves the mean of what was summed on the stack: halves of lanes are added until one is left, then the rest. */
  meanOf({ lanes, rest }: Sum): this {
    const [a, b, c, d] = lanes as [number, number, number, number];
    this.get(a).get(c).simd(addDoubles).get(b).get(d).simd(addDoubles).simd(addDoubles).set(a);
    for (const lane of [0, 1]) this.get(a).simd(extract).op(lane);
    return this.dadd().get(rest).dadd().get(n).op(divide);
  }
  both(value: number, vector: number): this {
    return this.get(value).simd(splat).set(vector);
  }

  /** The mean of a part, and the inverse of its deviation; `also` may sum more, given the distances from the mean. */
  moments(operands: readonly number[], also: Visit): void {
    const squares = this.sum();
    const [distances, distance] = [four.map(() => this.local(V128)), this.local(F64)];
    this.clear(squares);
    this.each(
      [x],
      () => {
        for (const i of four) this.get(squares.lanes[i]!).pair(x, i).simd(addDoubles).set(squares.lanes[i]!);
      },
      () => this.get(squares.rest).single(x).promote().dadd().set(squares.rest),
    );
    this.meanOf(squares).set(this.mean).both(this.mean, this.means).clear(squares);
    this.each(
      operands,
      () => {
        for (const i of four) {
          const square = squares.lanes[i]!;
          this.pair(x, i).get(this.means).simd(subtractDoubles).set(distances[i]!);
          this.get(distances[i]!).get(distances[i]!).simd(multiplyDoubles).get(square).simd(addDoubles).set(square);
        }
        also.eight(distances);
      },
      () => {
        this.single(x).promote().get(this.mean).op(subtract).set(distance);
        this.get(distance).get(distance).dmul().get(squares.rest).dadd().set(squares.rest);
        also.one(distance);
      },
    );
    this.f64(1).meanOf(squares).get(eps).dadd().op(root).op(divide).set(this.inverse);
    this.both(this.inverse, this.inverses);
  }

  /** Runs `body` for each part. */
  eachPart(body: () => void): this {
    return this.repeat(parts, () => {
      body();
      for (const pointer of [x, grad, out]) this.get(pointer).get(bytes).add().set(pointer);
      this.get(weight).get(weightStep).add().set(weight);
    });
  }

  /** Rounds four pairs of doubles to two vectors. */
  join(pairs: readonly number[], vectors: readonly number[]): void {
    for (const [v, vector] of vectors.entries())
      this.get(pairs[2 * v]!)
        .simd(demote)
        .get(pairs[2 * v + 1]!)
        .simd(demote)
        .shuffle(lowHalves)
        .set(vector);
  }
}

/** standardize(…): `(x - mean) inverse`, times `weight` and plus `bias` where they are not 0, each rounded. */
function standardize(): Func {
  const f = new PartFunction("standardize");
  const [pairs, vectors] = [four.map(() => f.local(V128)), [f.local(V128), f.local(V128)]];
  const single = f.local(F32);
  const affine: readonly [operand: number, vector: number, scalar: number][] = [
    [weight, multiplySingles, multiplySingle],
    [bias, addSingles, addSingle],
  ];
  return f.eachPart(() => {
    f.moments([x], { eight: () => {}, one: () => {} });
    f.each(
      [x, out, weight, bias],
      () => {
        for (const i of four) {
          f.pair(x, i).get(f.means).simd(subtractDoubles).get(f.inverses).simd(multiplyDoubles).set(pairs[i]!);
        }
        f.join(pairs, vectors);
        for (const [operand, opcode] of affine)
          f.get(operand).when(() => {
            for (const [v, vector] of vectors.entries())
              f.get(vector)
                .at(operand)
                .vload(16 * v)
                .simd(opcode)
                .set(vector);
          });
        for (const [v, vector] of vectors.entries())
          f.at(out)
            .get(vector)
            .vstore(16 * v);
      },
      () => {
        f.single(x).promote().get(f.mean).op(subtract).get(f.inverse).dmul().demote().set(single);
        for (const [operand, , opcode] of affine)
          f.get(operand).when(() => f.get(single).single(operand).op(opcode).set(single));
        f.at(out).get(single).store();
      },
    );
  });
}

/** standardizeGrad(…): `(g - mean(g) - (x - mean) mean(g (x - mean)) inverse²) inverse`, where g is `grad`, times `weight` if that is not 0. */
function standardizeGrad(): Func {
  const f = new PartFunction("standardizeGrad");
  const [sum, dot] = [f.sum(), f.sum()];
  const [pairs, vectors] = [four.map(() => f.local(V128)), [f.local(V128), f.local(V128)]];
  const [single, double] = [f.local(F32), f.local(F64)];
  const [shift, slope, shifts, slopes] = [f.local(F64), f.local(F64), f.local(V128), f.local(V128)];
  const takeEight = (): void => {
    for (const [v, vector] of vectors.entries())
      f.at(grad)
        .vload(16 * v)
        .set(vector);
    f.get(weight).when(() => {
      for (const [v, vector] of vectors.entries())
        f.get(vector)
          .at(weight)
          .vload(16 * v)
          .simd(multiplySingles)
          .set(vector);
    });
    for (const [v, vector] of vectors.entries()) {
      f.get(vector)
        .simd(promote)
        .set(pairs[2 * v]!);
      f.get(vector)
        .get(vector)
        .shuffle(highHalf)
        .simd(promote)
        .set(pairs[2 * v + 1]!);
    }
  };
  const takeOne = (): void => {
    f.single(grad).set(single);
    f.get(weight).when(() => f.get(single).single(weight).op(multiplySingle).set(single));
    f.get(single).promote().set(double);
  };
  return f.eachPart(() => {
    f.clear(sum).clear(dot);
    f.moments([x, grad, weight], {
      eight(distances) {
        takeEight();
        for (const i of four) {
          const [pair, total, product] = [pairs[i]!, sum.lanes[i]!, dot.lanes[i]!];
          f.get(total).get(pair).simd(addDoubles).set(total);
          f.get(product).get(pair).get(distances[i]!).simd(multiplyDoubles).simd(addDoubles).set(product);
        }
      },
      one(distance) {
        takeOne();
        f.get(sum.rest).get(double).dadd().set(sum.rest);
        f.get(dot.rest).get(double).get(distance).dmul().dadd().set(dot.rest);
      },
    });
    f.meanOf(sum).set(shift).meanOf(dot).get(f.inverse).dmul().get(f.inverse).dmul().set(slope);
    f.both(shift, shifts).both(slope, slopes);
    f.each(
      [x, grad, weight, out],
      () => {
        takeEight();
        for (const i of four) {
          f.get(pairs[i]!).get(shifts).simd(subtractDoubles);
          f.pair(x, i).get(f.means).simd(subtractDoubles).get(slopes).simd(multiplyDoubles).simd(subtractDoubles);
          f.get(f.inverses).simd(multiplyDoubles).set(pairs[i]!);
        }
        f.join(pairs, vectors);
        for (const [v, vector] of vectors.entries())
          f.at(out)
            .get(vector)
            .vstore(16 * v);
      },
      () => {
        takeOne();
        f.at(out).get(double).get(shift).op(subtract);
        f.single(x).promote().get(f.mean).op(subtract).get(slope).dmul().op(subtract);
        f.get(f.inverse).dmul().demote().store();
      },
    );
  });
}

/** Of whichever function: parameters that it does not use are 0. */
type OnParts = (
  x: number,
  grad: number,
  weight: number,
  bias: number,
  out: number,
  weightStep: number,
  parts: number,
  outer: number,
  bytes: number,
  step: number,
  n: number,
  eps: number,
) => void;
interface PartFunctions {
  readonly standardize: OnParts;
  readonly standardizeGrad: OnParts;
}
let functions: PartFunctions | null = null;

/** The functions, compiled when they are first wanted. */
export function partFunctions(): PartFunctions {
  return (functions ??= { ...compile<PartFunctions>([standardize(), standardizeGrad()]) });
}
