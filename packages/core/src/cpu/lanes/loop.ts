import { regions } from "../../memory/heap.js";
import { Func, I32, integers, unsigned, V128 } from "../asm.js";
import { type Formula, type Value, Vectors } from "./vector.js";

/** How elements lie in memory: float32, or bool, which a formula sees as a mask. */
export type Kind = "float" | "bool";

/** What a kernel reads, writes and computes. */
export interface LoopParts {
  readonly formula: Formula;
  readonly inputs: readonly Kind[];
  readonly output: Kind;
}

const bytesOf = (kind: Kind): number => (kind === "float" ? 16 : 4);
/** How many vectors are computed side by side, so that one need not wait for the other. */
const width = 4;

/** Where the step is 0, the pointer goes to as many copies of its element as vectors side by side may read. */
function repeat(f: Func, kind: Kind, pointer: number, to: number): void {
  f.get(pointer + 1)
    .op(0x45)
    .when(() => {
      for (let q = 0; q < width; q++)
        f.i32(to)
          .get(pointer)
          .simd(kind === "float" ? 9 : 7)
          .op(0, 0)
          .vstore(16 * q);
      f.i32(to).set(pointer);
    });
}

function load(f: Func, kind: Kind, offset: number): void {
  if (kind === "float") f.vload(offset);
  // bytes are widened to 32 bits and compared with 0
  else
    f.simd(0x5c)
      .op(0, ...unsigned(offset))
      .simd(0x89)
      .simd(0xa9)
      .i32(0)
      .simd(0x11)
      .simd(0x38);
}

/** Stores the vector on top of a pointer on the stack. */
function store(f: Func, kind: Kind, offset: number, spare: number): void {
  if (kind === "float") f.vstore(offset);
  else {
    f.set(spare).get(spare).get(spare).simd(0x85).get(spare).simd(0x65).i32(1).simd(0x0f).simd(0x4e);
    f.set(spare)
      .get(spare)
      .simd(0x5a)
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
  readonly #doubt: Value | null;
  readonly #constants = new Map<Value, number>();
  readonly #wide: Map<Value, number>[] = [];

  constructor(
    readonly f: Func,
    v: Vectors,
    results: readonly Value[],
  ) {
    this.#doubt = v.doubts.length === 0 ? null : v.doubts.reduce((a, b) => v.or(a, b));
    this.#operations = needed(v, this.#doubt === null ? results : [...results, this.#doubt]);
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
    const { f } = this;
    for (const { result, operands, emit } of this.#operations)
      for (let q = 0; q < vectors; q++) {
        for (const operand of operands) f.get(this.localOf(operand, q));
        emit(f);
        f.set(this.localOf(result, q));
      }
    if (this.#doubt === null) return;
    for (let q = 0; q < vectors; q++) {
      f.get(this.localOf(this.#doubt, q)).simd(0x53);
      if (q > 0) f.or();
    }
    f.op(0x0d, 2);
  }
}

/** The most inputs that a kernel has. */
const inputsAtMost = 3;

/**
 * run(count, out, x, xStep, y, yStep, z, zStep, parameters): writes `count` elements and returns how many it has written, fewer if it
 * meets doubtful ones. Steps are 1, or 0 for an operand of one element that is repeated.
 */
export function loopOf({ formula, inputs, output }: LoopParts): Func {
  const f = new Func("run", integers(3 + 2 * inputsAtMost), [I32]);
  const [count, out] = [0, 1] as const;
  const pointers = inputs.map((_, i) => 2 + 2 * i);
  const v = new Vectors();
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
    for (const [i, kind] of inputs.entries())
      each((q) => {
        f.get(pointers[i]!);
        load(f, kind, q * bytesOf(kind));
        f.set(writer.localOf(operands[i]!, q));
      });
    writer.compute(vectors);
    each((q) => {
      f.get(out).get(writer.localOf(result, q));
      store(f, output, q * bytesOf(output), spare);
    });
    for (const [i, pointer] of pointers.entries())
      f.get(pointer)
        .get(pointer + 1)
        .i32(vectors * bytesOf(inputs[i]!))
        .mul()
        .add()
        .set(pointer);
  };

  const size = output === "float" ? 4 : 1;
  const whole = (vectors: number): Func =>
    f
      .get(count)
      .i32(-4 * vectors)
      .and()
      .i32(size)
      .mul()
      .get(start)
      .add();
  f.get(out).set(start);
  f.op(0x02, 0x40);
  for (const vectors of [width, 1]) {
    whole(vectors).set(end);
    f.walk(out, end, vectors * bytesOf(output), () => body(vectors));
  }
  f.op(0x0b);

  // the rest is copied to a vector of its own, because what lies beyond may belong to another tensor
  f.get(count).i32(3).and().set(rest);
  whole(1).get(out).equal().get(rest).i32(0).op(0x4b).and();
  f.when(() => {
    const slots = [...pointers, out].map((_, i) => regions.kernels + 16 * i);
    const kinds = [...inputs, output];
    for (const slot of slots) f.i32(slot).get(zero).vstore();
    const eachOfRest = (copy: (element: number) => void): void => {
      for (let element = 0; element < 3; element++)
        f.get(rest)
          .i32(element)
          .op(0x4b)
          .when(() => copy(element));
    };
    eachOfRest((element) => {
      for (const [i, pointer] of pointers.entries())
        f.i32(slots[i]!)
          .get(pointer)
          .op(...copying(kinds[i]!, element));
    });
    f.i32(4).i32(slots.at(-1)!);
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
        f.get(rest).i32(size).mul().get(out).add().set(out);
      });
  });
  return f.get(out).get(start).sub().i32(size).op(0x6e);
}

/** Instructions that copy an element between two addresses on the stack. */
function copying(kind: Kind, element: number): number[] {
  return kind === "float" ? [0x28, 2, 4 * element, 0x36, 2, 4 * element] : [0x2d, 0, element, 0x3a, 0, element];
}
