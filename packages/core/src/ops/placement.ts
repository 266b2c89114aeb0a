import type { Layout } from "../layout.js";
import type { Operand, Tensor } from "../tensor.js";
import { applyUnary, applyView } from "./apply.js";
import { type UnaryOp, unaryOp, type ViewOp } from "./record.js";

// Parts written into a whole: the adjoints of views, and the functions that replace a part.

/** The storage of `x` as a kernel shall see it: another layout, beginning `shift` elements later. */
export function seenAs(x: Operand, layout: Layout, shift = 0): Operand {
  return { storage: x.storage, offset: x.offset + shift, layout, dtype: x.dtype };
}

/** The part of `x` that a view shows. */
export function partOf<A>(x: Operand, view: ViewOp<A>, at: A): Operand {
  return seenAs(x, view.layout(x.layout, at), view.offset(x.layout, at));
}

interface Placement {
  readonly view: ViewOp<never>;
  readonly at: never;
  readonly target: Layout;
}

/** Zeros with `x` placed where a view looks. */
export const embedOp: UnaryOp<Placement> = unaryOp<Placement>({
  name: "embed",
  layout: (_, { target }) => target.dense,
  forward: (k, x, { view, at }, out) => {
    k.fill(out, 0);
    k.copy(x, partOf(out, view, at));
  },
  dx: (grad, { attr: { view, at } }) => applyView(view, grad, at),
});

/** Zeros of layout `target` with `x` where `view` looks at `at`. */
export function embed<A>(x: Tensor, view: ViewOp<A>, at: A, target: Layout): Tensor {
  return applyUnary(embedOp, x, { view, at, target } as unknown as Placement);
}
