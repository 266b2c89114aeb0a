import type { Shape } from "../layout.js";
import { show } from "./shape.js";

export function ambiguousShape(shape: Shape): Error {
  return new Error(
    `cannot reshape tensor of 0 elements into shape ${show(shape)} because the unspecified dimension size -1 can be any value and is ambiguous`,
  );
}

export function severalOpenSizes(): Error {
  return new Error("only one dimension can be inferred");
}

export function invalidSize(shape: Shape, index: number): Error {
  return new Error(`invalid shape dimension ${shape[index]} at index ${index} of shape ${show(shape)}`);
}

export function incompatibleView(): Error {
  return new Error(
    "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
  );
}

export function incompatibleBytes(what: string, from: string, to: string, rule: string, seen: number): Error {
  return new Error(`self.${what} must be ${rule} to view ${from} as ${to} (different element sizes), but got ${seen}`);
}

export function openLeadingSize(size: number, dim: number): Error {
  return new Error(
    `The expanded size of the tensor (${size}) isn't allowed in a leading, non-existing dimension ${dim}`,
  );
}

export function repeatedDim(dim: number): Error {
  return new Error(`dim ${dim} appears multiple times in the list of dims`);
}

export function dimOfScalar(dim: number): RangeError {
  return new RangeError(`Dimension specified as ${dim} but tensor has no dimensions`);
}

export function scalarHasNoPart(op: string): RangeError {
  return new RangeError(`${op}() cannot be applied to a 0-dim tensor.`);
}

export function indexOutOfRange(index: number, shape: Shape, dim: number): RangeError {
  return new RangeError(`select(): index ${index} out of range for tensor of size ${show(shape)} at dimension ${dim}`);
}
