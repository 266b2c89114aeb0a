import type { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { multiOp, type NaryOp } from "./record.js";

// What ops have in common that choose elements along a dimension: `max`, `sort`, `cummax`, ...

/** Elements, and where they are along the dimension they were chosen from, as int64. */
export interface ValuesAndIndices {
  readonly values: Tensor;
  readonly indices: Tensor;
}

/** The dimension an op chose along, and the layout of its results with that dimension. */
export interface Selection {
  readonly dim: number;
  readonly kept: Layout;
}

/** The record of an op that gives chosen elements and their indices. */
export function selectingOp(name: string, gradName?: string): NaryOp<Selection> {
  return multiOp<Selection>({
    name,
    ...(gradName !== undefined && { gradName }),
    saves: [["output"]],
    gradients: [
      ([grad], { attr: { dim, kept }, outputs: [, indices], layouts: [whole] }) => {
        if (grad == null) return null;
        return grad.newZeros(whole!.shape).scatterAdd(dim, indices!.reshape(kept.shape), grad.reshape(kept.shape));
      },
    ],
  });
}
