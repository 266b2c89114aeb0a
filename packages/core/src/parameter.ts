import { madeToRequireGrad } from "./errors/autograd.js";
import { notATensor } from "./errors/kind.js";
import { tenure } from "./memory/allocator.js";
import { Flag, Tensor } from "./tensor.js";

/** Options of a parameter. */
export interface ParameterOptions {
  /** Default true. */
  readonly requiresGrad?: boolean;
}

/**
 * A tensor that a module trains: a leaf that shares the elements of `data` and stays in place in memory.
 *
 * @example
 * asParameter(zeros([2])).requiresGrad // => true
 */
export function asParameter(data: Tensor, { requiresGrad = true }: ParameterOptions = {}): Tensor {
  if (!(data instanceof Tensor)) throw notATensor("Parameter", data);
  if (requiresGrad && !data.dtype.isFloatingPoint) throw madeToRequireGrad();
  tenure(data.storage);
  const out = new Tensor(data.storage, data.offset, data.layout, data.dtype, null);
  out.needsGrad = requiresGrad;
  out.flags = Flag.parameter;
  return out;
}

/**
 * Whether a value is a tensor made as a parameter.
 *
 * @example
 * isParameter(zeros([2])) // => false
 */
export function isParameter(value: unknown): value is Tensor {
  return value instanceof Tensor && (value.flags & Flag.parameter) !== 0;
}
