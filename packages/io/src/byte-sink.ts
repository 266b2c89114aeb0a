const utf8 = new TextEncoder();

/** Bytes that grow at their end; numbers are written low byte first. */
export class ByteSink {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  u8(...values: number[]): this {
    const at = this.#grow(values.length);
    this.#bytes.set(values, at);
    return this;
  }

  u16(value: number): this {
    const at = this.#grow(2);
    this.#view.setUint16(at, value, true);
    return this;
  }

  u32(value: number): this {
    const at = this.#grow(4);
    this.#view.setUint32(at, value, true);
    return this;
  }

  u64(value: number): this {
    const at = this.#grow(8);
    this.#view.setBigUint64(at, BigInt(value), true);
    return this;
  }

  /** High byte first, as pickles have floats. */
  f64(value: number): this {
    const at = this.#grow(8);
    this.#view.setFloat64(at, value, false);
    return this;
  }

  bytes(values: Uint8Array): this {
    const at = this.#grow(values.length);
    this.#bytes.set(values, at);
    return this;
  }

  text(value: string): this {
    return this.bytes(utf8.encode(value));
  }

  /** What was written, without a copy. */
  done(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Makes room, and returns where it begins. */
  #grow(count: number): number {
    const at = this.#length;
    this.#length = at + count;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
}

export function encodeText(text: string): Uint8Array {
  return utf8.encode(text);
}

/** One array of all parts. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
