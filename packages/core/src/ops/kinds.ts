import { notATensor, notTensors } from "../errors/kind.js";
import { Tensor } from "../tensor.js";

// Kinds of arguments that JavaScript lets through: checked by what several functions go through before they read them.

/** Throws unless `value` is a Tensor. */
export function checkTensor(op: string, value: unknown): asserts value is Tensor {
  if (!(value instanceof Tensor)) throw notATensor(op, value);
}

/** Throws unless `values` is an array of Tensors. */
export function checkTensors(op: string, values: unknown): asserts values is readonly Tensor[] {
  if (!Array.isArray(values)) throw notTensors(op, values);
  for (const value of values) checkTensor(op, value);
}
