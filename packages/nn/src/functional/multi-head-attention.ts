import { cat, linear, pythonRepr, sizeText, type Tensor } from "@flambeau/core";
import { scaledDotProductAttention } from "./attention.js";
import { additiveMask } from "./attention-mask.js";
import { dropout } from "./dropout.js";
import { type Attended, changeEach, type InProjection, inProject } from "./in-projection.js";
import { pad } from "./pad.js";

/** Options of `multiHeadAttentionForward`. */
export interface MultiHeadAttentionForwardOptions {
  /** Whether weights are dropped; default true. */
  readonly training?: boolean;
  /** Keys to leave out, `[N, S]` or `[S]`: bool, where true leaves out, or numbers to add to the scores; default none. */
  readonly keyPaddingMask?: Tensor | null;
  /** Whether to return the weights; default true. */
  readonly needWeights?: boolean;
  /** What to leave out, `[L, S]` or `[N * numHeads, L, S]`: bool, where true leaves out, or numbers to add to the scores; default none. */
  readonly attnMask?: Tensor | null;
  /** Project with `qProjWeight`, `kProjWeight` and `vProjWeight` in place of `inProjWeight`; default false. */
  readonly useSeparateProjWeight?: boolean;
  /** `[E, E]`, to project queries; default none. */
  readonly qProjWeight?: Tensor | null;
  /** `[E, K]`, to project keys; default none. */
  readonly kProjWeight?: Tensor | null;
  /** `[E, V]`, to project values; default none. */
  readonly vProjWeight?: Tensor | null;
  /** Projected keys in place of those of `key`, `[N * numHeads, S, E / numHeads]`; default none. */
  readonly staticK?: Tensor | null;
  /** Projected values in place of those of `value`, `[N * numHeads, S, E / numHeads]`; default none. */
  readonly staticV?: Tensor | null;
  /** Whether the weights are means over the heads; default true. */
  readonly averageAttnWeights?: boolean;
  /** Whether `attnMask`, which must be there, is the causal one; default false. */
  readonly isCausal?: boolean;
}

/**
 * What `MultiheadAttention` computes: queries, keys and values are projected, each head attends with its share of them, and
 * what the heads found is projected again. See there.
 *
 * - query: `[L, N, E]` or `[L, E]`, key: `[S, N, K]` or `[S, K]`, value: `[S, N, V]` or `[S, V]`; output as query
 * - inProjWeight: `[3 E, E]`, inProjBias: `[3 E]`, biasK, biasV: `[1, 1, E]`, outProjWeight: `[E, E]`, outProjBias: `[E]`
 *
 * @returns the output, and the weights, `[N, L, S]` or `[N, numHeads, L, S]`, without N for a query without; null unless needed
 * @throws {Error} if types or sizes do not fit
 * @example
 * const [x, w, out] = [zeros([3, 1, 4]), zeros([12, 4]), zeros([4, 4])];
 * const [y, weights] = functional.multiHeadAttentionForward(x, x, x, 4, 2, w, null, null, null, false, 0, out, null);
 * [y.shape, weights!.shape] // => [[3, 1, 4], [1, 3, 3]]
 */
export function multiHeadAttentionForward(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  embedDimToCheck: number,
  numHeads: number,
  inProjWeight: Tensor | null,
  inProjBias: Tensor | null,
  biasK: Tensor | null,
  biasV: Tensor | null,
  addZeroAttn: boolean,
  dropoutP: number,
  outProjWeight: Tensor,
  outProjBias: Tensor | null,
  options: MultiHeadAttentionForwardOptions = {},
): [output: Tensor, weights: Tensor | null] {
  const { training = true, needWeights = true, averageAttnWeights = true, isCausal = false } = options;
  const { keyPaddingMask = null, attnMask = null, staticK = null, staticV = null } = options;
  checkDimensions([query, key, value], keyPaddingMask, attnMask, numHeads);
  const isBatched = query.ndim === 3;
  const inputs: Attended = isBatched ? [query, key, value] : changeEach([query, key, value], (x) => x.unsqueeze(1));
  const padding = additiveMask(
    isBatched ? keyPaddingMask : (keyPaddingMask?.unsqueeze(0) ?? null),
    "key_padding_mask",
    query.dtype,
    [attnMask, "attn_mask"],
  );
  if (isCausal && attnMask === null)
    throw new Error(
      "Need attn_mask if specifying the is_causal hint. You may use the Transformer module method `generateSquareSubsequentMask` to create this mask.",
    );
  // where nothing else is left out, and nobody asks for the weights, the hint is enough
  const isHintUsed = isCausal && padding === null && !needWeights;
  const mask = isHintUsed ? null : additiveMask(attnMask, "attn_mask", query.dtype);
  const projection = projectionOf(inProjWeight, inProjBias, options);
  checkSizes(inputs, embedDimToCheck, numHeads, "separate" in projection);
  const projected = inProject(inputs, projection);
  const [length, batch] = inputs[0].shape as [number, number];
  const wide = mask === null ? null : checkedMask(mask, [length, inputs[1].shape[0]!], batch, numHeads);

  const [q, k, v] = headsOf(withBias(projected, biasK, biasV, staticK, staticV), numHeads, staticK, staticV);
  const addKey = (x: Tensor): Tensor => (addZeroAttn ? pad(x, [0, 0, 0, 1]) : x);
  const heads: Attended = [q, addKey(k), addKey(v)];
  const added = (biasK === null ? 0 : 1) + (addZeroAttn ? 1 : 0);
  const merged = mergedMask(wide, padding, added, batch, heads[1].shape[2]!);
  const p = training ? dropoutP : 0;
  const [found, weights] = needWeights
    ? attendWithWeights(heads, merged, p)
    : [scaledDotProductAttention(...heads, merged, { dropoutP: p, isCausal: isHintUsed }), null];

  // [N, H, L, E / H]
  const flat = found.permute([2, 0, 1, 3]).reshape([length * batch, embedDimToCheck]);
  const output = linear(flat, outProjWeight, outProjBias).view([length, batch, -1]);
  const shown = averageAttnWeights ? (weights?.mean(1) ?? null) : weights;
  return isBatched ? [output, shown] : [output.squeeze(1), shown?.squeeze(0) ?? null];
}

function attendWithWeights([q, k, v]: Attended, mask: Tensor | null, p: number): [found: Tensor, weights: Tensor] {
  const scores = q.mul(Math.sqrt(1 / q.shape[3]!)).matmul(k.transpose(-2, -1));
  const weights = (mask === null ? scores : scores.add_(mask)).softmax(-1);
  const kept = p > 0 ? dropout(weights, p) : weights;
  return [kept.matmul(v), kept];
}

function projectionOf(
  packed: Tensor | null,
  bias: Tensor | null,
  { useSeparateProjWeight = false, qProjWeight, kProjWeight, vProjWeight }: MultiHeadAttentionForwardOptions,
): InProjection {
  const given = (weight: Tensor | null | undefined, name: string): Tensor => {
    if (weight !== null && weight !== undefined) return weight;
    throw new Error(`use_separate_proj_weight is ${useSeparateProjWeight ? "True" : "False"} but ${name} is None`);
  };
  if (!useSeparateProjWeight) return { packed: given(packed, "in_proj_weight"), bias };
  return {
    separate: [
      given(qProjWeight, "q_proj_weight"),
      given(kProjWeight, "k_proj_weight"),
      given(vProjWeight, "v_proj_weight"),
    ],
    bias,
  };
}

/** One more key and value, which are parameters. */
function withBias(
  [q, k, v]: Attended,
  biasK: Tensor | null,
  biasV: Tensor | null,
  staticK: Tensor | null,
  staticV: Tensor | null,
): Attended {
  if (biasK === null || biasV === null) {
    if (biasK !== null) throw new Error("bias_k is set but bias_v is None");
    if (biasV !== null) throw new Error("bias_v is set but bias_k is None");
    return [q, k, v];
  }
  if (staticK !== null) throw new Error("bias cannot be added to static key.");
  if (staticV !== null) throw new Error("bias cannot be added to static value.");
  const batch = q.shape[1]!;
  return [q, cat([k, biasK.repeat([1, batch, 1])]), cat([v, biasV.repeat([1, batch, 1])])];
}

/** Each head's share of `[T, N, E]`, as `[N, H, T, E / H]`. */
function headsOf([q, k, v]: Attended, count: number, staticK: Tensor | null, staticV: Tensor | null): Attended {
  const [, batch, width] = q.shape as [number, number, number];
  const headDim = width / count;
  const split = (x: Tensor): Tensor => x.unflatten(2, [count, headDim]).permute([1, 2, 0, 3]);
  const ready = (x: Tensor, name: string): Tensor => {
    for (const [dim, size] of [
      [0, batch * count],
      [2, headDim],
    ] as const)
      if (x.shape[dim] !== size) throw new Error(`expecting ${name}.size(${dim}) of ${size}, but got ${x.shape[dim]}`);
    return x.unflatten(0, [batch, count]);
  };
  return [
    split(q),
    staticK === null ? split(k) : ready(staticK, "static_k"),
    staticV === null ? split(v) : ready(staticV, "static_v"),
  ];
}

/** Both masks together, for scores `[N, H, L, S]`; keys that were added are never left out. */
function mergedMask(
  mask: Tensor | null,
  padding: Tensor | null,
  added: number,
  batch: number,
  keys: number,
): Tensor | null {
  const extended = (x: Tensor): Tensor => (added === 0 ? x : pad(x, [0, added]));
  const ofPairs = mask === null ? null : extended(mask);
  if (padding === null) return ofPairs;
  const ofKeys = extended(padding);
  for (const [dim, size] of [batch, keys].entries())
    if (ofKeys.shape[dim] !== size)
      throw new Error(`Expected key_padded_mask.shape[${dim}] to be ${size}, but got ${ofKeys.shape[dim]}`);
  const wide = ofKeys.view([batch, 1, 1, keys]);
  return ofPairs === null ? wide : ofPairs.add(wide);
}

function tuple(values: readonly number[]): string {
  return pythonRepr(Object.freeze([...values]));
}

function checkDimensions(
  [query, key, value]: Attended,
  padding: Tensor | null,
  mask: Tensor | null,
  heads: number,
): void {
  const { ndim } = query;
  if (ndim !== 2 && ndim !== 3)
    throw new Error(`query should be unbatched 2D or batched 3D tensor but received ${ndim}-D query tensor`);
  const expected = `For ${ndim === 3 ? "batched (3-D)" : "unbatched (2-D)"} \`query\`, expected`;
  if (key.ndim !== ndim || value.ndim !== ndim)
    throw new Error(
      `${expected} \`key\` and \`value\` to be ${ndim}-D but found ${key.ndim}-D and ${value.ndim}-D tensors respectively`,
    );
  if (padding !== null && padding.ndim !== ndim - 1)
    throw new Error(
      `${expected} \`key_padding_mask\` to be \`None\` or ${ndim - 1}-D but found ${padding.ndim}-D tensor instead`,
    );
  if (mask === null) return;
  if (mask.ndim !== 2 && mask.ndim !== 3)
    throw new Error(`${expected} \`attn_mask\` to be \`None\`, 2-D or 3-D but found ${mask.ndim}-D tensor instead`);
  const shape = [heads, query.shape[0]!, key.shape[0]!];
  if (ndim === 2 && mask.ndim === 3 && String(mask.shape) !== String(shape))
    throw new Error(`Expected \`attn_mask\` shape to be ${tuple(shape)} but got ${sizeText(mask.shape)}`);
}

function checkSizes([query, key, value]: Attended, embedDim: number, heads: number, isSeparate: boolean): void {
  const width = query.shape[2]!;
  if (width !== embedDim) throw new Error(`was expecting embedding dimension of ${embedDim}, but got ${width}`);
  if (width % heads !== 0) throw new Error(`embed_dim ${width} not divisible by num_heads ${heads}`);
  const [ofKey, ofValue] = [key.shape, value.shape].map((shape) => sizeText(isSeparate ? shape.slice(0, 2) : shape));
  if (ofKey === ofValue) return;
  throw new Error(
    isSeparate
      ? `key's sequence and batch dims ${ofKey} do not match value's ${ofValue}`
      : `key shape ${ofKey} does not match value shape ${ofValue}`,
  );
}

/** A mask of pairs as `[1, 1, L, S]` or `[N, H, L, S]`. */
function checkedMask(mask: Tensor, pairs: readonly number[], batch: number, heads: number): Tensor {
  const wanted = mask.ndim === 2 ? pairs : [batch * heads, ...pairs];
  if (String(mask.shape) !== String(wanted))
    throw new Error(
      `The shape of the ${mask.ndim}D attn_mask is ${sizeText(mask.shape)}, but should be ${tuple(wanted)}.`,
    );
  return mask.ndim === 2 ? mask.unsqueeze(0).unsqueeze(0) : mask.unflatten(0, [batch, heads]);
}
