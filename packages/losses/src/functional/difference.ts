import {
  allocate,
  applyBinary,
  Binary,
  type BinaryOp,
  binaryOp,
  broadcast,
  type DType,
  type Kernels,
  Layout,
  Reduction as Reduce,
  type Tensor,
  UnsupportedKernelError,
} from "@flambeau/core";
import { checkReduction, type Reduction, sizeOf } from "../reduction.js";

/** A loss of the difference of input and target. */
interface DifferenceLoss<A> {
  readonly name: string;
  /** As PyTorch's message about types calls it. */
  readonly kernel: string;
  /** Writes the losses over the differences. */
  readonly forward: (k: Kernels, difference: Tensor, attr: A, dtype: DType) => void;
  /** The gradient of `x`; that of `y` is the same of the operands exchanged. */
  readonly slope: (grad: Tensor, x: Tensor, y: Tensor, factor: number, attr: A) => Tensor;
}

/** One record for each reduction: they differ in the layout of the result and in the factor of the gradient. */
export function differenceLoss<A = void>(
  loss: DifferenceLoss<A>,
): (x: Tensor, y: Tensor, attr: A, reduction: Reduction) => Tensor {
  const records: Record<Reduction, BinaryOp<A>> = {
    mean: record(
      loss,
      () => Layout.scalar,
      (n) => n,
    ),
    sum: record(
      loss,
      () => Layout.scalar,
      () => 1,
    ),
    none: record(loss, broadcast, () => 1),
  };
  return (x, y, attr, reduction) => applyBinary(records[checkReduction(reduction)], x, y, attr);
}

function record<A>(
  { name, kernel, forward, slope }: DifferenceLoss<A>,
  layout: (x: Layout, y: Layout) => Layout,
  divisor: (n: number) => number,
): BinaryOp<A> {
  const factor = (x: Tensor, y: Tensor): number => 1 / divisor(broadcast(x.layout, y.layout).numel);
  return binaryOp<A, "x" | "y", "x" | "y">({
    name,
    layout,
    forward: (k, x, y, out, dtype, attr) => {
      if (!dtype.isFloatingPoint) throw new UnsupportedKernelError(kernel, dtype);
      const whole = broadcast(x.layout, y.layout);
      const difference = out.layout === whole ? out : allocate(whole, dtype);
      k.binary(Binary.sub, x, y, difference, dtype);
      forward(k, difference, attr, dtype);
      if (difference === out) return;
      k.reduce(Reduce.sum, difference, null, out);
      const n = divisor(whole.numel);
      if (n !== 1) k.scalar(Binary.div, out, n, out, dtype);
    },
    saves: { dx: ["x", "y"], dy: ["x", "y"] },
    dx: (grad, { x, y, attr }) => slope(grad, x, y, factor(x, y), attr),
    dy: (grad, { x, y, attr }) => slope(grad, y, x, factor(x, y), attr),
  });
}

/** Warns where a target of another size is broadcast, which is rarely what was meant. */
export function warnOfBroadcast(input: Tensor, target: Tensor): void {
  if (target.layout.hasShapeOf(input.layout)) return;
  console.warn(
    `Using a target size (${sizeOf(target)}) that is different to the input size (${sizeOf(input)}). This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size.`,
  );
}
