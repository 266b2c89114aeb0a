import type { Shape } from "../layout.js";

/** `[2, 3]`, as PyTorch's messages write sizes. */
export function show(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

export function cannotBroadcast(a: number, b: number, dim: number): Error {
  return new Error(
    `The size of tensor a (${a}) must match the size of tensor b (${b}) at non-singleton dimension ${dim}`,
  );
}

export function cannotExpand(from: Shape, to: Shape): Error {
  if (from.length > to.length)
    return new Error(
      `expand(torch.FloatTensor{${show(from)}}, size=${show(to)}): the number of sizes provided (${to.length}) must be greater or equal to the number of dimensions in the tensor (${from.length})`,
    );
  const lead = to.length - from.length;
  const dim = to.findLastIndex((size, i) => i >= lead && from[i - lead] !== size && from[i - lead] !== 1);
  return new Error(
    `The expanded size of the tensor (${to[dim]}) must match the existing size (${from[dim - lead]}) at non-singleton dimension ${dim}.  Target sizes: ${show(to)}.  Tensor sizes: ${show(from)}`,
  );
}

export function dimOutOfRange(dim: number, ndim: number): RangeError {
  const limit = Math.max(ndim, 1);
  return new RangeError(
    `Dimension out of range (expected to be in range of [${-limit}, ${limit - 1}], but got ${dim})`,
  );
}

export function invalidShape(shape: Shape, numel: number): Error {
  return new Error(`shape '${show(shape)}' is invalid for input of size ${numel}`);
}

export function cannotBroadcastInto(own: Shape, result: Shape): Error {
  return new Error(`output with shape ${show(own)} doesn't match the broadcast shape ${show(result)}`);
}
