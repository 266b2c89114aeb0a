import { einsum, type Tensor } from "@flambeau/core";

/**
 * `x1ᵀ A x2 + b`, with a matrix A per output.
 *
 * - input1: `[..., in1]`, input2: `[..., in2]`, weight: `[out, in1, in2]`, bias: `[out]` or none; output: `[..., out]`
 *
 * @throws {Error} if the shapes do not fit
 * @example
 * functional.bilinear(ones([1, 2]), ones([1, 3]), ones([1, 2, 3])).tolist() // => [[6]]
 */
export function bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias: Tensor | null = null): Tensor {
  const [x1, x2, w] = [input1.shape, input2.shape, weight.shape];
  const expect = (holds: boolean, what: string): void => {
    if (!holds) throw new Error(`bilinear(): ${what}`);
  };
  expect(x1.length === x2.length, `input dimensions do not match: got ${x1.length} and ${x2.length}`);
  for (let d = 0; d < x1.length - 1; d++)
    expect(x1[d] === x2[d], `input batch dimensions do not match at dim ${d}: got ${x1[d]} and ${x2[d]}`);
  expect(x1.at(-1) === w[1], `input1 size does not match weight size: got ${x1.at(-1)} but expected ${w[1]}`);
  expect(x2.at(-1) === w[2], `input2 size does not match weight size: got ${x2.at(-1)} but expected ${w[2]}`);
  expect(
    bias === null || bias.shape[0] === w[0],
    `bias size does not match weight size: got ${bias?.shape[0]} but expected ${w[0]}`,
  );
  const product = einsum("bi,oij,bj->bo", input1.reshape([-1, w[1]!]), weight, input2.reshape([-1, w[2]!]));
  const result = product.reshape([...x1.slice(0, -1), w[0]!]);
  return bias === null ? result : result.add(bias);
}
