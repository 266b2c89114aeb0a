import { F32, F64, Func, I32, I64, integers, V128 } from "./asm.js";
import { compile } from "./compiled.js";
import { extreme } from "./line-functions.js";
import { map } from "./simd.js";

// What the kernels of softmax do with rows of float32 elements that lie one after the other, each at least eight elements long.

const divide = 0x95;
const [add4, multiply4, replaceLane] = [0xe4, 0xe6, 0x20] as const;

/** The places of functions in their module. */
const [largestAt, fuseAt, totalAt] = [0, 1, 2] as const;

/** fuse(x, y, z): `x * y + z`, rounded once. */
function fuse(): Func {
  const f = new Func("fuse", [F32, F32, F32], [F32]);
  const [product, addend, sum, part, error] = [0, 1, 2, 3, 4].map(() => f.local(F64)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const bits = f.local(I64);
  f.get(0).promote().get(1).promote().dmul().tee(product).get(2).promote().tee(addend).dadd().tee(sum);
  f.get(product).op(0xa1).set(part);
  f.get(product).get(sum).get(part).op(0xa1, 0xa1).get(addend).get(part).op(0xa1).dadd().set(error);
  // where rounding to double took something away the last bit is made odd, so that rounding again cannot go wrong
  f.get(sum).op(0xbd).set(bits);
  f.get(error).f64(0).op(0x64).get(error).f64(0).op(0x63).or();
  f.get(bits).i64(1n).op(0x83, 0x50).and();
  f.when(() => {
    f.get(bits).i64(1n).i64(-1n);
    f.get(error).f64(0).op(0x64).get(sum).f64(0).op(0x64).equal().op(0x1b, 0x7c).set(bits);
  });
  return f.get(bits).op(0xbf).demote();
}

/**
 * total(x, y, bytes): the sum of a row, or of its products with another if `y` is not 0: of eight lanes, to the first of which the rest
 * is added, and whose halves are added until one is left. Products of the rest are added without being rounded.
 */
function total(): Func {
  const f = new Func("total", [I32, I32, I32], [F32]);
  const [x, y, bytes] = [0, 1, 2] as const;
  const end = f.local(I32);
  const lanes = [f.local(V128), f.local(V128)] as const;
  const through = (
    pointers: readonly number[],
    load: (offset: number) => void,
    loadOne: (offset: number) => void,
  ): void => {
    const eight = (then: (lane: number) => void): void => {
      for (const [i, lane] of lanes.entries()) {
        load(16 * i);
        then(lane);
        f.set(lane);
      }
    };
    eight(() => {});
    for (const p of pointers) f.get(p).i32(32).add().set(p);
    f.walk(x, end, 32, () => {
      eight((lane) => f.get(lane).simd(add4));
      for (const p of pointers) if (p !== x) f.get(p).i32(32).add().set(p);
    });
    for (let i = 0; i < 7; i++) {
      const [lane, at] = [lanes[i >> 2]!, i & 3];
      f.get(bytes)
        .i32(31)
        .and()
        .i32(4 * i)
        .op(0x4b)
        .when(() => {
          f.get(lane);
          loadOne(4 * i);
          f.get(lane).lane(at);
          if (pointers.length > 1) f.call(fuseAt);
          else f.fadd();
          f.simd(replaceLane).op(at).set(lane);
        });
    }
  };
  const one = (p: number, offset: number): Func => f.get(p).op(0x2a, 2, offset);
  f.get(x).get(bytes).i32(-32).and().add().set(end);
  f.get(y).when(
    () =>
      through(
        [x, y],
        (offset) => f.get(x).vload(offset).get(y).vload(offset).simd(multiply4),
        (offset) => {
          one(x, offset);
          one(y, offset);
        },
      ),
    () =>
      through(
        [x],
        (offset) => f.get(x).vload(offset),
        (offset) => one(x, offset),
      ),
  );
  const [low, high] = lanes;
  f.get(low).get(high).simd(add4).set(low);
  for (const at of [0, 1])
    f.get(low)
      .lane(at)
      .get(low)
      .lane(at + 2)
      .fadd();
  return f.fadd();
}

type Load = (pointer: number) => void;
/** Leaves on the stack what becomes of elements, given the number of their row; with vectors or with single elements. */
type Formula = (load: Load, value: () => void, isVector: boolean) => void;

/**
 * name(inputs, out, rows, bytes, values): maps each row to one of the result. `value` leaves a number for it on the stack; `values`
 * points to one for each row.
 */
function mapRows(name: string, inputs: number, value: (f: Func) => void, formula: (f: Func) => Formula): Func {
  const f = new Func(name, integers(inputs + 4));
  const [out, rows, bytes, values] = [inputs, inputs + 1, inputs + 2, inputs + 3];
  const [left, scalar, lanes] = [f.local(I32), f.local(F32), f.local(V128)];
  const pointers = Array.from({ length: inputs }, (_, i) => i);
  const body = formula(f);
  return f.repeat(rows, () => {
    value(f);
    f.tee(scalar).splat().set(lanes).get(bytes).set(left);
    map(
      f,
      pointers,
      out,
      left,
      (load) => body(load, () => f.get(lanes), true),
      (load) => body(load, () => f.get(scalar), false),
    );
    f.get(values).i32(4).add().set(values);
  });
}

/** An operation on vectors, and the same on single elements. */
const by = (f: Func, [vector, single]: readonly [number, number], isVector: boolean): Func =>
  isVector ? f.simd(vector) : f.op(single);
const [minus, times] = [
  [0xe5, 0x93],
  [0xe6, 0x94],
] as const;

/** An operation of each element and the value of its row. */
const withValue =
  (operation: readonly [number, number]) =>
  (f: Func): Formula =>
  (load, value, isVector) => {
    load(0);
    value();
    by(f, operation, isVector);
  };

/** `x` less the largest element of its row. */
const below = (): Func => mapRows("below", 1, (f) => f.get(0).get(3).call(largestAt), withValue(minus));

/** `x` over the sum of its row. */
const share = (): Func =>
  mapRows("share", 1, (f) => f.f32(1).get(0).i32(0).get(3).call(totalAt).op(divide), withValue(times));

/** `x` less the value of its row. */
const less = (): Func => mapRows("less", 1, (f) => f.get(4).load(), withValue(minus));

/** The value of each row for all of its elements. */
const spread = (): Func =>
  mapRows(
    "spread",
    0,
    (f) => f.get(3).load(),
    () => (_, value) => value(),
  );

/** `(x - total(x y)) y` */
const slope = (): Func =>
  mapRows(
    "slope",
    2,
    (f) => f.get(0).get(1).get(4).call(totalAt),
    (f) => (load, value, isVector) => {
      load(0);
      value();
      by(f, minus, isVector);
      load(1);
      by(f, times, isVector);
    },
  );

/** totals(x, out, rows, bytes): the sum of each row. */
function totals(): Func {
  const f = new Func("totals", integers(4));
  const [x, out, rows, bytes] = [0, 1, 2, 3] as const;
  return f.repeat(rows, () => {
    f.get(out).get(x).i32(0).get(bytes).call(totalAt).store();
    f.get(x).get(bytes).add().set(x).get(out).i32(4).add().set(out);
  });
}

type OnRows = (x: number, out: number, rows: number, bytes: number, values: number) => void;
interface RowFunctions {
  readonly below: OnRows;
  readonly share: OnRows;
  readonly less: OnRows;
  readonly spread: (out: number, rows: number, bytes: number, values: number) => void;
  readonly slope: (x: number, y: number, out: number, rows: number, bytes: number, values: number) => void;
  readonly totals: (x: number, out: number, rows: number, bytes: number) => void;
}
let functions: RowFunctions | null = null;

/** The functions, compiled when they are first wanted. */
export function rowFunctions(): RowFunctions {
  return (functions ??= {
    ...compile<RowFunctions>([
      extreme("largest", 0xeb, 0x97),
      fuse(),
      total(),
      ...[below(), share(), less(), spread(), slope(), totals()],
    ]),
  });
}
