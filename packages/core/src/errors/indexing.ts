import type { DType } from "../dtype.js";
import type { Shape } from "../layout.js";
import { show } from "./shape.js";

export function indexOutOfBounds(index: number, dim: number, size: number, who = ""): RangeError {
  return new RangeError(`${who}index ${index} is out of bounds for dimension ${dim} with size ${size}`);
}

export function indexOutOfRangeInSelf(): RangeError {
  return new RangeError("index out of range in self");
}

export function flatIndexOutOfRange(index: number, numel: number): RangeError {
  return new RangeError(`out of range: tried to access index ${index} on a tensor of ${numel} elements.`);
}

export function notAnIndexType(op: string, dtype: DType, wanted: string): TypeError {
  return new TypeError(`${op}(): Expected dtype ${wanted} for index, but got ${dtype.title}`);
}

export function differentDtypes(op: string, self: DType, source: DType): TypeError {
  return new TypeError(
    `${op}(): Expected self.dtype to be equal to src.dtype, but got ${self.title} and ${source.title}`,
  );
}

export function indexDimensions(other: string): Error {
  return new Error(`Index tensor must have the same number of dimensions as ${other} tensor`);
}

export function indexTooLarge(index: Shape, self: Shape, dim: number, off: number, src: Shape | null): Error {
  const rule = `index ${show(index)} to be no larger than self ${show(self)} apart from dimension ${dim}`;
  return new Error(
    src === null
      ? `Size does not match at dimension ${off} expected ${rule}`
      : `Expected ${rule} and to be no larger size than src ${show(src)}`,
  );
}

export function unknownScatterReduction(reduce: string): Error {
  return new Error(`reduce argument must be either sum, prod, mean, amax or amin, got ${reduce}`);
}

export function unknownIndexReduction(reduce: string): Error {
  return new Error(`index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got ${reduce}.`);
}

export function notBoolMask(op: string, dtype: string): TypeError {
  return new TypeError(`${op} only supports boolean masks, but got mask with dtype ${dtype}`);
}

export function sliceShape(src: Shape, slice: Shape): Error {
  return new Error(
    `expected src to have a size equal to the slice of self. src size = ${show(src)}, slice size = ${show(slice)}`,
  );
}

export function tooManyIndices(ndim: number, given?: number): RangeError {
  return new RangeError(
    `too many indices for tensor of dimension ${ndim}${given === undefined ? "" : ` (got ${given})`}`,
  );
}

export function indexIntoScalar(): RangeError {
  return new RangeError(
    "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number",
  );
}

export function maskShape(mask: Shape, at: number, shape: Shape): RangeError {
  return new RangeError(
    `The shape of the mask ${show(mask)} at index ${at} does not match the shape of the indexed tensor ${show(shape)} at index ${at}`,
  );
}

export function indexType(dtype: DType): TypeError {
  return new TypeError(`tensors used as indices must be long, int, byte or bool tensors, got ${dtype.title}`);
}

export function indexBroadcast(shapes: readonly Shape[]): RangeError {
  return new RangeError(
    `shape mismatch: indexing tensors could not be broadcast together with shapes ${shapes.map(show).join(", ")}`,
  );
}

export function valueBroadcast(value: Shape, result: Shape): Error {
  return new Error(
    `shape mismatch: value tensor of shape ${show(value)} cannot be broadcast to indexing result of shape ${show(result)}`,
  );
}

export function putDtypes(destination: DType, source: DType): TypeError {
  return new TypeError(
    `Index put requires the source and destination dtypes match, got ${destination.title} for the destination and ${source.title} for the source.`,
  );
}

export function notAnIndex(value: unknown): TypeError {
  if (typeof value === "string")
    return new TypeError(
      `new(): invalid data type 'string': ${JSON.stringify(value)} is no index; write slices as "start:stop:step", or "..."`,
    );
  return new TypeError(
    `only integers, slices (\`:\`), ellipsis (\`...\`), None and long or byte Variables are valid indices (got ${typeof value === "number" ? "float" : typeof value})`,
  );
}

export function notAssignable(value: unknown, dtype: DType): TypeError {
  const kind = Array.isArray(value) ? "list" : value === null ? "null" : typeof value;
  return new TypeError(`can't assign a ${kind} to a torch.${dtype.title}Tensor; give a number or a tensor`);
}

export function scalarIteration(): TypeError {
  return new TypeError("iteration over a 0-d tensor");
}
