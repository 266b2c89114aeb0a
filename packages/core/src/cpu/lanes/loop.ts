import { bool, type DType } from "../../dtype.js";
import { regions } from "../../memory/heap.js";
import { Func, I32, integers, unsigned, V128 } from "../asm.js";
import { type Formula, type Value, Vectors } from "./vector.js";

/** What a kernel reads, writes and computes. */
export interface LoopParts {
  readonly formula: Formula;
  /** What lies in memory. A formula sees bool elements as masks. */
  readonly inputs: readonly DType[];
  readonly output: DType;
  /** Whose arithmetic the formula uses. */
  readonly type: DType;
}

/** How many vectors are computed side by side, so that one need not wait for the other. */
const width = 4;

/** Where the step is 0, the pointer goes to as many copies of its element as vectors side by side may read. */
function repeat(f: Func, { shift }: DType, pointer: number, to: number): void {
  f.get(pointer + 1)
    .op(0x45)
    .when(() => {
      for (let q = 0; q < width; q++)
        f.i32(to)
          .get(pointer)
          .simd(7 + shift)
          .op(0, 0)
          .vstore(16 * q);
      f.i32(to).set(pointer);
    });
}

/** Loads a vector of `lanes` elements from a pointer on the stack. */
function load(f: Func, type: DType, lanes: number, offset: number): void {
  if (type !== bool) f.vload(offset);
  // bytes are widened to the size of lanes and compared with 0
  else if (lanes === 4)
    f.simd(0x5c)
      .op(0, ...unsigned(offset))
      .simd(0x89)
      .simd(0xa9)
      .i32(0)
      .simd(0x11)
      .simd(0x38);
  else
    f.op(0x2f, 0, ...unsigned(offset))
      .simd(0x10)
      .simd(0x89)
      .simd(0xa9)
      .simd(0xc9)
      .i64(0n)
      .simd(0x12)
      .simd(0xd7);
}

/** Stores the vector on top of a pointer on the stack. */
function store(f: Func, type: DType, lanes: number, offset: number, spare: number): void {
  if (type !== bool) f.vstore(offset);
  else {
    f.set(spare).get(spare).get(spare);
    if (lanes === 2) f.shuffle([0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11]).set(spare).get(spare).get(spare);
    f.simd(0x85).get(spare).simd(0x65).i32(1).simd(0x0f).simd(0x4e);
    f.set(spare)
      .get(spare)
      .simd(lanes === 2 ? 0x59 : 0x5a)
      .op(0, ...unsigned(offset), 0);
  }
}

/** The notes that some results depend on. */
function needed({ operations }: Vectors, results: readonly Value[]): Vectors["operations"] {
  const wanted = new Set(results);
  const kept = operations.toReversed().filter(({ result, operands }) => {
    if (!wanted.has(result)) return false;
    for (const operand of operands) wanted.add(operand);
    return true;
  });
  return kept.reverse();
}

/** Writes the instructions of notes, for several vectors side by side, so that one need not wait for the other. */
export class Writer {
  readonly #operations: Vectors["operations"];
  /** What doubts come to, and what they do after a closer look, for which there is more to compute. */
  readonly #doubt: Value | null;
  readonly #confirmed: Value | null;
  readonly #closer: Vectors["operations"];
  readonly #constants = new Map<Value, number>();
  readonly #wide: Map<Value, number>[] = [];

  constructor(
    readonly f: Func,
    v: Vectors,
    results: readonly Value[],
  ) {
    const any = (masks: readonly Value[]): Value | null =>
      masks.reduce((a, b) => (a === null ? b : v.or(a, b)), null as Value | null);
    this.#doubt = any(v.doubts);
    this.#confirmed = any(v.confirmed);
    this.#operations = needed(v, this.#doubt === null ? results : [...results, this.#doubt]);
    const known = new Set(this.#operations);
    this.#closer = this.#confirmed === null ? [] : needed(v, [this.#confirmed]).filter((note) => !known.has(note));
    for (const [value, emit] of v.constants) {
      const local = f.local(V128);
      this.#constants.set(value, local);
      emit(f);
      f.set(local);
    }
  }

  /** Where a value of vector `q` is. */
  localOf(value: Value, q: number): number {
    this.#wide[q] ??= new Map();
    const known = this.#constants.get(value) ?? this.#wide[q].get(value);
    if (known !== undefined) return known;
    const local = this.f.local(V128);
    this.#wide[q].set(value, local);
    return local;
  }

  /** Computes the results of `vectors` vectors; leaves the loop, the `if` around it and a block if some lane is doubtful. */
  compute(vectors: number): void {
    this.#write(this.#operations, vectors);
    if (this.#doubt === null) return;
    this.#testAny(this.#doubt, vectors);
    this.f.when(() => {
      this.#write(this.#closer, vectors);
      this.#testAny(this.#confirmed!, vectors);
      this.f.op(0x0d, 3);
    });
  }

  #write(operations: Vectors["operations"], vectors: number): void {
    const { f } = this;
    for (const { result, operands, emit } of operations)
      for (let q = 0; q < vectors; q++) {
        for (const operand of operands) f.get(this.localOf(operand, q));
        emit(f);
        f.set(this.localOf(result, q));
      }
  }

  #testAny(mask: Value, vectors: number): void {
    const { f } = this;
    for (let q = 0; q < vectors; q++) {
      f.get(this.localOf(mask, q)).simd(0x53);
      if (q > 0) f.or();
    }
  }
}

/** The most inputs that a kernel has. */
export const inputsAtMost = 3;

/**
 * run(count, out, x, xStep, y, yStep, z, zStep, parameters): writes `count` elements and returns how many it has written, fewer if it
 * meets doubtful ones. Steps are 1, or 0 for an operand of one element that is repeated.
 */
export function loopOf({ formula, inputs, output, type }: LoopParts): Func {
  const f = new Func("run", integers(3 + 2 * inputsAtMost), [I32]);
  const [count, out] = [0, 1] as const;
  const pointers = inputs.map((_, i) => 2 + 2 * i);
  const v = new Vectors(type);
  const lanes = type.bytes === 8 ? 2 : 4;
  const operands = inputs.map(() => v.input());
  const result = formula(v, ...operands);
  const writer = new Writer(f, v, [result]);
  const spare = f.local(V128);
  const zero = f.local(V128);
  for (const [i, pointer] of pointers.entries()) repeat(f, inputs[i]!, pointer, regions.kernels + 128 + 16 * width * i);
  const [end, start, rest] = [f.local(I32), f.local(I32), f.local(I32)];

  /** Computes `vectors` vectors; leaves the loops if some lane is doubtful. */
  const body = (vectors: number): void => {
    const each = (visit: (q: number) => void): void => {
      for (let q = 0; q < vectors; q++) visit(q);
    };
    for (const [i, input] of inputs.entries())
      each((q) => {
        f.get(pointers[i]!);
        load(f, input, lanes, q * lanes * input.bytes);
        f.set(writer.localOf(operands[i]!, q));
      });
    writer.compute(vectors);
    each((q) => {
      f.get(out).get(writer.localOf(result, q));
      store(f, output, lanes, q * lanes * output.bytes, spare);
    });
    for (const [i, pointer] of pointers.entries())
      f.get(pointer)
        .get(pointer + 1)
        .i32(vectors * lanes * inputs[i]!.bytes)
        .mul()
        .add()
        .set(pointer);
  };

  const whole = (vectors: number): Func =>
    f
      .get(count)
      .i32(-lanes * vectors)
      .and()
      .i32(output.bytes)
      .mul()
      .get(start)
      .add();
  f.get(out).set(start);
  f.op(0x02, 0x40);
  for (const vectors of [width, 1]) {
    whole(vectors).set(end);
    f.walk(out, end, vectors * lanes * output.bytes, () => body(vectors));
  }
  f.op(0x0b);

  // the rest is copied to a vector of its own, because what lies beyond may belong to another tensor
  f.get(count)
    .i32(lanes - 1)
    .and()
    .set(rest);
  whole(1).get(out).equal().get(rest).i32(0).op(0x4b).and();
  f.when(() => {
    const slots = [...pointers, out].map((_, i) => regions.kernels + 16 * i);
    for (const slot of slots) f.i32(slot).get(zero).vstore();
    const eachOfRest = (copy: (element: number) => void): void => {
      for (let element = 0; element < lanes - 1; element++)
        f.get(rest)
          .i32(element)
          .op(0x4b)
          .when(() => copy(element));
    };
    eachOfRest((element) => {
      for (const [i, pointer] of pointers.entries())
        f.i32(slots[i]!)
          .get(pointer)
          .op(...copying(inputs[i]!, element));
    });
    f.i32(lanes).i32(slots.at(-1)!);
    for (const slot of slots.slice(0, -1)) f.i32(slot).i32(1);
    for (let i = inputs.length; i < inputsAtMost; i++) f.i32(0).i32(0);
    f.get(f.params.length - 1)
      .call(0)
      .when(() => {
        eachOfRest((element) =>
          f
            .get(out)
            .i32(slots.at(-1)!)
            .op(...copying(output, element)),
        );
        f.get(rest).i32(output.bytes).mul().get(out).add().set(out);
      });
  });
  return f.get(out).get(start).sub().i32(output.bytes).op(0x6e);
}

/**
 * rows(rows, outRow, xRow, yRow, zRow, ...): calls `run`, which the numbers after these are for, for rows that lie so many bytes apart;
 * returns how many rows it has finished, fewer if it meets doubtful elements.
 */
export function rowsOf(): Func {
  const f = new Func("rows", integers(5 + 3 + 2 * inputsAtMost), [I32]);
  const [rows, count, done] = [0, 5, f.local(I32)];
  f.op(0x02, 0x40);
  f.walk(done, rows, 1, () => {
    for (let i = count; i < f.params.length; i++) f.get(i);
    f.call(0).get(count).op(0x47, 0x0d, 2);
    for (const [i, pointer] of [6, 7, 9, 11].entries())
      f.get(pointer)
        .get(1 + i)
        .add()
        .set(pointer);
  });
  return f.op(0x0b).get(done);
}

/** Instructions that copy an element between two addresses on the stack. */
function copying({ shift, bytes }: DType, element: number): number[] {
  const [load, store] = shift === 0 ? [0x2d, 0x3a] : shift === 2 ? [0x28, 0x36] : [0x29, 0x37];
  return [load, shift, bytes * element, store, shift, bytes * element];
}
