/** Which elements of a row-major tensor its text shows. */
export interface Selection {
  /** Per dimension, the positions shown; `gap` for those left out. */
  readonly positions: readonly (readonly number[])[];
  /** Per dimension, how many elements one step skips. */
  readonly steps: readonly number[];
}

/** Stands for the positions that an ellipsis replaces. */
export const gap = -1;

/** Every element, or only the outer `edgeitems` along each dimension. */
export function selectionOf(shape: readonly number[], edgeitems: number): Selection {
  return {
    positions: shape.map((size) => shownPositions(size, edgeitems)),
    steps: shape.map((_, dim) => shape.slice(dim + 1).reduce((a, b) => a * b, 1)),
  };
}

function shownPositions(size: number, edgeitems: number): number[] {
  if (size <= 2 * edgeitems) return Array.from({ length: size }, (_, i) => i);
  const edge = Array.from({ length: edgeitems }, (_, i) => i);
  return [...edge, gap, ...edge.map((i) => size - edgeitems + i)];
}

/** Where the selected elements stand in row-major order. */
export function offsetsOf({ positions, steps }: Selection): number[] {
  let offsets = [0];
  for (const [dim, shown] of positions.entries())
    offsets = offsets.flatMap((offset) => shown.filter((i) => i !== gap).map((i) => offset + i * steps[dim]!));
  return offsets;
}
