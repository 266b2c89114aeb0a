import { grad } from "../autograd/backward.js";
import { zeros } from "../ops/creation.js";
import { stack } from "../ops/joining.js";
import { isTracked, type Tensor } from "../tensor.js";
import { filledIn } from "./tensors.js";

/** The derivatives of every element of `output` by each input: the shape of the output, then that of the input. */
export function jacobianOf(
  output: Tensor,
  inputs: readonly Tensor[],
  createGraph: boolean,
  isStrict = false,
): readonly Tensor[] {
  const shapes = inputs.map((input) => [...output.shape, ...input.shape]);
  if (!isTracked(output) || output.numel() === 0)
    return inputs.map((input, i) => zeros(shapes[i]!, { dtype: input.dtype }));
  const rows = [...output.reshape([-1])].map((element) => {
    const gradients = grad(element, inputs, { retainGraph: true, createGraph, allowUnused: true });
    return filledIn(gradients, inputs, isStrict);
  });
  return inputs.map((_, i) => stack(rows.map((row) => row[i]!)).view(shapes[i]!));
}
