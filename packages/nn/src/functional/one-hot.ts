import { int64, type Tensor, zeros } from "@flambeau/core";

/**
 * A row of zeros for each class number, with a one at its place.
 *
 * - input: int64 `[...]`, output: int64 `[..., numClasses]`
 *
 * @param numClasses default: one more than the largest number
 * @throws {Error} if a number is negative or too large
 * @example
 * functional.oneHot(tensor([1, 0])).tolist() // => [[0, 1], [1, 0]]
 */
export function oneHot(input: Tensor, numClasses = -1): Tensor {
  if (input.dtype !== int64) throw new Error("one_hot is only applicable to index tensor of type LongTensor.");
  if (input.numel() === 0) {
    if (numClasses <= 0) throw new Error("Can not infer total number of classes from empty tensor.");
    return zeros([...input.shape, numClasses], { dtype: int64 });
  }
  if (Number(input.min().item()) < 0) throw new Error("Class values must be non-negative.");
  const largest = Number(input.max().item());
  const classes = numClasses === -1 ? largest + 1 : numClasses;
  if (largest >= classes) throw new Error("Class values must be smaller than num_classes.");
  return zeros([...input.shape, classes], { dtype: int64 }).scatter_(-1, input.unsqueeze(-1), 1);
}
