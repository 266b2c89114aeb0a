import type { Tensor } from "../tensor.js";
import { unsqueeze } from "./dimensions.js";
import { reshape } from "./view.js";

// Tensors with a least number of dimensions; several give a list.

function eachOrOne(make: (x: Tensor) => Tensor, tensors: readonly Tensor[]): Tensor | Tensor[] {
  return tensors.length === 1 ? make(tensors[0]!) : tensors.map(make);
}

/**
 * A number as a vector; other tensors as they are.
 *
 * @example
 * atleast1d(tensor(1)).shape // => [1]
 */
export function atleast1d(x: Tensor): Tensor;
export function atleast1d(...tensors: readonly Tensor[]): Tensor[];
export function atleast1d(...tensors: readonly Tensor[]): Tensor | Tensor[] {
  return eachOrOne((x) => (x.layout.ndim === 0 ? reshape(x, [1]) : x), tensors);
}

/**
 * A number as `[1, 1]`, a vector as a row; other tensors as they are.
 *
 * @example
 * atleast2d(zeros([3])).shape // => [1, 3]
 */
export function atleast2d(x: Tensor): Tensor;
export function atleast2d(...tensors: readonly Tensor[]): Tensor[];
export function atleast2d(...tensors: readonly Tensor[]): Tensor | Tensor[] {
  return eachOrOne((x) => {
    if (x.layout.ndim === 0) return reshape(x, [1, 1]);
    return x.layout.ndim === 1 ? unsqueeze(x, 0) : x;
  }, tensors);
}

/**
 * A number as `[1, 1, 1]`, a vector as `[1, n, 1]`, a matrix as `[m, n, 1]`; other tensors as they are.
 *
 * @example
 * atleast3d(zeros([2, 3])).shape // => [2, 3, 1]
 */
export function atleast3d(x: Tensor): Tensor;
export function atleast3d(...tensors: readonly Tensor[]): Tensor[];
export function atleast3d(...tensors: readonly Tensor[]): Tensor | Tensor[] {
  return eachOrOne((x) => {
    if (x.layout.ndim === 0) return reshape(x, [1, 1, 1]);
    if (x.layout.ndim === 1) return unsqueeze(unsqueeze(x, 0), -1);
    return x.layout.ndim === 2 ? unsqueeze(x, -1) : x;
  }, tensors);
}
