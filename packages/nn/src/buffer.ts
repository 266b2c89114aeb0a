import { empty, type Tensor } from "@flambeau/core";

/** Options of a buffer. */
export interface BufferOptions {
  /** Whether it is part of the state dict; default true. */
  readonly persistent?: boolean;
}

const persistence = new WeakMap<Tensor, boolean>();

/** A tensor that a module keeps but does not train. Assigned to a property of a module, it becomes one of its buffers. */
export interface Buffer extends Tensor {}

interface BufferConstructor {
  /** @param data the elements, shared with the buffer; default: none */
  new (data?: Tensor, options?: BufferOptions): Buffer;
  [Symbol.hasInstance](value: unknown): value is Buffer;
}

// A function, not a subclass, as `Parameter` is.
function construct(data: Tensor = empty([0]), { persistent = true }: BufferOptions = {}): Buffer {
  const buffer = data.detach();
  persistence.set(buffer, persistent);
  return buffer;
}
const isBuffer = (value: unknown): boolean => typeof value === "object" && persistence.has(value as Tensor);
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

/** Whether a tensor made as a buffer is saved; undefined for other tensors. */
export function persistenceOf(value: Tensor): boolean | undefined {
  return persistence.get(value);
}
