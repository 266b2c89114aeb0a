import type { Layout } from "../layout.js";
import type { Operand, Tensor } from "../tensor.js";
import { applyUnary, applyView } from "./apply.js";
import { type UnaryOp, type ViewOp, unaryOp } from "./record.js";

// The adjoints of views: a gradient of a part, placed into the whole.

interface Placement {
  readonly view: ViewOp<never>;
  readonly at: never;
  readonly target: Layout;
}

/** Zeros with `x` placed where a view looks. */
export const embedOp: UnaryOp<Placement> = unaryOp<Placement>({
  name: "embed",
  layout: (_, { target }) => target.dense,
  forward: (k, x, { view, at, target }, out) => {
    k.fill(out, 0);
    k.copy(x, part(out, view, at, target.dense));
  },
  dx: (grad, { attr: { view, at } }) => applyView(view, grad, at),
});

function part<A>(out: Tensor, view: ViewOp<A>, at: A, target: Layout): Operand {
  return { storage: out.storage, offset: out.offset + view.offset(target, at), layout: view.layout(target, at), dtype: out.dtype };
}

/** Zeros of layout `target` with `x` where `view` looks at `at`. */
export function embed<A>(x: Tensor, view: ViewOp<A>, at: A, target: Layout): Tensor {
  return applyUnary(embedOp, x, { view, at, target } as unknown as Placement);
}
