import type { Caller } from "./caller.js";
import { compareTensor, type Tolerance } from "./compare.js";
import type { TensorLike } from "./library.js";
import { decode, isStoredTensor, type StoredTensor } from "./values.js";
import { Mismatch, within } from "./verdict.js";

/** Makes leaves of tensors that are to receive a gradient. */
export function requireGrad(caller: Caller, tensors: readonly unknown[]): void {
  for (const tensor of tensors) caller.method(tensor as object, "requires_grad_");
}

/** Runs backward through outputs with their cotangents; an output without one takes no part. */
export function backward(caller: Caller, outputs: readonly unknown[], cotangents: readonly unknown[]): void {
  const pairs = outputs.flatMap((output, i) =>
    isStoredTensor(cotangents[i]) ? [[output, decode(caller.library, cotangents[i])] as const] : [],
  );
  const [first] = pairs;
  if (first === undefined) return;
  if (pairs.length === 1) {
    caller.method(first[0] as object, "backward", [first[1]]);
    return;
  }
  const sums = pairs.map(([output, cotangent]) =>
    caller.method(caller.method(output as object, "mul", [cotangent]) as object, "sum"),
  );
  const loss = sums.reduce((total, sum) => caller.method(total as object, "add", [sum]));
  caller.method(loss as object, "backward");
}

/** Compares the gradients of leaves; null means that the input had no part in the result. */
export function compareGradients(
  caller: Caller,
  leaves: readonly unknown[],
  wanted: readonly (StoredTensor | null)[],
  tolerance: Tolerance,
  names: readonly string[],
): void {
  leaves.forEach((leaf, i) => {
    within(`gradient of ${names[i]}`, () => {
      const gradient = (leaf as TensorLike).grad;
      const want = wanted[i] ?? null;
      if (want !== null) return compareTensor(caller.library, gradient, want, tolerance);
      if (gradient !== null && gradient !== undefined) throw new Mismatch("expected none");
    });
  });
}
