import { deferred, divideBytes, longBytes } from "../threads/pool.js";
import { F32, F64, Func, I32, V128 } from "./asm.js";
import { compile } from "./compiled.js";
import { hasVectors } from "./instructions.js";

// Kernels for float32 in one run of memory, four elements at a time, with the bits of the reference kernels. Every family is one
// function with a jump inside, not one function per kernel: the call site in JavaScript then has one target, whose wrapper V8
// inlines. A table of exports made whole training steps 3 to 11 % slower.

/** SIMD opcode and its scalar twin, in the order of `Binary`: add, sub, mul, div. */
const binaryOps: readonly (readonly [simd: number, scalar: number])[] = [
  [0xe4, 0x92],
  [0xe5, 0x93],
  [0xe6, 0x94],
  [0xe7, 0x95],
];
/** How many kernels of `Binary` the functions below have. */
export const simdBinaryCount: number = binaryOps.length;

type Load = (pointer: number) => void;

/**
 * out[i] = body(i): four vectors at a time, single vectors, then single elements to the exact end, because the rest of the vector may
 * belong to another view.
 */
export function map(
  f: Func,
  inputs: readonly number[],
  out: number,
  bytes: number,
  vector: (load: Load) => void,
  single: (load: Load) => void,
): void {
  const end = f.shared("end", I32);
  const advance = (step: number): void => {
    for (const p of inputs) f.get(p).i32(step).add().set(p);
  };
  const untilWhole = (size: number): Func => f.get(out).get(bytes).i32(-size).and().add().set(end);
  // what is left of `bytes` is counted from where `out` is then
  for (const count of [4, 1]) {
    const size = 16 * count;
    untilWhole(size).walk(out, end, size, () => {
      for (let offset = 0; offset < size; offset += 16) {
        f.get(out);
        vector((p) => f.get(p).vload(offset));
        f.vstore(offset);
      }
      advance(size);
    });
    f.get(bytes)
      .i32(size - 1)
      .and()
      .set(bytes);
  }
  f.get(out).get(bytes).add().set(end);
  f.walk(out, end, 4, () => {
    f.get(out);
    single((p) => f.get(p).load());
    f.store();
    advance(4);
  });
}

/** binary(kernel, x, y, out, bytes, mode): mode 0 runs both, 1 repeats x, 2 repeats y. */
function binary(): Func {
  const f = new Func("binary", [I32, I32, I32, I32, I32, I32]);
  const [kernel, x, y, out, bytes, mode] = [0, 1, 2, 3, 4, 5] as const;
  const v = f.local(V128);
  const s = f.local(F32);
  const which = f.local(I32);
  const modes = [
    { inputs: [x, y], repeated: -1 },
    { inputs: [y], repeated: x },
    { inputs: [x], repeated: y },
  ];
  f.get(kernel).i32(3).op(0x6c).get(mode).add().set(which);
  const body = (simd: number, scalar: number, inputs: readonly number[], repeated: number): void => {
    if (repeated >= 0) f.get(repeated).load().tee(s).splat().set(v);
    const operands = (load: Load, constant: number): void => {
      for (const p of [x, y]) p === repeated ? f.get(constant) : load(p);
    };
    map(
      f,
      inputs,
      out,
      bytes,
      (load) => {
        operands(load, v);
        f.simd(simd);
      },
      (load) => {
        operands(load, s);
        f.op(scalar);
      },
    );
  };
  f.choose(
    which,
    binaryOps.flatMap(([simd, scalar]) =>
      modes.map(
        ({ inputs, repeated }) =>
          () =>
            body(simd, scalar, inputs, repeated),
      ),
    ),
  );
  return f;
}

/** scalar(kernel, x, out, bytes, value): x op value. */
function scalar(): Func {
  const f = new Func("scalar", [I32, I32, I32, I32, F32]);
  const v = f.local(V128);
  f.get(4).splat().set(v);
  const body = ([simd, single]: readonly [number, number]): void =>
    map(
      f,
      [1],
      2,
      3,
      (load) => {
        load(1);
        f.get(v).simd(simd);
      },
      (load) => {
        load(1);
        f.get(4).op(single);
      },
    );
  f.choose(
    0,
    binaryOps.map((pair) => () => body(pair)),
  );
  return f;
}

/** negate(x, out, bytes) */
function negate(): Func {
  const f = new Func("negate", [I32, I32, I32]);
  map(
    f,
    [0],
    1,
    2,
    (load) => {
      load(0);
      f.simd(0xe1);
    },
    (load) => {
      load(0);
      f.op(0x8c);
    },
  );
  return f;
}

/** power(x, out, bytes, k): x^k for a small positive integer k, multiplied in double and rounded once, as powf rounds. */
function power(): Func {
  const f = new Func("power", [I32, I32, I32, I32]);
  const end = f.local(I32);
  const k = f.local(I32);
  const base = f.local(F64);
  const result = f.local(F64);
  f.get(1).get(2).add().set(end);
  f.walk(1, end, 4, () => {
    f.get(0).load().promote().tee(base).set(result).i32(1).set(k);
    f.walk(k, 3, 1, () => f.get(result).get(base).dmul().set(result));
    f.get(1).get(result).demote().store().get(0).i32(4).add().set(0);
  });
  return f;
}

/** fill(out, bytes, value) */
function fill(): Func {
  const f = new Func("fill", [I32, I32, F32]);
  map(
    f,
    [],
    0,
    1,
    () => f.get(2).splat(),
    () => f.get(2),
  );
  return f;
}

/** norm(x, bytes): two vectors of squares, the lanes in order, then the tail, whose first four squares are rounded before they are added. */
function norm(): Func {
  const f = new Func("norm", [I32, I32], [F32]);
  const end = f.local(I32);
  const s = f.local(F32);
  const lanes = [f.local(V128), f.local(V128)] as const;
  f.get(0).get(1).i32(-32).and().add().set(end);
  f.walk(0, end, 32, () => {
    for (const [i, lane] of lanes.entries()) {
      f.get(lane)
        .get(0)
        .vload(i * 16)
        .get(0)
        .vload(i * 16);
      f.simd(0xe6).vadd().set(lane);
    }
  });
  f.get(s);
  for (let i = 0; i < 8; i++)
    f.get(lanes[i >> 2]!)
      .lane(i & 3)
      .fadd();
  f.set(s);
  f.get(end).get(1).i32(16).and().add().set(end);
  f.walk(0, end, 4, () => f.get(s).get(0).load().get(0).load().op(0x94).fadd().set(s));
  f.get(end).get(1).i32(12).and().add().set(end);
  f.walk(0, end, 4, () =>
    f.get(0).load().promote().get(0).load().promote().dmul().get(s).promote().dadd().demote().set(s),
  );
  return f.get(s).op(0x91);
}

interface Exports {
  binary(kernel: number, x: number, y: number, out: number, bytes: number, mode: number): void;
  scalar(kernel: number, x: number, out: number, bytes: number, value: number): void;
  negate(x: number, out: number, bytes: number): void;
  power(x: number, out: number, bytes: number, k: number): void;
  fill(out: number, bytes: number, value: number): void;
  norm(x: number, bytes: number): number;
}
function instantiate(): Exports {
  return compile([binary(), scalar(), negate(), power(), fill(), norm()]);
}
/** Without vectors nobody calls them. */
const exports = hasVectors ? instantiate() : ({} as Exports);
// Constants, one by one: the exports object is a dictionary, and a call through it is not inlined.
const runBinary = exports.binary;
const runScalar = exports.scalar;
export const simdNegate: Exports["negate"] = exports.negate;
export const simdPower: Exports["power"] = exports.power;
export const simdFill: Exports["fill"] = exports.fill;
export const simdNorm: Exports["norm"] = exports.norm;

// Long runs are divided among threads; by functions apart, because closures would cost short runs room for what they refer to.

export function simdBinary(kernel: number, x: number, y: number, out: number, bytes: number, mode: number): void {
  if (bytes < longBytes) runBinary(kernel, x, y, out, bytes, mode);
  else divideBinary(kernel, x, y, out, bytes, mode);
}

function divideBinary(kernel: number, x: number, y: number, out: number, bytes: number, mode: number): void {
  divideBytes(bytes, (from, size) =>
    deferred(runBinary)(kernel, mode === 1 ? x : x + from, mode === 2 ? y : y + from, out + from, size, mode),
  );
}

export function simdScalar(kernel: number, x: number, out: number, bytes: number, value: number): void {
  if (bytes < longBytes) runScalar(kernel, x, out, bytes, value);
  else divideScalar(kernel, x, out, bytes, value);
}

function divideScalar(kernel: number, x: number, out: number, bytes: number, value: number): void {
  divideBytes(bytes, (from, size) => deferred(runScalar)(kernel, x + from, out + from, size, value));
}
