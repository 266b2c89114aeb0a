import { cpu } from "../cpu/index.js";
import { nativeName, notSameSize, notStackOfMatrices } from "../errors/product.js";
import { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import {
  addedProductOp,
  addInto,
  type BetaAlpha,
  checkSize,
  type Factors,
  factorsOf,
  overwrite,
} from "./added-product.js";
import { computeAddmm } from "./addmm.js";
import { empty, record } from "./apply.js";
import { checkInPlace, recordInPlace } from "./in-place.js";
import { checkMultiplies, checkStacks } from "./products.js";

const baddbmmOp = addedProductOp(
  "baddbmm",
  (grad, batch2) => grad.bmm(batch2.transpose(1, 2)),
  (grad, batch1) => batch1.transpose(1, 2).bmm(grad),
);

function computeBaddbmm(input: Tensor, batch1: Tensor, batch2: Tensor, factors: Factors): Tensor {
  const [c, a, b] = [input.dtype, batch1.dtype, batch2.dtype];
  const [rows, columns] = [batch1.layout.shape, batch2.layout.shape];
  const layout = Layout.of([...rows.slice(0, 2), columns[2] ?? 1]);
  if (rows.length === 3 && columns.length === 3) input.layout.expand(layout);
  checkStacks(batch1, batch2);
  if (c !== a)
    throw new TypeError(
      `Input dtypes must be the same, got: input ${nativeName(c)}, batch1: ${nativeName(a)}, batch2: ${nativeName(b)}`,
    );
  checkMultiplies(a, "baddbmm");
  const out = empty(layout, a);
  cpu.matmul(batch1, batch2, out);
  return addInto(out, input, factors);
}

/**
 * `beta * input + alpha * (batch1 @ batch2)`; `input` broadcasts to `[b, m, n]`.
 *
 * @throws {Error} if the sizes do not fit
 * @throws {TypeError} if the types differ
 * @example
 * baddbmm(ones([1]), ones([2, 1, 3]), ones([2, 3, 1])).tolist() // => [[[4]], [[4]]]
 */
export function baddbmm(input: Tensor, batch1: Tensor, batch2: Tensor, options: BetaAlpha = {}): Tensor {
  const factors = factorsOf(options);
  return record(baddbmmOp, [input, batch1, batch2], factors, computeBaddbmm(input, batch1, batch2, factors));
}

/** `baddbmm` into `x`, whose shape must be that of the product. */
export function baddbmm_(x: Tensor, batch1: Tensor, batch2: Tensor, options: BetaAlpha = {}): Tensor {
  const factors = factorsOf(options);
  const result = computeBaddbmm(x, batch1, batch2, factors);
  checkSize(x, result.layout.shape);
  return overwrite(baddbmmOp, x, batch1, batch2, factors, result);
}

const addbmmOp = addedProductOp(
  "addbmm",
  (grad, batch2) => stackOf(grad, batch2).bmm(batch2.transpose(1, 2)),
  (grad, batch1) => batch1.transpose(1, 2).bmm(stackOf(grad, batch1)),
);

/** A gradient that every matrix of a stack gets. */
function stackOf(grad: Tensor, { layout }: Tensor): Tensor {
  return grad.expandTo(Layout.of([layout.shape[0]!, ...grad.layout.shape]));
}

/** The sum of the products of a stack is one product of wide and tall matrices. */
function computeAddbmm(input: Tensor, batch1: Tensor, batch2: Tensor, factors: Factors): Tensor {
  const [a, b] = [batch1.layout.shape, batch2.layout.shape];
  if (a.length !== 3) throw notStackOfMatrices("batch1");
  if (b.length !== 3) throw notStackOfMatrices("batch2");
  if (a[0] !== b[0]) throw new Error(`batch1 and batch2 must have same number of batches, got ${a[0]} and ${b[0]}`);
  if (a[2] !== b[1]) throw new Error(`Incompatible matrix sizes for bmm (${a[1]}x${a[2]} and ${b[1]}x${b[2]})`);
  const inner = a[0]! * a[2]!;
  const wide = batch1.detach().transpose(0, 1).reshape([a[1]!, inner]);
  return computeAddmm(input, wide, batch2.detach().reshape([inner, b[2]!]), factors);
}

/**
 * `beta * input + alpha * Σ batch1[i] @ batch2[i]`; `input` broadcasts to `[m, n]`.
 *
 * @throws {Error} if the sizes do not fit
 * @throws {TypeError} if the types differ
 * @example
 * addbmm(ones([1]), ones([2, 1, 3]), ones([2, 3, 1])).tolist() // => [[7]]
 */
export function addbmm(input: Tensor, batch1: Tensor, batch2: Tensor, options: BetaAlpha = {}): Tensor {
  const factors = factorsOf(options);
  return record(addbmmOp, [input, batch1, batch2], factors, computeAddbmm(input, batch1, batch2, factors));
}

/** `addbmm` into `x`, which takes the shape of the result if it is broadcast. */
export function addbmm_(x: Tensor, batch1: Tensor, batch2: Tensor, options: BetaAlpha = {}): Tensor {
  const factors = factorsOf(options);
  const result = computeAddbmm(x, batch1, batch2, factors);
  if (x.layout.hasShapeOf(result.layout)) return overwrite(addbmmOp, x, batch1, batch2, factors, result);
  checkInPlace(x);
  if (x.base !== null) throw notSameSize(x.layout.shape, result.layout.shape);
  x.storage = result.storage;
  x.offset = result.offset;
  x.layout = result.layout;
  return recordInPlace(addbmmOp, [x, batch1, batch2], factors);
}
