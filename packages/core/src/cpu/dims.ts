import type { Shape } from "../layout.js";

/** A dimension that several operands walk together: its size, and what each of them moves per step. */
export interface Dim {
  readonly size: number;
  readonly steps: readonly number[];
}

/** Neighbouring dimensions that all operands walk as one become one; innermost first. Null if there are no elements. */
export function mergeDims(shape: Shape, strides: readonly Shape[]): Dim[] | null {
  const dims: Dim[] = [];
  for (let d = shape.length - 1; d >= 0; d--) {
    const size = shape[d]!;
    if (size === 0) return null;
    if (size === 1) continue;
    const last = dims.at(-1);
    if (last?.steps.every((step, i) => strides[i]![d] === step * last.size))
      dims[dims.length - 1] = { size: last.size * size, steps: last.steps };
    else dims.push({ size, steps: strides.map((own) => own[d]!) });
  }
  if (dims.length === 0) dims.push({ size: 1, steps: strides.map(() => 1) });
  return dims;
}
