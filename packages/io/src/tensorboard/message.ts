import { ByteSink, encodeText } from "../byte-sink.js";

const wire = { varint: 0, double: 1, bytes: 2, float: 5 };

/** A message in the encoding of protocol buffers; what has the default value of its type is left out. */
export class Message {
  readonly #sink = new ByteSink();

  int(field: number, value: number): this {
    if (value === 0) return this;
    this.#tag(field, wire.varint);
    // negative numbers are written in 64 bits
    this.#varint(BigInt.asUintN(64, BigInt(value)));
    return this;
  }

  double(field: number, value: number): this {
    if (Object.is(value, 0)) return this;
    this.#tag(field, wire.double);
    this.#sink.bytes(new Uint8Array(new Float64Array([value]).buffer));
    return this;
  }

  /** Of a field that says whether it is there, also 0 is written. */
  float(field: number, value: number): this {
    this.#tag(field, wire.float);
    this.#sink.bytes(new Uint8Array(new Float32Array([value]).buffer));
    return this;
  }

  floats(field: number, values: readonly number[]): this {
    return this.bytes(field, new Uint8Array(new Float32Array(values).buffer));
  }

  doubles(field: number, values: readonly number[]): this {
    return this.bytes(field, new Uint8Array(new Float64Array(values).buffer));
  }

  text(field: number, value: string): this {
    return value === "" ? this : this.bytes(field, encodeText(value));
  }

  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, wire.bytes);
    this.#varint(BigInt(value.length));
    this.#sink.bytes(value);
    return this;
  }

  message(field: number, value: Message): this {
    return this.bytes(field, value.done());
  }

  done(): Uint8Array {
    return this.#sink.done();
  }

  #tag(field: number, type: number): void {
    this.#varint(BigInt((field << 3) | type));
  }

  #varint(value: bigint): void {
    let rest = value;
    for (; rest > 127n; rest >>= 7n) this.#sink.u8(Number(rest & 127n) | 128);
    this.#sink.u8(Number(rest));
  }
}
