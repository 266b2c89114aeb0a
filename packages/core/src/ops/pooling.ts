import { cpu } from "../cpu/index.js";
import { int64 } from "../dtype.js";
import type { Averaging, Windows } from "../kernels/pooling.js";
import { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary, empty, record, recordMulti } from "./apply.js";
import { multiOp, type NaryOp, naryOp, type UnaryOp, unaryOp } from "./record.js";

// Planes, which the last dimensions of a tensor hold, become smaller: one element for each window, the largest or the average.

/** The layout of the results of pooling. */
function pooledLayout(x: Layout, windows: readonly Windows[]): Layout {
  return Layout.of([...x.shape.slice(0, x.ndim - windows.length), ...windows.map(({ counts }) => counts.length)]);
}

/** The layout of what was pooled to `x`. */
function unpooledLayout(x: Layout, windows: readonly Windows[]): Layout {
  return Layout.of([...x.shape.slice(0, x.ndim - windows.length), ...windows.map(({ size }) => size)]);
}

/** What a pooling that takes the largest of each window remembers. */
export type MaxPoolOp = NaryOp<readonly Windows[]>;

/**
 * The record of a pooling that takes the largest element of each window.
 *
 * @example
 * maxPoolOp("maxPool2DWithIndices").gradName // => "MaxPool2DWithIndicesBackward0"
 */
export function maxPoolOp(name: string): MaxPoolOp {
  return multiOp<readonly Windows[]>({
    name,
    saves: [["output"]],
    gradients: [
      ([grad], { attr: windows, outputs: [, places] }) => (grad == null ? null : unpooled(grad, places!, windows)),
    ],
  });
}

const maxPoolGradOp: MaxPoolOp = naryOp<readonly Windows[]>({
  name: "maxPoolBackward",
  saves: [[1]],
  gradients: [
    (u, { attr: windows, inputs: [, places] }) => {
      const flat = (x: Tensor): Tensor => x.flatten(-windows.length);
      return flat(u).gather(-1, flat(places!)).reshape(places!.shape);
    },
    null,
  ],
});

/** The elements of `grad` where `places` says, zeros elsewhere. */
function unpooled(grad: Tensor, places: Tensor, windows: readonly Windows[]): Tensor {
  const out = empty(unpooledLayout(grad.layout, windows), grad.dtype);
  cpu.maxPoolGrad(grad, places, windows, out);
  return record(maxPoolGradOp, [grad, places], windows, out);
}

/**
 * The largest element of each window and its place in its plane.
 *
 * @example
 * const pairs = { size: 4, counts: [2, 2], begins: [0, 2], step: 1, extents: [2, 2] };
 * const [values, places] = maxOverWindows(maxPoolOp("largestOfPairs"), tensor([[1, 3, 4, 2]]), [pairs]);
 * values.tolist() // => [[3, 4]]
 * places.tolist() // => [[1, 2]]
 */
export function maxOverWindows(
  op: MaxPoolOp,
  x: Tensor,
  windows: readonly Windows[],
): [values: Tensor, places: Tensor] {
  const layout = pooledLayout(x.layout, windows);
  const values = empty(layout, x.dtype);
  const places = empty(layout, int64);
  cpu.maxPool(x, windows, values, places);
  recordMulti(op, [x], windows, [values, places]);
  return [values, places];
}

/** The record of a pooling that takes the average of each window, with the gradient's own. */
export function averagePoolOp(name: string): UnaryOp<Averaging> {
  const op: UnaryOp<Averaging> = unaryOp<Averaging>({
    name,
    forward: (k, x, averaging, out) => k.averagePool(x, averaging, out),
    layout: (x, { windows }) => pooledLayout(x, windows),
    dx: (grad, { attr }) => applyUnary(gradOp, grad, attr),
  });
  const gradOp: UnaryOp<Averaging> = unaryOp<Averaging>({
    name: `${name}Backward`,
    forward: (k, grad, averaging, out) => k.averagePoolGrad(grad, averaging, out),
    layout: (x, { windows }) => unpooledLayout(x, windows),
    dx: (u, { attr }) => applyUnary(op, u, attr),
  });
  return op;
}
