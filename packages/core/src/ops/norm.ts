import { cpu } from "../cpu/index.js";
import type { DType } from "../dtype.js";
import { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary, empty, record } from "./apply.js";
import { type Dims, type Over, over, restore } from "./over.js";
import { item } from "./reading.js";
import { naryOp, type UnaryOp, unaryOp } from "./record.js";
import type { ReductionOptions } from "./reduction.js";

/** The Euclidean norm of all elements, which needs no description of dimensions. */
const wholeNormOp: UnaryOp<void> = unaryOp<void, "x" | "output">({
  name: "linalgVectorNorm",
  forward: (k, x, _, out) => k.norm(2, x, null, out),
  layout: () => Layout.scalar,
  // d‖x‖ = x / ‖x‖ · dx, and 0 at 0
  saves: ["x", "output"],
  dx: (grad, { x, output }) => (item(output) === 0 ? x : x.div(output)).mul(grad),
});

interface Norm extends Over {
  readonly p: number;
}

const vectorNormOp = naryOp<Norm>({
  name: "linalgVectorNorm",
  saves: [[0, "output"]],
  gradients: [
    (grad, { attr, inputs: [x], outputs: [output] }) =>
      attr.p === 0 ? null : normGradient(restore(grad, attr), x!, restore(output!, attr), attr),
  ],
});

/** d‖x‖ = Σ (|xᵢ| / ‖x‖)ᵖ⁻¹ sgn(xᵢ) dxᵢ, and 0 where that is 0 / 0. */
function normGradient(grad: Tensor, x: Tensor, norm: Tensor, { p, dims }: Norm): Tensor {
  if (p === 1) return x.sgn().mul(grad);
  if (p === 2) return x.div(norm).where(norm.ne(0), 0).mul(grad);
  if (Math.abs(p) === Number.POSITIVE_INFINITY) {
    const magnitude = x.abs();
    const isBest = magnitude.eq(norm).logicalOr(magnitude.isnan());
    return x.sgn().mul(grad.div(isBest.sum(dims, { keepdim: true })).mul(isBest));
  }
  if (p < 1) {
    const scaled = x.sgn().mul(
      x
        .abs()
        .pow(p - 1)
        .where(x.ne(0), 0),
    );
    return scaled.mul(grad).mul(norm.pow(1 - p));
  }
  const scaled = p < 2 ? x.sgn().mul(x.abs().pow(p - 1)) : x.mul(x.abs().pow(p - 2));
  return scaled.mul(grad.div(norm.pow(p - 1)).where(norm.ne(0), 0));
}

/**
 * The `ord`-norm (Σ|x|ᵒʳᵈ)^(1/ord) of the elements, or over dimensions. Order 0 counts what is not zero; an infinite order gives the
 * largest or smallest magnitude.
 *
 * @param ord default 2
 * @param dim one dimension or several; default all
 * @throws {TypeError} for integers, and if `dtype` is narrower than that of `x`
 * @example
 * vectorNorm(tensor([3.0, 4.5, -1.0]), Infinity).item() // => 4.5
 */
export function vectorNorm(x: Tensor, ord = 2, dim?: Dims, { keepdim, dtype }: ReductionOptions = {}): Tensor {
  checkTypes(x.dtype, dtype);
  if (typeof ord !== "number")
    throw new TypeError(`linalg.vector_norm: the order must be a number, got ${String(ord)}`);
  if (ord === 2 && dim == null && !keepdim && dtype === undefined) return applyUnary(wholeNormOp, x, undefined);
  const attr = over(x.layout, dim, keepdim);
  checkEmpty(x.layout, attr, ord, dim == null || (typeof dim !== "number" && dim.length === 0));
  const out = empty(attr.layout, dtype ?? x.dtype);
  cpu.norm(ord, x, attr.dims, out);
  return record(vectorNormOp, [x], { ...attr, p: ord }, out);
}

function checkTypes(from: DType, to: DType | null | undefined): void {
  if (!from.isFloatingPoint)
    throw new TypeError(`linalg.vector_norm: Expected a floating point or complex tensor as input. Got ${from.title}`);
  if (to == null) return;
  if (!to.isFloatingPoint)
    throw new TypeError(`linalg.vector_norm: dtype should be floating point or complex, but got ${to.title}`);
  if (to.bytes < from.bytes)
    throw new TypeError(
      `linalg.vector_norm: the dtype of the input (${from.title}) should be convertible without narrowing to the specified dtype (${to.title})`,
    );
}

/** An empty tensor has no smallest or largest magnitude. */
function checkEmpty(x: Layout, { dims }: Over, ord: number, isWhole: boolean): void {
  if (x.numel > 0 || (ord >= 0 && ord !== Number.POSITIVE_INFINITY)) return;
  const norm = ord === Number.POSITIVE_INFINITY ? "inf" : String(ord);
  const missing = dims.find((d) => x.shape[d] === 0);
  if (isWhole)
    throw new Error(
      `linalg.vector_norm cannot compute the ${norm} norm on an empty tensor because the operation does not have an identity`,
    );
  if (missing !== undefined)
    throw new Error(
      `linalg.vector_norm cannot compute the ${norm} norm on the dimension ${missing} because this dimension is empty and the operation does not have an identity`,
    );
}
