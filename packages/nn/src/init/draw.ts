import { type GeneratorOption, noGrad, randperm, type Tensor } from "@flambeau/core";

/**
 * Draws uniformly from [a, b).
 *
 * @param a default 0
 * @param b default 1
 * @example
 * manualSeed(0);
 * init.uniform_(empty([2])) // => tensor([0.4963, 0.7682])
 */
export function uniform_(tensor: Tensor, a = 0, b = 1, options: GeneratorOption = {}): Tensor {
  return noGrad(() => tensor.uniform_(a, b, options));
}

/**
 * Draws from the normal distribution.
 *
 * @param mean default 0
 * @param std standard deviation, default 1
 * @example
 * manualSeed(0);
 * init.normal_(empty([2])) // => tensor([ 1.5410, -0.2934])
 */
export function normal_(tensor: Tensor, mean = 0, std = 1, options: GeneratorOption = {}): Tensor {
  return noGrad(() => tensor.normal_(mean, std, options));
}

/**
 * Draws a matrix from the normal distribution around 0, and sets a share of each column to 0.
 *
 * @param sparsity that share
 * @param std standard deviation, default 0.01
 * @throws {Error} unless the tensor has two dimensions
 * @example
 * init.sparse_(empty([4, 3]), 0.5).eq(0).sum(0).tolist() // => [2, 2, 2]
 */
export function sparse_(tensor: Tensor, sparsity: number, std = 0.01, options: GeneratorOption = {}): Tensor {
  if (tensor.ndim !== 2) throw new Error("Only tensors with 2 dimensions are supported");
  const [rows, columns] = tensor.shape as [number, number];
  const zeros = Math.ceil(sparsity * rows);
  return noGrad(() => {
    tensor.normal_(0, std, options);
    for (let column = 0; column < columns; column++) {
      // always from the default generator, as in PyTorch
      const order = randperm(rows).tolist() as number[];
      for (const row of order.slice(0, zeros)) tensor.select(0, row).select(0, column).zero_();
    }
    return tensor;
  });
}
