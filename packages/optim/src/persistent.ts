import { float32, full, type Tensor, tenure, zerosLike } from "@flambeau/core";

// What an optimizer remembers stays where memory is never evicted: it is used at every step.

/** `x`, a fresh tensor, moved there. */
export function persistent(x: Tensor): Tensor {
  tenure(x.storage);
  return x;
}

/** Zeros in the shape and type of `p`. */
export function zerosAs(p: Tensor): Tensor {
  return persistent(zerosLike(p));
}

/** A number that is saved as a tensor: always float32, whatever the type of the parameter. */
export function counter(value: number): Tensor {
  return persistent(full([], value, { dtype: float32 }));
}

/** Counts a step. */
export function advance(step: Tensor): number {
  return step.add_(1).item() as number;
}
