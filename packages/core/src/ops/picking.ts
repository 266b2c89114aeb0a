import type { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { multiOp, type NaryOp, type UnaryOp, unaryOp } from "./record.js";

// Ops that choose elements along a dimension (`max`, `sort`, `cummax`, ...), and their gradients.

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
      ([grad], { attr: { dim, kept }, outputs, layouts: [whole] }) =>
        grad == null
          ? null
          : grad.reshape(kept.shape).place({ dim, indices: outputs[1]!.reshape(kept.shape), whole: whole! }),
    ],
  });
}

/** Which elements of a whole along `dim`: an index for each place of the result. */
export interface Choice {
  readonly dim: number;
  readonly indices: Tensor;
  readonly whole: Layout;
}

const pickOp: UnaryOp<Choice> = unaryOp<Choice>({
  name: "gather",
  forward: (k, x, { dim, indices }, out) => k.pick(x, dim, indices, out),
  layout: (_, { indices }) => indices.layout.dense,
  dx: (grad, { attr }) => grad.place(attr),
});

/** The chosen elements of `x`. */
export function pick(x: Tensor, choice: Choice): Tensor {
  return applyUnary(pickOp, x, choice);
}

const placeOp: UnaryOp<Choice> = unaryOp<Choice>({
  name: "scatter",
  forward: (k, x, { dim, indices }, out) => k.place(x, dim, indices, out),
  layout: (_, { whole }) => whole.dense,
  dx: (grad, { attr }) => grad.pick(attr),
});

/** Zeros with the elements of `x` added where they were chosen. */
export function place(x: Tensor, choice: Choice): Tensor {
  return applyUnary(placeOp, x, choice);
}
