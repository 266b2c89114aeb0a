import { Flag, type Tensor } from "./tensor.js";

/** Options of a buffer. */
export interface BufferOptions {
  /** Whether it is part of the state dict; default true. */
  readonly persistent?: boolean;
}

/**
 * A tensor that a module keeps but does not train: it shares the elements of `data`.
 *
 * @example
 * persistenceOf(asBuffer(zeros([2]))) // => true
 */
export function asBuffer(data: Tensor, { persistent = true }: BufferOptions = {}): Tensor {
  const out = data.detach();
  out.flags |= persistent ? Flag.buffer : Flag.buffer | Flag.transient;
  return out;
}

/**
 * Whether a tensor made as a buffer is saved; undefined for other tensors.
 *
 * @example
 * persistenceOf(zeros([2])) // => undefined
 */
export function persistenceOf(x: Tensor): boolean | undefined {
  return (x.flags & Flag.buffer) === 0 ? undefined : (x.flags & Flag.transient) === 0;
}
