import { noGrad, type Tensor } from "@flambeau/core";

/**
 * Ones on the diagonal of a matrix, zeros elsewhere.
 *
 * @throws {Error} unless the tensor has two dimensions
 * @example
 * init.eye_(empty([2, 3])).tolist() // => [[1, 0, 0], [0, 1, 0]]
 */
export function eye_(tensor: Tensor): Tensor {
  if (tensor.ndim !== 2) throw new Error("Only tensors with 2 dimensions are supported");
  return noGrad(() => {
    tensor.zero_().diagonal().fill_(1);
    return tensor;
  });
}

/**
 * The weight of a convolution that passes on its input: each channel its own, as far as there are as many.
 *
 * - tensor: `[outChannels, inChannels, ...kernel]`
 *
 * @param groups how many groups of output channels receive the input channels; default 1
 * @throws {Error} unless the kernel has one to three dimensions and `groups` divides the output channels
 * @example
 * init.dirac_(empty([2, 2, 3])).tolist() // => [[[0, 1, 0], [0, 0, 0]], [[0, 0, 0], [0, 1, 0]]]
 */
export function dirac_(tensor: Tensor, groups = 1): Tensor {
  const outChannels = tensor.shape[0]!;
  const kernel = tensor.shape.slice(2);
  if (tensor.ndim < 3 || tensor.ndim > 5) throw new Error("Only tensors with 3, 4, or 5 dimensions are supported");
  if (outChannels % groups !== 0) throw new Error("dim 0 must be divisible by groups");
  const size = outChannels / groups;
  return noGrad(() => {
    tensor.zero_();
    const middle = kernel.reduce((part, length) => part.select(2, length >> 1), tensor);
    for (let g = 0; g < groups; g++)
      middle
        .narrow(0, g * size, size)
        .diagonal()
        .fill_(1);
    return tensor;
  });
}
