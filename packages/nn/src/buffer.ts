import { asBuffer, type BufferOptions, empty, persistenceOf, Tensor } from "@flambeau/core";

/** A tensor that a module keeps but does not train. Assigned to a property of a module, it becomes one of its buffers. */
export interface Buffer extends Tensor {}

interface BufferConstructor {
  /**
   * @param data the elements, shared with the buffer; default: none
   * @param options `persistent`: whether it is part of the state dict, default true
   */
  new (data?: Tensor, options?: BufferOptions): Buffer;
  [Symbol.hasInstance](value: unknown): value is Buffer;
}

// A function, not a subclass, as `Parameter` is.
function construct(data: Tensor = empty([0]), options: BufferOptions = {}): Buffer {
  return asBuffer(data, options);
}
const isBuffer = (value: unknown): boolean => value instanceof Tensor && persistenceOf(value) !== undefined;
Object.defineProperty(construct, Symbol.hasInstance, { value: isBuffer });
Object.defineProperty(construct, "name", { value: "Buffer" });

/**
 * Makes a buffer of a tensor.
 *
 * @example
 * class Shift extends Module {
 *   offset = new Buffer(ones([1]));
 *
 *   forward(x: Tensor): Tensor {
 *     return x.add(this.offset);
 *   }
 * }
 * Object.keys(new Shift().stateDict()) // => ["offset"]
 */
export const Buffer: BufferConstructor = construct as unknown as BufferConstructor;
