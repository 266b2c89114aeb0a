import type { Shape } from "../layout.js";
import type { Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { asAsked, checkedLayout, copied, filled, make, type TensorOptions } from "./creation.js";
import type { TensorData } from "./data.js";
import { checkTensor } from "./kinds.js";
import { denseOrder } from "./order.js";

// Tensors made in the likeness of another: of its shape, or only of its type.

/**
 * A tensor of undefined content with the shape and type of `x`.
 *
 * @example
 * emptyLike(zeros([2, 3])).shape // => [2, 3]
 */
export function emptyLike(x: Tensor, options: TensorOptions = {}): Tensor {
  checkTensor("emptyLike", x);
  return asAsked(make(denseOrder(x.layout), options.dtype ?? x.dtype, options), options);
}

/**
 * Zeros with the shape and type of `x`.
 *
 * @example
 * zerosLike(tensor([1, 2])).tolist() // => [0, 0]
 */
export function zerosLike(x: Tensor, options: TensorOptions = {}): Tensor {
  return fullLike(x, 0, options);
}

/**
 * Ones with the shape and type of `x`.
 *
 * @example
 * onesLike(tensor([1, 2])).tolist() // => [1, 1]
 */
export function onesLike(x: Tensor, options: TensorOptions = {}): Tensor {
  return fullLike(x, 1, options);
}

/**
 * A tensor with the shape and type of `x` whose every element is `value`.
 *
 * @example
 * fullLike(tensor([1, 2]), 7).tolist() // => [7, 7]
 */
export function fullLike(x: Tensor, value: Scalar, options: TensorOptions = {}): Tensor {
  checkTensor("full_like", x);
  return filled(denseOrder(x.layout), value, options.dtype ?? x.dtype, options);
}

/** A tensor of undefined content with the type of `x`. */
export function newEmpty(x: Tensor, shape: Shape, options: TensorOptions = {}): Tensor {
  return asAsked(make(checkedLayout(shape), options.dtype ?? x.dtype, options), options);
}

/** Zeros with the type of `x`. */
export function newZeros(x: Tensor, shape: Shape, options: TensorOptions = {}): Tensor {
  return newFull(x, shape, 0, options);
}

/** Ones with the type of `x`. */
export function newOnes(x: Tensor, shape: Shape, options: TensorOptions = {}): Tensor {
  return newFull(x, shape, 1, options);
}

/** A tensor with the type of `x` whose every element is `value`. */
export function newFull(x: Tensor, shape: Shape, value: Scalar, options: TensorOptions = {}): Tensor {
  return filled(checkedLayout(shape), value, options.dtype ?? x.dtype, options);
}

/** A tensor from data as `tensor` makes it, with the type of `x`. */
export function newTensor(x: Tensor, data: TensorData, options: TensorOptions = {}): Tensor {
  return copied(data, { ...options, dtype: options.dtype ?? x.dtype }, "tensor.newTensor");
}
