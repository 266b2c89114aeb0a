import { bfloat16, bool, type DType, float16, float32, float64, int8, int16, int32, int64, uint8 } from "../dtype.js";
import { F32, F64, Func, I32, I64, integers, type Type, V128 } from "./asm.js";
import { compile } from "./compiled.js";

// Conversions of elements, and copies of those that lie apart, compiled for two types when they are first wanted, with the bits of the
// plain ones in `elements.ts`.

/** Places and steps in bytes. */
export type Convert = (from: number, fromStep: number, to: number, toStep: number, count: number) => void;

/** How an element is loaded as a number of WebAssembly, which `type` is, and stored again. */
interface Access {
  readonly type: Type;
  readonly load: readonly number[];
  readonly store: readonly number[];
}
const byte: Access = { type: I32, load: [0x2d, 0, 0], store: [0x3a, 0, 0] };
const short: Access = { type: I32, load: [0x2f, 1, 0], store: [0x3b, 1, 0] };
const word: Access = { type: I32, load: [0x28, 2, 0], store: [0x36, 2, 0] };
const long: Access = { type: I64, load: [0x29, 3, 0], store: [0x37, 3, 0] };
/** By the binary logarithm of their bytes. */
const wholes: readonly Access[] = [byte, short, word, long];
const accesses = new Map<DType, Access>([
  [bool, byte],
  [uint8, byte],
  [int8, { ...byte, load: [0x2c, 0, 0] }],
  [int16, { ...short, load: [0x2e, 1, 0] }],
  [float16, short],
  [bfloat16, short],
  [int32, word],
  [int64, long],
  [float32, { type: F32, load: [0x2a, 2, 0], store: [0x38, 2, 0] }],
  [float64, { type: F64, load: [0x2b, 3, 0], store: [0x39, 3, 0] }],
]);

const [select, orBits, andBits, shiftLeft, shiftRight, unequal, atLeast] = [0x1b, 0x72, 0x71, 0x74, 0x76, 0x47, 0x4f];
const [bitsOfFloat, floatOfBits] = [0xbc, 0xbe];

/** The number that bits on the stack mean: moved to where a float32 has them, and scaled for the smaller range of exponents. */
function decodeHalf(f: Func): void {
  const bits = f.shared("bits", I32);
  const size = f.shared("size", I32);
  f.tee(bits).i32(0x7fff).op(andBits).i32(13).op(shiftLeft).set(size);
  f.get(size).i32(0x7f800000).op(orBits);
  f.get(size)
    .op(floatOfBits)
    .f32(2 ** 112)
    .op(0x94, bitsOfFloat);
  f.get(bits).i32(0x7c00).op(andBits).i32(0x7c00).equal().op(select);
  f.get(bits).i32(0x8000).op(andBits).i32(16).op(shiftLeft, orBits, floatOfBits);
}

/** `float16Bits` of the float on the stack. */
function encodeHalf(f: Func): void {
  const bits = f.shared("bits", I32);
  const size = f.shared("size", I32);
  f.op(bitsOfFloat).tee(bits).i32(0x7fffffff).op(andBits).set(size);
  // NaN, infinity or a number
  f.i32(0x7e00).i32(0x7c00).get(size).i32(0x7f800000).op(0x4b, select);
  f.get(size).op(floatOfBits).f32(0.5).fadd().op(bitsOfFloat).i32(0x3f000000).sub();
  f.get(size)
    .i32(0x38000000 - 0xfff)
    .sub()
    .get(size)
    .i32(13)
    .op(shiftRight)
    .i32(1)
    .op(andBits)
    .add()
    .i32(13);
  f.op(shiftRight).get(size).i32(0x38800000).lessThan().op(select);
  f.get(size).i32(0x477ff000).op(atLeast, select);
  f.get(bits).i32(16).op(shiftRight).i32(0x8000).op(andBits, orBits);
}

function decodeBrain(f: Func): void {
  f.i32(16).op(shiftLeft, floatOfBits);
}

/** `bfloat16Bits` of the float on the stack. */
function encodeBrain(f: Func): void {
  const bits = f.shared("bits", I32);
  f.op(bitsOfFloat).set(bits).i32(0x7fc0);
  f.get(bits).i32(0x7fff).add().get(bits).i32(16).op(shiftRight).i32(1).op(andBits).add().i32(16).op(shiftRight);
  f.get(bits).i32(0x7fffffff).op(andBits).i32(0x7f800000).op(0x4b, select);
}

/** Instructions that turn a number of one type into another of WebAssembly's types: floats to integers towards zero. */
const changes = new Map<Type, ReadonlyMap<Type, readonly number[]>>([
  [
    I32,
    new Map([
      [I64, [0xac]],
      [F32, [0xb2]],
      [F64, [0xb7]],
    ]),
  ],
  [
    I64,
    new Map([
      [I32, [0xa7]],
      [F32, [0xb4]],
      [F64, [0xb9]],
    ]),
  ],
  [
    F32,
    new Map([
      [I32, [0xfc, 0]],
      [I64, [0xfc, 4]],
      [F64, [0xbb]],
    ]),
  ],
  [
    F64,
    new Map([
      [I32, [0xfc, 2]],
      [I64, [0xfc, 6]],
      [F32, [0xb6]],
    ]),
  ],
]);

/** Compares the number on the stack with 0. */
const notZero = new Map<Type, (f: Func) => void>([
  [I32, (f) => f.i32(0).op(unequal)],
  [I64, (f) => f.i64(0n).op(0x52)],
  [F32, (f) => f.f32(0).op(0x5c)],
  [F64, (f) => f.f64(0).op(0x62)],
]);

/** The float on the stack as an integer; what does not fit becomes the lowest one, as the hardware has it. */
function truncate(f: Func, from: Type, to: Type): void {
  const x = f.shared("x", from);
  const isWide = to === I64;
  const limit = isWide ? 2 ** 63 : 2 ** 31;
  f.tee(x).op(...changes.get(from)!.get(to)!);
  if (isWide) f.i64(-(2n ** 63n));
  else f.i32(-(2 ** 31));
  // what is too low becomes the lowest anyhow; NaN is not below the limit
  if (from === F32) f.get(x).f32(limit).op(0x5d);
  else f.get(x).f64(limit).op(0x63);
  f.op(select);
}

function changeElement(f: Func, from: DType, to: DType): void {
  if (from === to) return;
  let { type } = accesses.get(from)!;
  if (from.compute !== from) {
    if (from === float16) decodeHalf(f);
    else decodeBrain(f);
    type = F32;
  }
  const wanted = to.compute === to ? accesses.get(to)!.type : F32;
  if (to === bool) return notZero.get(type)!(f);
  if (type !== wanted) {
    if (from.isFloatingPoint && !to.isFloatingPoint) truncate(f, type, wanted);
    else f.op(...changes.get(type)!.get(wanted)!);
  }
  if (to === float16) encodeHalf(f);
  else if (to === bfloat16) encodeBrain(f);
}

/** Fills whole vectors where one element is copied to neighbours; leaves the rest to do. */
function repeated(f: Func, { bytes, shift }: DType): void {
  const [element, end] = [f.local(V128), f.local(I32)];
  f.get(1).op(0x45).get(3).i32(bytes).equal().op(andBits);
  f.when(() => {
    f.get(0)
      .simd(7 + shift)
      .op(0, 0)
      .set(element);
    f.get(4).i32(bytes).mul().i32(-16).op(andBits).get(2).add().set(end);
    f.walk(2, end, 16, () => f.get(2).get(element).vstore());
    f.get(4)
      .i32(16 / bytes - 1)
      .op(andBits)
      .set(4);
  });
}

/** convert(from, fromStep, to, toStep, count) */
function conversion(from: DType, to: DType): Func {
  const f = new Func("convert", integers(5));
  // an integer keeps the bits of a NaN
  const access = (type: DType): Access => (from === to ? wholes[type.shift]! : accesses.get(type)!);
  if (from === to) repeated(f, to);
  f.repeat(4, () => {
    f.get(2)
      .get(0)
      .op(...access(from).load);
    changeElement(f, from, to);
    f.op(...access(to).store);
    f.get(0).get(1).add().set(0).get(2).get(3).add().set(2);
  });
  return f;
}

const compiled: Convert[] = [];

/** The function that converts elements of `from` to elements of `to`. */
export function converter(from: DType, to: DType): Convert {
  return (compiled[from.code * 16 + to.code] ??= compile<{ convert: Convert }>([conversion(from, to)]).convert);
}
