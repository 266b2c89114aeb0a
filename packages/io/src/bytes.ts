import { refuse } from "./errors.js";
import type { Source } from "./source.js";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** How much of a source is fetched ahead. */
const windowBytes = 1 << 20;

/** Reads numbers and texts in order, and never beyond the end. */
export class Cursor {
  /** The piece that was fetched last, and where it begins. */
  #window: Uint8Array;
  #start = 0;
  #view: DataView;

  constructor(
    bytes: Uint8Array,
    /** What is read, for messages. */
    readonly what: string,
    public at: number = 0,
    /** How many bytes there are, and who gives those beyond `bytes`. */
    readonly size: number = bytes.length,
    readonly source: Source | null = null,
  ) {
    this.#window = bytes;
    this.#view = viewOf(bytes);
  }

  /** Reads a source piece by piece. */
  static over(source: Source, what: string): Cursor {
    return new Cursor(new Uint8Array(0), what, 0, source.size, source);
  }

  get left(): number {
    return this.size - this.at;
  }

  /** Where the cursor is, for messages. */
  place(at: number = this.at): string {
    return `${this.what}, byte ${at}`;
  }

  /** Moves on by `count` bytes and returns where they begin in the window. */
  #advance(count: number): number {
    if (count > this.left) refuse(this.place(), `ends early: ${count} bytes are wanted and ${this.left} are left`);
    if (this.at + count > this.#start + this.#window.length) this.#fetch(count);
    const index = this.at - this.#start;
    this.at += count;
    return index;
  }

  /** Moves the window here, and makes it long enough. */
  #fetch(count: number): void {
    if (this.source === null) return;
    this.#window = this.source.peek(this.at, Math.min(this.size, this.at + Math.max(count, windowBytes)));
    this.#start = this.at;
    this.#view = viewOf(this.#window);
  }

  u8(): number {
    const at = this.#advance(1);
    return this.#view.getUint8(at);
  }

  u16(): number {
    const at = this.#advance(2);
    return this.#view.getUint16(at, true);
  }

  u32(): number {
    const at = this.#advance(4);
    return this.#view.getUint32(at, true);
  }

  i32(): number {
    const at = this.#advance(4);
    return this.#view.getInt32(at, true);
  }

  /** A count of 64 bits; none in an honest file is beyond 2^53. */
  u64(): number {
    const place = this.place();
    const at = this.#advance(8);
    const value = Number(this.#view.getBigUint64(at, true));
    if (value > Number.MAX_SAFE_INTEGER) refuse(place, `the count ${value} is beyond any file`);
    return value;
  }

  /** A float of 64 bits, high byte first. */
  f64(): number {
    const at = this.#advance(8);
    return this.#view.getFloat64(at, false);
  }

  take(count: number): Uint8Array {
    const start = this.#advance(count);
    return this.#window.subarray(start, start + count);
  }

  text(count: number): string {
    const start = this.at;
    return decodeText(this.take(count), this.place(start));
  }

  /** A text that ends with a line feed, which is left out. */
  line(): string {
    const length = this.#lineLength();
    if (length < 0) refuse(this.place(), "ends early: a name without its end");
    const text = this.text(length);
    this.at++;
    return text;
  }

  /** How far the next line feed is; -1 if none comes. No name is longer than a window. */
  #lineLength(): number {
    const inWindow = () => this.#window.indexOf(10, this.at - this.#start);
    if (inWindow() < 0) this.#fetch(0);
    return inWindow() < 0 ? -1 : inWindow() + this.#start - this.at;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
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
