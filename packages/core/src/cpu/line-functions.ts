import { regions } from "../memory/heap.js";
import { F32, Func, I32, V128 } from "./asm.js";
import { compile } from "./compiled.js";
import { hasVectors } from "./instructions.js";

// What a line of neighbouring float32 elements comes to.

const [equal, notEqual, and, or, anyTrue] = [0x41, 0x42, 0x4e, 0x50, 0x53];
const [splatByte, byteOfLane, largerByte, smallerByte] = [0x07, 0x16, 0x79, 0x77];

/** extreme(x, bytes): the largest or smallest of at least one element; NaN if one is. Of zeros the sign is open. */
export function extreme(name: string, simd: number, scalar: number): Func {
  const f = new Func(name, [I32, I32], [F32]);
  const [end, v, nan, s] = [f.local(I32), f.local(V128), f.local(V128), f.local(F32)];
  const best = Array.from({ length: 4 }, () => f.local(V128));
  f.get(0).load().set(s);
  for (const local of best) f.get(s).splat().set(local);
  // the instruction for vectors loses NaN, so that is looked for apart
  for (const count of [4, 1]) {
    const size = 16 * count;
    f.get(0).get(1).i32(-size).and().add().set(end);
    f.walk(0, end, size, () => {
      for (const [i, local] of best.slice(0, count).entries()) {
        f.get(0)
          .vload(16 * i)
          .tee(v)
          .get(local)
          .simd(simd)
          .set(local);
        f.get(v).get(v).simd(notEqual).get(nan).simd(or).set(nan);
      }
    });
    f.get(1)
      .i32(size - 1)
      .and()
      .set(1);
  }
  f.get(0).get(1).add().set(end);
  f.walk(0, end, 4, () => f.get(s).get(0).load().op(scalar).set(s));
  f.get(nan)
    .simd(anyTrue)
    .when(() => f.f32(Number.NaN).set(s));
  f.get(s);
  for (const local of best) for (let i = 0; i < 4; i++) f.get(local).lane(i).op(scalar);
  return f;
}

/** extremeByte(x, bytes): the same of at least one byte. */
function extremeByte(name: string, simd: number): Func {
  const f = new Func(name, [I32, I32], [I32]);
  const [end, best] = [f.local(I32), f.local(V128)];
  const take = (load: () => void): void => {
    f.get(best);
    load();
    f.simd(simd).set(best);
  };
  const splat = (): void => {
    f.get(0).simd(splatByte).op(0, 0);
  };
  splat();
  f.set(best).get(0).get(1).i32(-16).and().add().set(end);
  f.get(0).get(1).add().set(1);
  f.walk(0, end, 16, () => take(() => f.get(0).vload()));
  f.walk(0, 1, 1, () => take(splat));
  for (const lanes of [8, 4, 2, 1])
    take(() =>
      f
        .get(best)
        .get(best)
        .shuffle(Array.from({ length: 16 }, (_, i) => (i + lanes) % 16)),
    );
  return f.get(best).simd(byteOfLane).op(0);
}

/** first(x, value): how many elements are before the first that equals the value, or is NaN if that is; it must be there. */
function first(): Func {
  const f = new Func("first", [I32, F32], [I32]);
  const [v, wanted, nan] = [f.local(V128), f.local(V128), f.local(V128)];
  f.get(1).splat().tee(wanted).get(wanted).simd(notEqual).set(nan);
  const at = f.local(I32);
  /** The lanes of `v` that are found. */
  const found = (): Func =>
    f.set(v).get(v).get(wanted).simd(equal).get(v).get(v).simd(notEqual).get(nan).simd(and).simd(or);
  // whole vectors, then the elements of the one that has it
  f.get(0).set(at);
  for (const [load, step] of [
    [0, 16],
    [9, 4],
  ] as const) {
    f.op(0x03, 0x40).get(at).simd(load).op(2, 0);
    found().simd(anyTrue).op(0x45);
    f.when(() => f.get(at).i32(step).add().set(at).op(0x0c, 1));
    f.op(0x0b);
  }
  return f.get(at).get(0).sub().i32(2).op(0x76);
}

/** Where the sums of the levels of a cascade stand: 32 each, the lowest first. */
export const totalsAt: number = regions.kernels + 768;
const levelBytes = 128;
const eachTotal = (visit: (i: number) => void): void => {
  for (let i = 0; i < 8; i++) visit(i);
};

/**
 * Sums `count` rows of 32 elements, `step` bytes apart, into eight vectors that are 0. Whenever 2^power rows have come, their sum is
 * added to the level above, and that to the next in the same way. `from` goes to the end.
 */
function cascade(f: Func, from: number, step: number, count: number, power: number, totals: readonly number[]): void {
  const [groups, left, row, mask, zero] = [f.local(I32), f.local(I32), f.local(I32), f.local(I32), f.local(V128)];
  const addRow = (): void => {
    eachTotal((i) =>
      f
        .get(totals[i]!)
        .get(from)
        .vload(16 * i)
        .vadd()
        .set(totals[i]!),
    );
    f.get(from).get(step).add().set(from);
  };
  const at = (level: number, i: number): number => level * levelBytes + 16 * i;
  /** Moves what a level has to the one above. */
  const lift = (level: number): void =>
    eachTotal((i) => {
      f.i32(totalsAt)
        .i32(totalsAt)
        .vload(at(level + 1, i));
      if (level === 0) f.get(totals[i]!).vadd();
      else f.i32(totalsAt).vload(at(level, i)).vadd();
      f.vstore(at(level + 1, i));
      if (level === 0) f.get(zero).set(totals[i]!);
      else f.i32(totalsAt).get(zero).vstore(at(level, i));
    });
  /** Runs `then` if a run of the level is complete. */
  const whenComplete = (level: number, then: () => void): Func => {
    f.get(row).get(mask);
    for (let i = 0; i < level; i++) f.get(power).op(0x74);
    return f.and().op(0x45).when(then);
  };
  f.i32(1).get(power).op(0x74).i32(1).sub().set(mask);
  f.get(count)
    .get(power)
    .op(0x76)
    .tee(groups)
    .when(() => {
      for (let level = 1; level < 4; level++) eachTotal((i) => f.i32(totalsAt).get(zero).vstore(at(level, i)));
      f.repeat(groups, () => {
        f.get(mask).i32(1).add().tee(left).get(row).add().set(row);
        f.repeat(left, addRow);
        lift(0);
        whenComplete(1, () => {
          lift(1);
          whenComplete(2, () => lift(2));
        });
      });
    });
  f.get(count).get(mask).and().set(left);
  f.repeat(left, addRow);
  f.get(row).when(() => {
    for (let level = 1; level < 4; level++)
      eachTotal((i) => f.get(totals[i]!).i32(totalsAt).vload(at(level, i)).vadd().set(totals[i]!));
  });
}

/** columns(from, step, count, power): writes the totals of 32 columns. */
function columns(): Func {
  const f = new Func("columns", [I32, I32, I32, I32]);
  const totals = Array.from({ length: 8 }, () => f.local(V128));
  cascade(f, 0, 1, 2, 3, totals);
  eachTotal((i) =>
    f
      .i32(totalsAt)
      .get(totals[i]!)
      .vstore(16 * i),
  );
  return f;
}

/** sum(x, bytes, power): of a run, as 32 columns of vectors of eight lanes; then the tail, then the lanes in order. */
function sum(): Func {
  const f = new Func("sum", [I32, I32, I32], [F32]);
  const [x, bytes, power] = [0, 1, 2] as const;
  const [end, step, count, s] = [f.local(I32), f.local(I32), f.local(I32), f.local(F32)];
  const totals = Array.from({ length: 8 }, () => f.local(V128));
  f.get(x).get(bytes).add().set(end);
  f.i32(levelBytes).set(step).get(bytes).i32(7).op(0x76).set(count);
  cascade(f, x, step, count, power, totals);
  const [low, high] = totals as [number, number];
  f.get(bytes).i32(5).op(0x76).i32(3).and().set(count);
  f.repeat(count, () => {
    f.get(low).get(x).vload().vadd().set(low);
    f.get(high).get(x).vload(16).vadd().set(high);
    f.get(x).i32(32).add().set(x);
  });
  for (const [i, total] of totals.slice(2).entries()) {
    const to = totals[i % 2]!;
    f.get(to).get(total).vadd().set(to);
  }
  f.walk(x, end, 4, () => f.get(s).get(x).load().fadd().set(s));
  f.get(s);
  for (const total of [low, high]) for (let lane = 0; lane < 4; lane++) f.get(total).lane(lane).fadd();
  return f;
}

interface LineFunctions {
  largest(x: number, bytes: number): number;
  smallest(x: number, bytes: number): number;
  largestByte(x: number, bytes: number): number;
  smallestByte(x: number, bytes: number): number;
  first(x: number, value: number): number;
  columns(from: number, step: number, count: number, power: number): void;
  sum(x: number, bytes: number, power: number): number;
}
function instantiate(): LineFunctions {
  const floats = [extreme("largest", 0xeb, 0x97), extreme("smallest", 0xea, 0x96), first(), columns(), sum()];
  return compile([...floats, extremeByte("largestByte", largerByte), extremeByte("smallestByte", smallerByte)]);
}
/** Without vectors nobody calls them. */
const functions = hasVectors ? instantiate() : ({} as LineFunctions);
/** The largest of the float32 elements at an address; NaN if one is. */
export const largestOf: LineFunctions["largest"] = functions.largest;
/** The smallest. */
export const smallestOf: LineFunctions["smallest"] = functions.smallest;
/** How many float32 elements at an address are before the first that equals a value that is there, or is NaN if that is. */
export const firstOf: LineFunctions["first"] = functions.first;
/** The largest of bytes at an address. */
export const largestByteOf: LineFunctions["largestByte"] = functions.largestByte;
/** The smallest. */
export const smallestByteOf: LineFunctions["smallestByte"] = functions.smallestByte;
/** Sums rows of 32 elements at an address, so many bytes apart, to the totals at `totalsAt`. */
export const sumColumns32: LineFunctions["columns"] = functions.columns;
/** The sum of a run of at least eight elements. */
export const sumOfRun: LineFunctions["sum"] = functions.sum;
