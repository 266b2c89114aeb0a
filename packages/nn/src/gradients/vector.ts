import { cat, Tensor } from "@flambeau/core";

/**
 * All elements of several parameters in one vector, through which gradients flow.
 *
 * @example
 * utils.parametersToVector([tensor([[1, 2]]), tensor([3])]).tolist() // => [1, 2, 3]
 */
export function parametersToVector(parameters: Iterable<Tensor>): Tensor {
  return cat(
    Array.from(parameters, (parameter) => {
      if (!(parameter instanceof Tensor)) throw new TypeError(`parameters must be Tensors, got ${typeof parameter}`);
      return parameter.reshape([-1]);
    }),
  );
}

/**
 * Takes a vector apart into several parameters, which then share its memory.
 *
 * @throws {TypeError} if `vector` is not a tensor
 * @example
 * const p = new Parameter(zeros([2, 1]));
 * utils.vectorToParameters(tensor([1.5, 2]), [p]);
 * p.tolist() // => [[1.5], [2]]
 */
export function vectorToParameters(vector: Tensor, parameters: Iterable<Tensor>): void {
  if (!(vector instanceof Tensor)) throw new TypeError(`expected torch.Tensor, but got: ${typeof vector}`);
  let start = 0;
  for (const parameter of parameters) {
    const length = parameter.numel();
    parameter.data = vector.at(`${start}:${start + length}`).reshape(parameter.shape).data;
    start += length;
  }
}
