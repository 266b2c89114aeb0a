import { memoryIsShared, memoryLimits } from "../memory/heap.js";

/** A small WebAssembly assembler: just what the kernels use. */
export const I32 = 0x7f;
export const I64 = 0x7e;
export const F32 = 0x7d;
export const F64 = 0x7c;
export const V128 = 0x7b;
export type Type = typeof I32 | typeof I64 | typeof F32 | typeof F64 | typeof V128;

/** As many parameters or results that are integers. */
export const integers = (count: number): Type[] => new Array<Type>(count).fill(I32);

export const unsigned = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...unsigned(n >>> 7)]);
const signed64 = (n: bigint): number[] =>
  n >= -64n && n < 64n ? [Number(n & 127n)] : [Number(n & 127n) | 128, ...signed64(n >> 7n)];
const signed = (n: number): number[] => (n >= -64 && n < 64 ? [n & 127] : [(n & 127) | 128, ...signed(n >> 7)]);
const vector = (items: readonly (readonly number[])[]) => [...unsigned(items.length), ...items.flat()];
const text = (s: string) => vector([...s].map((c) => [c.charCodeAt(0)]));
const section = (id: number, body: readonly number[]) => [id, ...unsigned(body.length), ...body];

/** One exported function, written instruction by instruction; `f.op(...)` takes raw opcodes. */
export class Func {
  readonly locals: Type[] = [];
  readonly code: number[] = [];
  readonly #shared = new Map<string, number>();

  constructor(
    readonly name: string,
    readonly params: readonly Type[],
    readonly results: readonly Type[] = [],
  ) {}

  local(type: Type): number {
    return this.params.length + this.locals.push(type) - 1;
  }

  /** A local that several bodies of one function reuse. */
  shared(name: string, type: Type): number {
    let i = this.#shared.get(name);
    if (i === undefined) this.#shared.set(name, (i = this.local(type)));
    return i;
  }

  op(...bytes: number[]): this {
    this.code.push(...bytes);
    return this;
  }
  get(i: number): this {
    return this.op(0x20, ...unsigned(i));
  }
  set(i: number): this {
    return this.op(0x21, ...unsigned(i));
  }
  tee(i: number): this {
    return this.op(0x22, ...unsigned(i));
  }
  i32(n: number): this {
    return this.op(0x41, ...signed(n));
  }
  i64(n: bigint): this {
    return this.op(0x42, ...signed64(n));
  }
  f64(x: number): this {
    return this.op(0x44, ...new Uint8Array(Float64Array.of(x).buffer));
  }
  f32(x: number): this {
    return this.op(0x43, ...new Uint8Array(Float32Array.of(x).buffer));
  }
  add(): this {
    return this.op(0x6a);
  }
  sub(): this {
    return this.op(0x6b);
  }
  mul(): this {
    return this.op(0x6c);
  }
  and(): this {
    return this.op(0x71);
  }
  or(): this {
    return this.op(0x72);
  }
  equal(): this {
    return this.op(0x46);
  }
  lessThan(): this {
    return this.op(0x49);
  }
  load(): this {
    return this.op(0x2a, 2, 0);
  }
  store(): this {
    return this.op(0x38, 2, 0);
  }
  fadd(): this {
    return this.op(0x92);
  }
  simd(op: number): this {
    return this.op(0xfd, ...unsigned(op));
  }
  vload(offset = 0): this {
    return this.simd(0).op(0, ...unsigned(offset));
  }
  vstore(offset = 0): this {
    return this.simd(11).op(0, ...unsigned(offset));
  }
  /** Bytes of the two vectors on the stack, by number. */
  shuffle(bytes: readonly number[]): this {
    return this.simd(13).op(...bytes);
  }
  splat(): this {
    return this.simd(0x13);
  }
  vadd(): this {
    return this.simd(0xe4);
  }
  lane(i: number): this {
    return this.simd(0x1f).op(i);
  }
  /** f32 on the stack becomes f64, and back. */
  promote(): this {
    return this.op(0xbb);
  }
  demote(): this {
    return this.op(0xb6);
  }
  dmul(): this {
    return this.op(0xa2);
  }
  dadd(): this {
    return this.op(0xa0);
  }

  call(index: number): this {
    return this.op(0x10, ...unsigned(index));
  }
  /** Calls a function of the table, whose place is on the stack, of the type of the function `like` of this module. */
  callPlace(like: number): this {
    return this.op(0x11, ...unsigned(like), 0);
  }

  /** Runs `then` if the number on the stack is not 0, or else `otherwise`. */
  when(then: () => void, otherwise?: () => void): this {
    this.op(0x04, 0x40);
    then();
    if (otherwise !== undefined) {
      this.op(0x05);
      otherwise();
    }
    return this.op(0x0b);
  }

  /** Sets `to` to the smaller of the number on the stack and `limit`. */
  atMost(limit: number, to: number): this {
    return this.tee(to).i32(limit).get(to).i32(limit).lessThan().op(0x1b).set(to);
  }

  /** Runs `body` as often as `count` says and leaves 0 there. */
  repeat(count: number, body: () => void): this {
    return this.get(count).when(() => {
      this.op(0x03, 0x40);
      body();
      this.get(count).i32(1).sub().tee(count).op(0x0d, 0, 0x0b);
    });
  }

  /** Repeats `body` while pointer `p` is below `end`; `body` does not advance it. */
  walk(p: number, end: number, step: number, body: () => void): this {
    this.get(p).get(end).lessThan().op(0x04, 0x40, 0x03, 0x40);
    body();
    return this.get(p).i32(step).add().tee(p).get(end).lessThan().op(0x0d, 0, 0x0b, 0x0b);
  }

  /** Jumps to `cases[selector]`; each case returns. */
  choose(selector: number, cases: readonly (() => void)[]): this {
    for (const _ of cases) this.op(0x02, 0x40);
    this.get(selector).op(0x0e, cases.length - 1, ...cases.keys());
    for (const body of cases) {
      this.op(0x0b);
      body();
      this.op(0x0f);
    }
    return this;
  }
}

const importedMemory = [memoryIsShared ? 3 : 1, ...unsigned(memoryLimits.initial), ...unsigned(memoryLimits.maximum)];

const importedTable = [0x70, 0, 0];

/** A module of functions that share the memory, and `hasTable` a table of functions. */
export function assemble(functions: readonly Func[], hasTable = false): Uint8Array<ArrayBuffer> {
  const types = (list: readonly Type[]) => vector(list.map((type) => [type]));
  const imports = [[...text("e"), ...text("m"), 2, ...importedMemory]];
  if (hasTable) imports.push([...text("e"), ...text("t"), 1, ...importedTable]);
  const bodies = functions.flatMap(({ locals, code }) => {
    const declared = vector(locals.map((type) => [1, type]));
    return [[...unsigned(declared.length + code.length + 1), ...declared], code, [0x0b]];
  });
  const count = unsigned(functions.length);
  return joined([
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, vector(functions.map(({ params, results }) => [0x60, ...types(params), ...types(results)]))),
    section(2, vector(imports)),
    section(3, vector(functions.map((_, i) => unsigned(i)))),
    section(7, vector(functions.map(({ name }, i) => [...text(name), 0, ...unsigned(i)]))),
    [10, ...unsigned(count.length + lengthOf(bodies)), ...count],
    ...bodies,
  ]);
}

const lengthOf = (parts: readonly (readonly number[])[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/** Code is long: it is copied once. */
function joined(parts: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
