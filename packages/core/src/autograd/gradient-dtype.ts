import type { DType } from "../dtype.js";
import { gradDtypeFixed, gradDtypeOfLeaf } from "../errors/autograd.js";
import { Flag, type Tensor } from "../tensor.js";

/** The types of gradients that differ from the tensor's own; null allows any. Few leaves have one, and those carry a flag. */
const dtypes = new WeakMap<Tensor, DType | null>();

/** The type that the gradient of `x` has, null if any. */
export function gradDtypeOf(x: Tensor): DType | null {
  return (x.flags & Flag.gradDtype) === 0 ? x.dtype : dtypes.get(x)!;
}

/** Sets it, while there is no gradient of another type. */
export function setGradDtype(x: Tensor, dtype: DType | null): void {
  if (!x.isLeaf) throw gradDtypeOfLeaf("set");
  if (dtype !== null && x.gradient !== null && x.gradient.dtype !== dtype)
    throw gradDtypeFixed(dtype, x.gradient.dtype);
  dtypes.set(x, dtype);
  x.flags |= Flag.gradDtype;
}
