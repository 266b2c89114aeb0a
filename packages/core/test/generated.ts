import { type DType, float32, type Shape, type Tensor, tensor } from "../src/index.js";

/**
 * Numbers between -1 and 1 that Python makes alike:
 *
 *     def generated(seed, shape, dtype=torch.float32):
 *         u = [((i + 1) * 2654435761 + seed * 97531) % 2**32 for i in range(math.prod(shape))]
 *         return torch.tensor([v / 2**32 * 2 - 1 for v in u], dtype=torch.float64).to(dtype).reshape(shape)
 */
export function generated(seed: number, shape: Shape, dtype: DType = float32): Tensor {
  const count = shape.reduce((n, size) => n * size, 1);
  const numbers = Array.from({ length: count }, (_, i) => {
    const u = ((i + 1) * 2654435761 + seed * 97531) % 2 ** 32;
    return (u / 2 ** 32) * 2 - 1;
  });
  return tensor(numbers, { dtype }).reshape(shape);
}

/** The first elements as a list. */
export function firstOf(x: Tensor, count: number): (number | bigint)[] {
  return Array.from(x.toTypedArray() as ArrayLike<number | bigint>).slice(0, count);
}

/** The float32 numbers nearest to decimals, for exact comparison. */
export function singles(decimals: readonly number[]): number[] {
  return decimals.map(Math.fround);
}
