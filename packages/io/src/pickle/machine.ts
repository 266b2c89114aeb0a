import { Float } from "@flambeau/core";
import type { Cursor } from "../bytes.js";
import { refuse } from "../errors.js";
import { Op } from "./opcodes.js";
import { PyDict, PyGlobal, PyList, PySet, PyTuple } from "./values.js";

/** What the names and references in a pickle stand for. */
export interface PickleWorld {
  /** The value of a name of the allow-list; refuses any other. */
  global(module: string, name: string, place: string): unknown;
  /** What is stored outside the pickle. */
  persistent(id: readonly unknown[], place: string): unknown;
}

// One byte can make a container of hundreds, so containers and values are counted. Honest files have at least 2 bytes for each value,
// and for each container of a tensor, records of the archive included, more than 32.
const limits = {
  containers: (fileBytes: number) => Math.min(2 ** 19 + Math.floor(fileBytes / 32), 2 ** 22),
  values: (fileBytes: number) => Math.min(2 ** 21 + Math.floor(fileBytes / 2), 2 ** 25),
};

/** Reads one pickle of a file of `fileBytes`, from where the cursor is to its STOP. */
export function readPickle(cursor: Cursor, world: PickleWorld, fileBytes: number = cursor.size): unknown {
  return new Machine(cursor, world, fileBytes).run();
}

/** A stack machine that makes containers and plain values, and calls only what the world hands out. */
class Machine {
  readonly #cursor: Cursor;
  readonly #world: PickleWorld;
  readonly #stack: unknown[] = [];
  /** Heights of the stack where marks were set. */
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, unknown>();
  /** Where the present opcode is. */
  #at = 0;
  /** How many more may be made. */
  #values: number;
  #containers: number;

  constructor(cursor: Cursor, world: PickleWorld, fileBytes: number) {
    this.#cursor = cursor;
    this.#world = world;
    this.#values = limits.values(fileBytes);
    this.#containers = limits.containers(fileBytes);
  }

  run(): unknown {
    const cursor = this.#cursor;
    for (;;) {
      this.#at = cursor.at;
      if (cursor.left === 0) this.#refuse("the pickle ends without STOP");
      const op = cursor.u8();
      if (op === Op.stop) {
        if (this.#stack.length !== 1 || this.#marks.length > 0) this.#refuse("STOP leaves more than one value");
        return this.#stack[0];
      }
      this.#step(op);
    }
  }

  #step(op: number): void {
    const cursor = this.#cursor;
    switch (op) {
      case Op.proto:
        cursor.u8();
        return;
      case Op.none:
        return this.#push(null);
      case Op.newTrue:
        return this.#push(true);
      case Op.newFalse:
        return this.#push(false);
      case Op.binInt:
        return this.#push(cursor.i32());
      case Op.binInt1:
        return this.#push(cursor.u8());
      case Op.binInt2:
        return this.#push(cursor.u16());
      case Op.long1:
        return this.#push(intOf(cursor.take(cursor.u8())));
      case Op.binFloat:
        return this.#push(floatOf(cursor.f64()));
      case Op.binUnicode:
        return this.#push(cursor.text(cursor.u32()));
      case Op.shortBinString:
        return this.#push(cursor.text(cursor.u8()));
      case Op.emptyList:
        return this.#pushContainer(new PyList());
      case Op.emptyDict:
        return this.#pushContainer(new PyDict());
      case Op.emptySet:
        return this.#pushContainer(new PySet([]));
      case Op.emptyTuple:
        return this.#pushContainer(new PyTuple([]));
      case Op.tuple1:
        return this.#pushContainer(new PyTuple(this.#popMany(1)));
      case Op.tuple2:
        return this.#pushContainer(new PyTuple(this.#popMany(2)));
      case Op.tuple3:
        return this.#pushContainer(new PyTuple(this.#popMany(3)));
      case Op.tuple:
        return this.#pushContainer(new PyTuple(this.#popToMark()));
      case Op.mark:
        this.#marks.push(this.#stack.length);
        return;
      case Op.append:
        return this.#append(this.#popMany(1));
      case Op.appends:
        return this.#append(this.#popToMark());
      case Op.setItem:
        return this.#setItems(this.#popMany(2));
      case Op.setItems:
        return this.#setItems(this.#popToMark());
      case Op.binGet:
        return this.#get(cursor.u8());
      case Op.longBinGet:
        return this.#get(cursor.u32());
      case Op.binPut:
        this.#memo.set(cursor.u8(), this.#top());
        return;
      case Op.longBinPut:
        this.#memo.set(cursor.u32(), this.#top());
        return;
      case Op.global:
        return this.#push(this.#world.global(cursor.line(), cursor.line(), cursor.place(this.#at)));
      case Op.reduce:
      case Op.newObj:
        return this.#call();
      case Op.binPersId:
        return this.#loadPersistent();
      case Op.build:
        return this.#build();
      default:
        this.#refuse(
          `opcode 0x${op.toString(16)} is not one of those that data need; save with pickle protocol 2, as torch.save does`,
        );
    }
  }

  #call(): void {
    const args = this.#pop();
    const callee = this.#pop();
    if (!(callee instanceof PyGlobal)) this.#refuse("calls a value that is no function");
    if (!(args instanceof PyTuple)) this.#refuse(`${callee.name} is called without a tuple of arguments`);
    if (callee.call === null) this.#refuse(`${callee.name} may be named in a file, but not called`);
    this.#pushContainer(callee.call(args.items, this.#cursor.place(this.#at)));
  }

  #loadPersistent(): void {
    const id = this.#pop();
    if (!(id instanceof PyTuple)) this.#refuse("a reference to a storage is no tuple");
    this.#push(this.#world.persistent(id.items, this.#cursor.place(this.#at)));
  }

  /** Attributes of an OrderedDict (a state dict's `_metadata`) are read past; nothing else has any. */
  #build(): void {
    const state = this.#pop();
    const target = this.#top();
    const known = target instanceof PyDict && target.ordered && state instanceof PyDict;
    if (!known) this.#refuse("sets attributes of what is no OrderedDict; save a state dict rather than an object");
  }

  #append(items: readonly unknown[]): void {
    const list = this.#top();
    if (!(list instanceof PyList)) this.#refuse("appends to what is no list");
    for (const item of items) list.items.push(item);
  }

  #setItems(items: readonly unknown[]): void {
    const dict = this.#top();
    if (!(dict instanceof PyDict)) this.#refuse("sets an item of what is no dict");
    if (items.length % 2 !== 0) this.#refuse("a key of a dict has no value");
    for (let i = 0; i < items.length; i += 2) dict.set(keyOf(items[i]), items[i + 1]);
  }

  #get(index: number): void {
    if (!this.#memo.has(index)) this.#refuse(`recalls value ${index}, which was never noted`);
    this.#push(this.#memo.get(index));
  }

  #push(value: unknown): void {
    if (this.#values-- === 0) this.#refuse("there are more values than any honest file of this size has");
    this.#stack.push(value);
  }

  #pushContainer(value: unknown): void {
    if (this.#containers-- === 0) this.#refuse("there are more containers than any honest file of this size has");
    this.#push(value);
  }

  #top(): unknown {
    if (this.#stack.length <= this.#floor()) this.#refuse("needs a value, and the stack is empty");
    return this.#stack.at(-1);
  }

  #pop(): unknown {
    const value = this.#top();
    this.#stack.pop();
    return value;
  }

  #popMany(count: number): unknown[] {
    if (this.#stack.length - count < this.#floor()) this.#refuse("needs a value, and the stack is empty");
    return this.#stack.splice(-count);
  }

  #popToMark(): unknown[] {
    const mark = this.#marks.pop();
    if (mark === undefined) this.#refuse("takes values down to a mark that was never set");
    return this.#stack.splice(mark);
  }

  /** Values below the last mark are out of reach. */
  #floor(): number {
    return this.#marks.at(-1) ?? 0;
  }

  #refuse(reason: string): never {
    return refuse(this.#cursor.place(this.#at), reason);
  }
}

/** Little-endian two's complement; a bigint where a number would not be exact. */
function intOf(bytes: Uint8Array): number | bigint {
  if (bytes.length === 0) return 0;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"))
    .reverse()
    .join("");
  const value = BigInt.asIntN(bytes.length * 8, BigInt(`0x${digits}`));
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** A float that JavaScript would take for an int is marked as one. */
function floatOf(value: number): number | Float {
  return Number.isInteger(value) ? new Float(value) : value;
}

/** Python finds 1, 1.0 and True by the same key; here a whole float is found by its number. */
function keyOf(key: unknown): unknown {
  return key instanceof Float ? key.value : key;
}
