import { refuse } from "./errors.js";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads numbers and texts in order, and never beyond the end. */
export class Cursor {
  readonly #view: DataView;

  constructor(
    readonly bytes: Uint8Array,
    /** What is read, for messages. */
    readonly what: string,
    public at: number = 0,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** Where the cursor is, for messages. */
  place(at: number = this.at): string {
    return `${this.what}, byte ${at}`;
  }

  /** Moves on by `count` bytes and returns where they begin. */
  #advance(count: number): number {
    const start = this.at;
    if (count > this.left) refuse(this.place(), `ends early: ${count} bytes are wanted and ${this.left} are left`);
    this.at = start + count;
    return start;
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  /** A count of 64 bits; none in an honest file is beyond 2^53. */
  u64(): number {
    const start = this.#advance(8);
    const value = Number(this.#view.getBigUint64(start, true));
    if (value > Number.MAX_SAFE_INTEGER) refuse(this.place(start), `the count ${value} is beyond any file`);
    return value;
  }

  /** A float of 64 bits, high byte first. */
  f64(): number {
    return this.#view.getFloat64(this.#advance(8), false);
  }

  take(count: number): Uint8Array {
    const start = this.#advance(count);
    return this.bytes.subarray(start, start + count);
  }

  text(count: number): string {
    const start = this.at;
    return decodeText(this.take(count), this.place(start));
  }

  /** A text that ends with a line feed, which is left out. */
  line(): string {
    const end = this.bytes.indexOf(10, this.at);
    if (end < 0) refuse(this.place(), "ends early: a name without its end");
    const text = this.text(end - this.at);
    this.at++;
    return text;
  }
}

/** Text in UTF-8. */
export function decodeText(bytes: Uint8Array, place: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return refuse(place, "the text is not UTF-8");
  }
}

/** Turns every group of `size` bytes around. */
export function swapBytes(bytes: Uint8Array, size: number): void {
  if (size < 2) return;
  for (let start = 0; start + size <= bytes.length; start += size) bytes.subarray(start, start + size).reverse();
}
