import { bool, type DType, full, type Tensor, zeros } from "@flambeau/core";

// PyTorch has two customs: in `scaledDotProductAttention` true lets a position take part, in multi-head attention and
// transformers it leaves one out. Numbers are added to the scores in both.

/** A mask as numbers to add to scores: 0, and -∞ where `excluded`. */
export function exclusion(excluded: Tensor, dtype: DType): Tensor {
  return zeros(excluded.shape, { dtype }).maskedFill(excluded, Number.NEGATIVE_INFINITY);
}

/** -∞ above the diagonal, 0 elsewhere: no step looks at later ones. */
export function causalMask(rows: number, columns: number, dtype?: DType): Tensor {
  return full([rows, columns], Number.NEGATIVE_INFINITY, dtype === undefined ? {} : { dtype }).triu(1);
}

/**
 * A mask that leaves out what is true, as numbers to add; null of null.
 *
 * @param other a mask whose type should be the same, and its name
 * @throws {Error} if it is neither bool nor floating point
 */
export function additiveMask(
  mask: Tensor | null,
  name: string,
  dtype: DType,
  other: readonly [mask: Tensor | null, name: string] = [null, ""],
): Tensor | null {
  if (mask === null) return null;
  if (mask.dtype !== bool && !mask.dtype.isFloatingPoint)
    throw new Error(`only bool and floating types of ${name} are supported`);
  if (other[0] !== null && other[0].dtype !== mask.dtype)
    console.warn(`Support for mismatched ${name} and ${other[1]} is deprecated. Use same type for both instead.`);
  return mask.dtype === bool ? exclusion(mask, dtype) : mask;
}
