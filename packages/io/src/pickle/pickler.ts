import { dictKind, Float, floatsOf, Tensor, withFloats } from "@flambeau/core";
import { ByteSink, encodeText } from "../byte-sink.js";
import { containsItself, nestedTooDeep, notPlain, notText, tooLargeInt, unnamedValue } from "../save-errors.js";
import { isSize } from "./kinds.js";
import { Op } from "./opcodes.js";

/** Writes what the pickler does not know: tensors and types. */
export type WriteSpecial = (value: object, pickler: Pickler) => boolean;

const deepest = 500;
/** How many items are put into a container at once, as Python does it. */
const batch = 1000;

/** Writes plain values in pickle protocol 2, with the opcodes that every version of PyTorch reads safely. */
export class Pickler {
  readonly #sink = new ByteSink();
  /** Numbers of what was written before: texts and names by their text, containers and tensors by identity. */
  readonly #memo = new Map<unknown, number>();
  readonly #open = new Set<object>();

  constructor(readonly writeSpecial: WriteSpecial) {}

  /** The pickle of one value. */
  dump(value: unknown): Uint8Array {
    this.#sink.u8(Op.proto, 2);
    this.write(value, "the value");
    this.#sink.u8(Op.stop);
    return this.#sink.done();
  }

  /** @param path where the value is, for messages */
  write(value: unknown, path: string, isFloat = false): void {
    if (value === null || value === undefined) this.#sink.u8(Op.none);
    else if (typeof value === "boolean") this.#sink.u8(value ? Op.newTrue : Op.newFalse);
    else if (typeof value === "number") this.#number(value, isFloat);
    else if (typeof value === "bigint") this.#int(value, path);
    else if (typeof value === "string") this.text(value, path);
    else if (typeof value === "object") this.#object(value, path);
    else throw notPlain(value, path);
  }

  text(value: string, path = "a text"): void {
    if (/\p{Surrogate}/u.test(value)) throw notText(path);
    this.#remembered(`text:${value}`, () => {
      const bytes = encodeText(value);
      this.#sink.u8(Op.binUnicode).u32(bytes.length).bytes(bytes);
    });
  }

  /** A function or a class of Python. */
  global(module: string, name: string): void {
    this.#remembered(`global:${module}.${name}`, () => this.#sink.u8(Op.global).text(`${module}\n${name}\n`));
  }

  /** What `module.name(...args)` gives. */
  reduce(module: string, name: string, writeArgs: readonly (() => void)[]): void {
    this.global(module, name);
    this.tuple(writeArgs);
    this.#sink.u8(Op.reduce);
  }

  tuple(writeItems: readonly (() => void)[]): void {
    if (writeItems.length === 0) this.#sink.u8(Op.emptyTuple);
    else if (writeItems.length > 3) this.#sink.u8(Op.mark);
    for (const write of writeItems) write();
    if (writeItems.length > 3) this.#sink.u8(Op.tuple);
    else if (writeItems.length > 0) this.#sink.u8(Op.tuple1 + writeItems.length - 1);
  }

  /** The tuple just written is the place of something stored outside. */
  persistent(): void {
    this.#sink.u8(Op.binPersId);
  }

  /** Writes a value, or recalls it if it was written before. */
  #remembered(key: unknown, write: () => void): void {
    const known = this.#memo.get(key);
    if (known !== undefined) return this.#memoOp(Op.binGet, Op.longBinGet, known);
    write();
    this.#remember(key);
  }

  #remember(key: unknown): void {
    const number = this.#memo.size;
    this.#memo.set(key, number);
    this.#memoOp(Op.binPut, Op.longBinPut, number);
  }

  #memoOp(short: number, long: number, number: number): void {
    if (number < 256) this.#sink.u8(short, number);
    else this.#sink.u8(long).u32(number);
  }

  #number(value: number, isFloat: boolean): void {
    const isInt = Number.isSafeInteger(value) && !Object.is(value, -0) && !isFloat;
    if (isInt) this.#int(value, "");
    else this.#sink.u8(Op.binFloat).f64(value);
  }

  #int(value: number | bigint, path: string): void {
    if (value >= 0 && value < 256) this.#sink.u8(Op.binInt1, Number(value));
    else if (value >= 0 && value < 65536) this.#sink.u8(Op.binInt2).u16(Number(value));
    else if (value >= -(2 ** 31) && value < 2 ** 31) this.#sink.u8(Op.binInt).u32(Number(value) >>> 0);
    else {
      const bytes = longBytes(BigInt(value));
      if (bytes.length > 255) throw tooLargeInt(path);
      this.#sink.u8(Op.long1, bytes.length, ...bytes);
    }
  }

  #object(value: object, path: string): void {
    if (value instanceof Float) return void this.#sink.u8(Op.binFloat).f64(value.value);
    if (this.#open.has(value)) throw containsItself(path);
    if (this.#memo.has(value)) return this.#remembered(value, () => {});
    if (value instanceof Tensor) {
      this.writeSpecial(value, this);
      return this.#remember(value);
    }
    if (this.writeSpecial(value, this)) return;
    if (value instanceof Uint8Array) return this.#bytes(value);
    if (this.#open.size === deepest) throw nestedTooDeep(path, deepest);
    this.#open.add(value);
    if (Array.isArray(value)) this.#array(value, path);
    else if (value instanceof Set) this.reduce("__builtin__", "set", [() => this.#list([...value], path, none)]);
    else if (value instanceof Map) this.#dict([...value], value, path);
    else this.#dict(entriesOf(value, path), value, path);
    this.#open.delete(value);
  }

  #array(items: readonly unknown[], path: string): void {
    const floats = floatsOf(items);
    if (!Object.isFrozen(items)) {
      this.#list(items, path, floats, () => this.#remember(items));
      return;
    }
    const writeItems = items.map((item, i) => () => this.write(item, `${path}[${i}]`, floats.has(String(i))));
    if (isSize(items)) this.reduce("torch", "Size", [() => this.tuple(writeItems)]);
    else this.tuple(writeItems);
    if (items.length > 0) this.#remember(items);
  }

  #list(items: readonly unknown[], path: string, floats: ReadonlySet<string>, remember: () => void = () => {}): void {
    this.#sink.u8(Op.emptyList);
    remember();
    for (let start = 0; start < items.length; start += batch) {
      this.#sink.u8(Op.mark);
      for (let i = start; i < Math.min(start + batch, items.length); i++)
        this.write(items[i], `${path}[${i}]`, floats.has(String(i)));
      this.#sink.u8(Op.appends);
    }
  }

  #dict(entries: readonly (readonly [unknown, unknown])[], dict: object, path: string): void {
    if (dictKind(dict) === "OrderedDict") this.reduce("collections", "OrderedDict", []);
    else this.#sink.u8(Op.emptyDict);
    this.#remember(dict);
    const floats = floatsOf(dict);
    const arrays = arraysWithFloats(dict, floats);
    for (let start = 0; start < entries.length; start += batch) {
      this.#sink.u8(Op.mark);
      for (const [key, value] of entries.slice(start, start + batch)) {
        const name = String(key);
        this.write(key, `a key of ${path}`);
        this.write(arrays.get(name) ?? value, `${path}.${name}`, floats.has(name));
      }
      this.#sink.u8(Op.setItems);
    }
  }

  /** Protocol 2 has no bytes: they are text of one character each. */
  #bytes(bytes: Uint8Array): void {
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    this.reduce("_codecs", "encode", [() => this.text(text), () => this.text("latin1")]);
    this.#remember(bytes);
  }
}

const none: ReadonlySet<string> = new Set();

/** The arrays of a dict in which it knows numbers to be floats, with those as `Float`. */
function arraysWithFloats(dict: object, floats: ReadonlySet<string>): ReadonlyMap<string, unknown> {
  const names = [...floats].filter((path) => path.includes(".")).map((path) => path.slice(0, path.indexOf(".")));
  if (names.length === 0) return new Map();
  const exact = withFloats(dict);
  return new Map(names.map((name) => [name, exact[name]]));
}

/** The least two's complement, low byte first. */
function longBytes(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 8n) {
    const byte = Number(rest & 255n);
    bytes.push(byte);
    const negative = byte > 127;
    if (rest >> 8n === (negative ? -1n : 0n)) return bytes;
  }
}

/** What an object without a type of its own holds. Its index-like keys were numbers, unless it is a dict, whose keys are texts. */
function entriesOf(value: object, path: string): [unknown, unknown][] {
  const entries = Object.entries(value);
  if (dictKind(value) !== null) return entries;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw unnamedValue(value, path);
  return entries.map(([key, item]) => [/^(0|[1-9]\d{0,14})$/.test(key) ? Number(key) : key, item]);
}
