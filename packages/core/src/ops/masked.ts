import { cpu } from "../cpu/index.js";
import { bool, int64 } from "../dtype.js";
import { notBoolMask } from "../errors/indexing.js";
import { cannotBroadcastInto } from "../errors/shape.js";
import { nameInC } from "../errors/type.js";
import { Arrival } from "../kernels/indexing.js";
import { broadcast, Layout } from "../layout.js";
import { isScalar, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { empty, record } from "./apply.js";
import { cat } from "./joining.js";
import { newFull } from "./likeness.js";
import { writtenCopy, writtenFreely, writtenFromAnywhere } from "./overwriting.js";
import { seenAs } from "./placement.js";
import { writeFlat } from "./put.js";
import { type NaryOp, naryOp } from "./record.js";
import { expand } from "./view.js";

// Elements chosen by a bool tensor.

/** `x` with the shape that it and the mask broadcast to. */
function spread(x: Tensor, mask: Tensor): Tensor {
  const target = broadcast(mask.layout, x.layout);
  return x.layout.hasShapeOf(target) ? x : expand(x, target.shape);
}

function checkInto(x: Tensor, mask: Tensor): void {
  const target = broadcast(mask.layout, x.layout);
  if (!x.layout.hasShapeOf(target)) throw cannotBroadcastInto(x.layout.shape, target.shape);
}

const maskedFillOp: NaryOp<void> = naryOp({
  name: "maskedFill",
  saves: [[1]],
  gradients: [(grad, { inputs }) => grad.maskedFill(inputs[1]!, 0), null],
});
const maskedFillTensorOp: NaryOp<void> = naryOp({
  name: "maskedFill",
  gradName: "MaskedFillBackward1",
  saves: [[1], [], [1]],
  gradients: [
    (grad, { inputs }) => grad.maskedFill(inputs[1]!, 0),
    null,
    (grad, { inputs }) => grad.where(inputs[1]!, 0), // the engine sums it up
  ],
});

function maskedFillBy(written: typeof writtenCopy, x: Tensor, mask: Tensor, value: Tensor | Scalar): Tensor {
  if (mask.dtype !== bool) throw notBoolMask("masked_fill_", nameInC(mask.dtype));
  if (!isScalar(value) && value.layout.ndim > 0)
    throw new Error(
      `masked_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.layout.ndim} dimension(s).`,
    );
  const element = isScalar(value) ? newFull(x, [], value) : value;
  const write = (out: Tensor): void => cpu.select(mask, element, out, out, out.dtype);
  if (isScalar(value)) return written(maskedFillOp, [x, mask], undefined, write);
  return written(maskedFillTensorOp, [x, mask, value], undefined, write);
}

/**
 * A copy of `x` with `value` where `mask` holds; both are broadcast.
 *
 * @throws {TypeError} if `mask` is not a bool tensor
 * @example
 * maskedFill(tensor([1, 2]), tensor([true, false]), 7).tolist() // => [7, 2]
 */
export function maskedFill(x: Tensor, mask: Tensor, value: Tensor | Scalar): Tensor {
  return maskedFillBy(writtenCopy, spread(x, mask), mask, value);
}

/** `maskedFill` into `x`. */
export function maskedFill_(x: Tensor, mask: Tensor, value: Tensor | Scalar): Tensor {
  checkInto(x, mask);
  return maskedFillBy(writtenFreely, x, mask, value);
}

/** The places in row-major order where a mask, seen with the shape of `layout`, holds. */
function placesOf(mask: Tensor, layout: Layout): Tensor {
  const flat = expand(mask.detach(), layout.shape).reshape([-1]);
  const count = cpu.countNonzero(flat);
  const out = empty(Layout.of([count]), int64);
  cpu.nonzero(flat, seenAs(out, Layout.of([1, count])));
  return out;
}

const maskedSelectOp: NaryOp<void> = naryOp({
  name: "maskedSelect",
  saves: [[1]],
  gradients: [
    (grad, { inputs, layouts }) => {
      const mask = inputs[1]!;
      return grad.newZeros(broadcast(layouts[0]!, mask.layout).shape).maskedScatter(mask, grad);
    },
    null,
  ],
});

/**
 * The elements where `mask` holds, as a vector; both are broadcast.
 *
 * @throws {TypeError} if `mask` is not a bool tensor
 * @example
 * maskedSelect(tensor([1, 2, 3]), tensor([true, false, true])).tolist() // => [1, 3]
 */
export function maskedSelect(x: Tensor, mask: Tensor): Tensor {
  if (mask.dtype !== bool) throw new TypeError("masked_select: expected BoolTensor for mask");
  const whole = spread(x.detach(), mask);
  const out = whole.take(placesOf(mask, whole.layout));
  return record(maskedSelectOp, [x, mask], undefined, out);
}

const maskedScatterOp: NaryOp<void> = naryOp({
  name: "maskedScatter",
  saves: [[1], [], [1]],
  gradients: [
    (grad, { inputs }) => grad.maskedFill(inputs[1]!, 0),
    null,
    (grad, { inputs, layouts }) => {
      const used = grad.maskedSelect(inputs[1]!);
      const unused = layouts[2]!.numel - used.layout.numel;
      return (unused === 0 ? used : cat([used, used.newZeros([unused])])).reshape(layouts[2]!.shape);
    },
  ],
});

function maskedScatterBy(written: typeof writtenCopy, x: Tensor, mask: Tensor, source: Tensor): Tensor {
  if (mask.dtype !== bool) throw notBoolMask("masked_scatter_", mask.dtype.title);
  if (source.dtype !== x.dtype)
    throw new TypeError(
      `masked_scatter: expected self and source to have same dtypes but got${x.dtype.title} and ${source.dtype.title}`,
    );
  const places = placesOf(mask, x.layout);
  const count = places.layout.numel;
  if (count > source.layout.numel) throw new Error("Number of elements of source < number of ones in mask");
  const used = source.detach().reshape([-1]).narrow(0, 0, count);
  return written(maskedScatterOp, [x, mask, source], undefined, (out) => writeFlat(Arrival.set, out, places, used));
}

/**
 * A copy of `x` with the elements of `source`, in order, where `mask` holds; `x` and `mask` are broadcast.
 *
 * @throws {Error} if `source` has too few elements
 * @example
 * maskedScatter(tensor([1, 2, 3]), tensor([true, false, true]), tensor([8, 9])).tolist() // => [8, 2, 9]
 */
export function maskedScatter(x: Tensor, mask: Tensor, source: Tensor): Tensor {
  return maskedScatterBy(writtenCopy, spread(x, mask), mask, source);
}

/** `maskedScatter` into `x`. */
export function maskedScatter_(x: Tensor, mask: Tensor, source: Tensor): Tensor {
  checkInto(x, mask);
  return maskedScatterBy(writtenFromAnywhere, x, mask, source);
}
