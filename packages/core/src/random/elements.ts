import { fma32 } from "../numeric/fma.js";

/** Elements of a floating-point tensor; those of half types are computed as float32 and converted by the caller. */
export type FloatArray = Float32Array | Float64Array;

/** The 16-bit types, which draw like float32 but round, and sometimes count their draws, differently. */
export type HalfName = "float16" | "bfloat16";

/** Elements of a tensor of any type; bool is a `Uint8Array` of 0 and 1. */
export type ElementArray = FloatArray | Uint8Array | Int8Array | Int16Array | Int32Array | BigInt64Array;

/** Writes integers into elements of any type, int64 as two words so that small numbers need no bigint. */
export class IntegerWriter {
  readonly #cells: Exclude<ElementArray, BigInt64Array>;
  readonly #wide: boolean;

  constructor(out: ElementArray) {
    this.#wide = out instanceof BigInt64Array;
    this.#cells = out instanceof BigInt64Array ? new Int32Array(out.buffer, out.byteOffset, 2 * out.length) : out;
  }

  /** Writes an integer below 2^53 in magnitude. */
  write(index: number, value: number): void {
    if (this.#wide) {
      this.#cells[2 * index] = value;
      this.#cells[2 * index + 1] = Math.floor(value / 2 ** 32);
    } else {
      this.#cells[index] = value;
    }
  }

  /** Writes an integer of 64 bits, rounded once if the elements are floats. */
  writeBig(index: number, value: bigint): void {
    const high = Number(value >> 32n);
    const low = Number(value & 0xffffffffn);
    if (this.#wide) {
      this.#cells[2 * index] = low;
      this.#cells[2 * index + 1] = high;
    } else {
      this.#cells[index] = this.#cells instanceof Float32Array ? fma32(high, 2 ** 32, low) : Number(value);
    }
  }
}
