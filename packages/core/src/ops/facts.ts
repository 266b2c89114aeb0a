import { Tensor } from "../tensor.js";

/**
 * How many elements a tensor has.
 *
 * @example
 * numel(zeros([2, 3])) // => 6
 */
export function numel(x: Tensor): number {
  return x.layout.numel;
}

/**
 * Whether a value is a tensor.
 *
 * @example
 * isTensor([1, 2]) // => false
 */
export function isTensor(value: unknown): value is Tensor {
  return value instanceof Tensor;
}

/**
 * Whether a tensor holds floats.
 *
 * @example
 * isFloatingPoint(tensor([1, 2])) // => false
 */
export function isFloatingPoint(x: Tensor): boolean {
  return x.dtype.isFloatingPoint;
}
