import { type GeneratorOption, linalg, noGrad, type Tensor } from "@flambeau/core";

/**
 * Draws a matrix with orthonormal rows or columns, whichever are fewer; dimensions after the first count as one.
 *
 * @param gain a factor; default 1
 * @throws {Error} if the tensor has fewer than two dimensions
 * @example
 * manualSeed(0);
 * const w = init.orthogonal_(empty([2, 3]));
 * w.matmul(w.T).sub(eye(2)).abs().max().item() < 1e-6 // => true
 */
export function orthogonal_(tensor: Tensor, gain = 1, options: GeneratorOption = {}): Tensor {
  if (tensor.ndim < 2) throw new Error("Only tensors with 2 or more dimensions are supported");
  if (tensor.numel() === 0) return tensor;
  return noGrad(() => {
    const rows = tensor.shape[0]!;
    const columns = tensor.numel() / rows;
    const drawn = tensor.newEmpty([rows, columns]).normal_(0, 1, options);
    const isWide = rows < columns;
    const { Q, R } = linalg.qr(isWide ? drawn.t() : drawn);
    // without the signs of R the matrix would not be uniformly distributed
    const q = Q.mul(R.diagonal().sign());
    tensor.viewAs(isWide ? q.t() : q).copy_(isWide ? q.t() : q);
    return tensor.mul_(gain);
  });
}
