import { leaveToGraph } from "../autograd/saved.js";
import { broadcastShapes, Layout, type Shape } from "../layout.js";
import { isTracked, Tensor } from "../tensor.js";
import { record } from "./apply.js";
import { checkTensor } from "./kinds.js";
import { bmm, dot, mm, mv } from "./products.js";
import { type NaryOp, naryOp } from "./record.js";

/**
 * The matrix product, by PyTorch's rules: two vectors give their dot product, a matrix and a vector another vector, matrices their
 * product, and more dimensions a stack of products, broadcast over all but the last two.
 *
 * @throws {Error} if the inner sizes differ, the stacks do not broadcast, or one has no dimension
 * @throws {TypeError} if the types differ
 * @example
 * matmul(ones([5, 2, 3]), ones([3, 4])).shape // => [5, 2, 4]
 */
export function matmul(x: Tensor, y: Tensor): Tensor {
  checkTensor("matmul", x);
  checkTensor("matmul", y);
  const p = x.layout.ndim;
  const q = y.layout.ndim;
  if (p === 2 && q === 2) return mm(x, y);
  if (p === 0 || q === 0)
    throw new Error(`both arguments to matmul need to be at least 1D, but they are ${p}D and ${q}D`);
  if (p === 1 && q === 1) return dot(x, y);
  if (p === 2 && q === 1) return mv(x, y);
  if (p === 1 && q === 2) return seenIn(squeezeOp, mm(x.unsqueeze(0), y), [y.layout.shape[1]!]);
  if (folds(x, y)) return p > q ? foldLeft(x, y) : foldRight(x, y);
  return stacked(x, y);
}

/**
 * Whether a stack times one matrix becomes one tall matrix times it. PyTorch stacks the matrix instead where the tall one would be a
 * copy, unless the matrix needs a gradient, which would then be as large as the stack.
 */
function folds(x: Tensor, y: Tensor): boolean {
  const [larger, smaller] = x.layout.ndim >= y.layout.ndim ? [x, y] : [y.transpose(-2, -1), x];
  if (larger.layout.ndim < 3 || smaller.layout.ndim > 2) return false;
  if (isTracked(smaller)) return true;
  if (x.layout.ndim === 2) return false;
  return larger.layout.numel === 0 || larger.layout.view(tall(larger.layout)) !== null;
}

function tall({ shape, numel }: Layout): Shape {
  const k = shape.at(-1)!;
  return [k === 0 ? shape.slice(0, -1).reduce((a, b) => a * b, 1) : numel / k, k];
}

function foldLeft(x: Tensor, y: Tensor): Tensor {
  const flat = x.reshape(tall(x.layout));
  const lead = x.layout.shape.slice(0, -1);
  if (y.layout.ndim === 1) return seenIn(unsafeViewOp, mv(flat, y), lead);
  return seenIn(unsafeViewOp, mm(flat, y), [...lead, y.layout.shape[1]!]);
}

/** `(yᵀ xᵀ)ᵀ` */
function foldRight(x: Tensor, y: Tensor): Tensor {
  if (x.layout.ndim === 1) return foldLeft(y.transpose(-2, -1), x);
  return foldLeft(y.transpose(-2, -1), x.transpose(0, 1)).transpose(-2, -1).contiguous();
}

function stacked(x: Tensor, y: Tensor): Tensor {
  const a = x.layout.ndim === 1 ? x.unsqueeze(0) : x;
  const b = y.layout.ndim === 1 ? y.unsqueeze(1) : y;
  const batch = broadcastShapes(a.layout.shape.slice(0, -2), b.layout.shape.slice(0, -2));
  const count = batch.reduce((n, size) => n * size, 1);
  const stack = (t: Tensor): Tensor => {
    const matrix = t.layout.shape.slice(-2);
    return t.expandTo(Layout.of([...batch, ...matrix])).reshape([count, ...matrix]);
  };
  const rows = x.layout.ndim === 1 ? [] : [a.layout.shape.at(-2)!];
  const columns = y.layout.ndim === 1 ? [] : [b.layout.shape.at(-1)!];
  const [left, right] = [stack(a), stack(b)];
  const products = bmm(left, right);
  if (left.storage !== x.storage) leaveToGraph(left, products);
  if (right.storage !== y.storage) leaveToGraph(right, products);
  return seenIn(unsafeViewOp, products, [...batch, ...rows, ...columns]);
}

const unsafeViewOp = reshapingOp("UnsafeViewBackward0");
const squeezeOp = reshapingOp("SqueezeBackward4");

function reshapingOp(gradName: string): NaryOp<void> {
  return naryOp({ name: "view", gradName, gradients: [(grad, { layouts: [x] }) => grad.reshape(x!.shape)] });
}

/** A result that nobody else has seen, in another shape: not a view, because there is nothing to share. */
function seenIn(op: NaryOp<void>, x: Tensor, shape: Shape): Tensor {
  return record(op, [x], undefined, new Tensor(x.storage, x.offset, Layout.of(shape), x.dtype, null));
}
