import { allocate, cpu, int64, Layout, type NaryOp, naryOp, record, type Tensor, uint8 } from "@flambeau/core";
import { checkReduction, type LossOptions, optional, type Reduction, reductionOf } from "../reduction.js";

/** Options of `nllLoss`. */
export interface NllLossOptions extends LossOptions {
  /** A target that counts for nothing; default -100. */
  readonly ignoreIndex?: number;
}

/** How targets are counted, and the sum of their weights. */
interface Count {
  readonly ignored: number;
  readonly reduction: Reduction;
  readonly total: number;
}

function nllOp(gradName: string): NaryOp<Count> {
  return naryOp<Count>({
    name: "nllLoss",
    gradName,
    saves: [[1, 2], [], []],
    gradients: [
      (grad, { inputs: [, target, weight], attr, layouts: [layout] }) =>
        scatter(grad, target!, weight ?? null, attr, layout!.dense),
      null,
      null,
    ],
  });
}
const flatOp = nllOp("NllLossBackward0");
const spatialOp = nllOp("NllLoss2DBackward0");

/** Picks the element of each target's class. */
function pick(
  op: NaryOp<Count>,
  x: Tensor,
  target: Tensor,
  weight: Tensor | null,
  { ignored, reduction }: Omit<Count, "total">,
): Tensor {
  const out = allocate(reduction === "none" ? target.layout.dense : Layout.scalar, x.dtype);
  const total = cpu.nllLoss(x, target, weight, ignored, reduction, out);
  return record(op, [x, target, weight], { ignored, reduction, total }, out);
}

/** The adjoint: zeros with the gradients where the elements were picked. */
function scatter(grad: Tensor, target: Tensor, weight: Tensor | null, attr: Count, layout: Layout): Tensor {
  const out = allocate(layout, grad.dtype);
  cpu.nllLossGrad(grad, target, weight, attr.ignored, attr.reduction, attr.total, out);
  return record(scatterOp, [grad, target, weight], attr, out);
}

const scatterOp: NaryOp<Count> = naryOp<Count>({
  name: "nllLossBackward",
  saves: [[1, 2], [], []],
  gradients: [
    (grad, { inputs: [, target, weight], attr }) => pick(flatOp, grad, target!, weight ?? null, attr),
    null,
    null,
  ],
});

/**
 * `-input[class]` for the class that each target names: their mean, sum, or each. Input are logarithms of probabilities.
 *
 * - input: `[C]`, `[N, C]` or `[N, C, ...]`; target: int64 (or uint8) without the `C`; output: 0-d, or the shape of the target if
 *   `reduction` is `"none"`
 *
 * @param weight a factor for each class, default none; the mean is then a weighted mean. It may be left out before the options
 * @throws {Error} if shapes or types do not fit, or a target names no class
 * @example
 * functional.nllLoss(tensor([[-0.5, -1.5], [-2.5, -0.25]]), tensor([0, 1])) // => tensor(0.3750)
 */
export function nllLoss(input: Tensor, target: Tensor, options?: NllLossOptions): Tensor;
export function nllLoss(
  input: Tensor,
  target: Tensor,
  weight: Tensor | null | undefined,
  options?: NllLossOptions,
): Tensor;
export function nllLoss(
  input: Tensor,
  target: Tensor,
  weightOrOptions?: Tensor | null | NllLossOptions,
  lastOptions?: NllLossOptions,
): Tensor {
  const [weight, { ignoreIndex: ignored = -100, ...given }] = optional(weightOrOptions, lastOptions);
  const reduction = reductionOf(given);
  checkReduction(reduction);
  checkShapes(input, target, weight);
  const how = { ignored, reduction };
  if (input.ndim <= 2) return pick(flatOp, input, target, weight, how);
  if (input.ndim === 4) return pick(spatialOp, input, target, weight, how);
  const [n, classes] = input.shape as [number, number];
  const losses = pick(spatialOp, input.reshape([n, classes, 1, -1]), target.reshape([n, 1, -1]), weight, how);
  return reduction === "none" ? losses.reshape(target.shape) : losses;
}

function checkShapes(input: Tensor, target: Tensor, weight: Tensor | null): void {
  const [x, t] = [input.shape, target.shape];
  if (x.length === 0) throw new Error("Expected 1 or more dimensions (got 0)");
  if (x.length > 1 && x[0] !== (t[0] ?? 1))
    throw new Error(`Expected input batch_size (${x[0]}) to match target batch_size (${t[0] ?? 1}).`);
  if (x.length <= 2 && t.length > 1) throw new Error("0D or 1D target tensor expected, multi-target not supported");
  if (target.dtype !== int64 && target.dtype !== uint8)
    throw new Error(`expected target dtype to be Long or Byte, but got ${target.dtype.title}`);
  if (x.length <= 2) {
    if (x.length === 1 && t.length === 1 && t[0] !== 1)
      throw new Error(`For 1D input, 1D target must have size 1, but got target size: ${t[0]}`);
  } else if (x.length === 4) {
    if (t.length !== 3)
      throw new Error(
        `only batches of spatial targets supported (3D tensors) but got targets of dimension: ${t.length}`,
      );
    if (x[2] !== t[1] || x[3] !== t[2])
      throw new Error(`size mismatch (got input: [${x.join(", ")}] , target: [${t.join(", ")}]`);
  } else {
    const wanted = x.toSpliced(1, 1);
    if (wanted.length !== t.length || wanted.some((size, d) => size !== t[d]))
      throw new Error(`Expected target size [${wanted.join(", ")}], got [${t.join(", ")}]`);
  }
  const classes = x[x.length === 1 ? 0 : 1];
  if (weight !== null && (weight.ndim !== 1 || weight.shape[0] !== classes))
    throw new Error(
      `weight tensor should be defined either for all ${classes} classes or no classes but got weight tensor of shape: [${weight.shape.join(", ")}]`,
    );
}
