import { bool, Float, float64, int64, stack, Tensor, tensor } from "@flambeau/core";

/** Makes one batch of samples. */
export type Collate<T, B> = (samples: T[]) => B;

/**
 * A batch of samples as PyTorch makes it: tensors are stacked, numbers become tensors (int64, or float64 if any is fractional),
 * arrays and objects are collated part by part, strings stay in a list.
 *
 * @throws {TypeError} naming what cannot be put into a batch
 * @example
 * defaultCollate([[1, 0.5], [2, 1.5]]) // => [tensor([1, 2]), tensor([0.5000, 1.5000], dtype=torch.float64)]
 */
export function defaultCollate(samples: readonly unknown[]): unknown {
  const first = samples[0];
  if (first instanceof Tensor) return stack(samples as Tensor[]);
  switch (typeof first) {
    case "number":
      return tensor(samples as number[], { dtype: samples.every(Number.isInteger) ? int64 : float64 });
    case "bigint":
      return tensor(samples as bigint[]);
    case "boolean":
      return tensor(samples as boolean[], { dtype: bool });
    case "string":
      return [...samples];
  }
  if (Array.isArray(first)) {
    const lists = samples as unknown[][];
    if (lists.some((list) => list.length !== first.length))
      throw new Error("each element in list of batch should be of equal size");
    return first.map((_, i) => defaultCollate(lists.map((list) => list[i])));
  }
  if (ArrayBuffer.isView(first)) return stack(samples.map((sample) => tensor(sample as Float32Array)));
  if (first instanceof Float) return tensor(samples as Float[], { dtype: float64 });
  if (first !== null && typeof first === "object") {
    const records = samples as Record<string, unknown>[];
    return Object.fromEntries(Object.keys(first).map((key) => [key, defaultCollate(records.map((r) => r[key]))]));
  }
  if (samples.length === 0) throw new RangeError("defaultCollate: list index out of range: the batch is empty");
  throw new TypeError(
    `default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found ${first === null ? "null" : typeof first}; typed arrays, plain objects and arrays are what those are here, and strings may be in it too`,
  );
}

/**
 * A sample as it is: what a loader without batches does.
 *
 * @example
 * defaultConvert(3) // => 3
 */
export function defaultConvert<T>(sample: T): T {
  return sample;
}
