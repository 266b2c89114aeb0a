import { linear, pythonRepr, sizeText, type Tensor } from "@flambeau/core";

/** A query with its keys and values; often the same tensor two or three times. */
export type Attended = readonly [query: Tensor, key: Tensor, value: Tensor];

/** All three changed; those that are the same tensor stay the same. */
export function changeEach([query, key, value]: Attended, change: (x: Tensor) => Tensor): Attended {
  const q = change(query);
  const k = key === query ? q : change(key);
  return [q, k, value === key ? k : change(value)];
}

/** The weights of the three projections, one above the other or on their own. */
export type InProjection =
  | { readonly packed: Tensor; readonly bias: Tensor | null }
  | { readonly separate: Attended; readonly bias: Tensor | null };

/** Projects queries, keys and values to one width; those that are the same tensor by one product. */
export function inProject(inputs: Attended, projection: InProjection): Attended {
  const { bias } = projection;
  const [query, key, value] = inputs;
  if ("packed" in projection) {
    const { packed } = projection;
    const width = query.shape.at(-1)!;
    if (query === key && key === value) return linear(query, packed, bias).chunk(3, -1) as unknown as Attended;
    if (key === value) {
      const sizes = [width, 2 * width];
      const [ofQuery, ofRest] = packed.splitWithSizes(sizes);
      const [biasOfQuery = null, biasOfRest = null] = bias?.splitWithSizes(sizes) ?? [];
      const [k, v] = linear(key, ofRest!, biasOfRest).chunk(2, -1);
      return [linear(query, ofQuery!, biasOfQuery), k!, v!];
    }
  }
  const weights = "packed" in projection ? (projection.packed.chunk(3) as unknown as Attended) : projection.separate;
  const biases = bias?.chunk(3) ?? [];
  if ("separate" in projection) checkShapes(inputs, weights, biases);
  return inputs.map((x, i) => linear(x, weights[i]!, biases[i] ?? null)) as unknown as Attended;
}

function checkShapes(inputs: Attended, weights: Attended, biases: readonly Tensor[]): void {
  const width = inputs[0].shape.at(-1)!;
  for (const [i, name] of (["query", "key", "value"] as const).entries()) {
    checkShape(`${name} weights`, weights[i]!, [width, inputs[i]!.shape.at(-1)!]);
    if (biases[i] !== undefined) checkShape(`${name} bias`, biases[i], [width]);
  }
}

function checkShape(what: string, { shape }: Tensor, wanted: readonly number[]): void {
  if (String(shape) === String(wanted)) return;
  const text = pythonRepr(Object.freeze([...wanted]));
  throw new Error(`expecting ${what} shape of ${text}, but got ${sizeText(shape)}`);
}
