import { empty, type Tensor } from "@flambeau/core";
import { changeEach } from "./functional/in-projection.js";
import { multiHeadAttentionForward } from "./functional/multi-head-attention.js";
import { constant_ } from "./init/constant.js";
import { xavierNormal_, xavierUniform_ } from "./init/fan.js";
import { Linear, type LinearOptions } from "./linear.js";
import { Module } from "./module.js";
import { Parameter } from "./parameter.js";

/** Options of `MultiheadAttention`. */
export interface MultiheadAttentionOptions extends LinearOptions {
  /** Probability of dropping a weight in training; default 0. */
  readonly dropout?: number;
  /** Add a key and a value that are parameters; default false. */
  readonly addBiasKv?: boolean;
  /** Add a key and a value of zeros; default false. */
  readonly addZeroAttn?: boolean;
  /** Size of the last dimension of keys; default `embedDim`. */
  readonly kdim?: number | null;
  /** Size of the last dimension of values; default `embedDim`. */
  readonly vdim?: number | null;
  /** Whether batches come before time in input and output, `[N, L, E]`, not `[L, N, E]`; default false. */
  readonly batchFirst?: boolean;
}

/** Options of a call of `MultiheadAttention`. */
export interface AttentionOptions {
  /** Keys to leave out, `[N, S]`, or `[S]` without batches: bool, where true leaves out, or numbers to add to the scores; default none. */
  readonly keyPaddingMask?: Tensor | null;
  /** Whether to return the weights; default true. */
  readonly needWeights?: boolean;
  /** What to leave out, `[L, S]` or `[N * numHeads, L, S]`: bool, where true leaves out, or numbers to add to the scores; default none. */
  readonly attnMask?: Tensor | null;
  /** Whether the weights are means over the heads; default true. */
  readonly averageAttnWeights?: boolean;
  /** Whether `attnMask`, which must be there, is the causal one; default false. */
  readonly isCausal?: boolean;
}

/** The last projection of an attention, which PyTorch names so. */
class NonDynamicallyQuantizableLinear extends Linear {}

/**
 * Attention of several heads: queries, keys and values are projected to `embedDim` numbers, of which each head takes its share and
 * computes means of values, weighted by how well keys fit a query; what the heads found is projected again.
 *
 * - query: `[L, N, embedDim]`, key: `[S, N, kdim]`, value: `[S, N, vdim]`; N first if `batchFirst`; or without N
 * - output: as query; weights: `[N, L, S]`, or `[N, numHeads, L, S]` if they are not averaged; null unless they are needed
 * - `in_proj_weight`: `[3 * embedDim, embedDim]`, or `q_proj_weight`, `k_proj_weight` and `v_proj_weight` where sizes differ, from
 *   Xavier's uniform distribution; `out_proj.weight`: `[embedDim, embedDim]` as in `Linear`; `in_proj_bias`, `out_proj.bias`: zeros;
 *   `bias_k`, `bias_v`: `[1, 1, embedDim]`, from Xavier's normal distribution
 *
 * A query that may look at nothing gets NaN with weights, as in PyTorch, and zeros from its heads without.
 *
 * @throws {Error} if `numHeads` does not divide `embedDim`, or if shapes do not fit
 * @example
 * const attention = new MultiheadAttention(4, 2, { batchFirst: true });
 * const x = zeros([1, 3, 4]);
 * const [output, weights] = attention.forward(x, x, x);
 * [output.shape, weights!.shape] // => [[1, 3, 4], [1, 3, 3]]
 * Object.keys(attention.stateDict()) // => ["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"]
 */
export class MultiheadAttention extends Module<[output: Tensor, weights: Tensor | null]> {
  /** Size of the last dimension of keys. */
  readonly kdim: number;
  /** Size of the last dimension of values. */
  readonly vdim: number;
  /** Probability of dropping a weight in training. */
  readonly dropout: number;
  /** Whether batches come before time. */
  readonly batchFirst: boolean;
  /** How many numbers each head takes. */
  readonly headDim: number;
  /** Whether a key and a value of zeros are added. */
  readonly addZeroAttn: boolean;
  /** The parameter, under its key in the state dict: see `qProjWeight`. */
  readonly q_proj_weight: Parameter | null;
  /** The parameter, under its key in the state dict: see `kProjWeight`. */
  readonly k_proj_weight: Parameter | null;
  /** The parameter, under its key in the state dict: see `vProjWeight`. */
  readonly v_proj_weight: Parameter | null;
  /** The parameter, under its key in the state dict: see `inProjWeight`. */
  readonly in_proj_weight: Parameter | null;
  /** The parameter, under its key in the state dict: see `inProjBias`. */
  readonly in_proj_bias: Parameter | null;
  /** The layer, under its key in the state dict: see `outProj`. */
  readonly out_proj: Linear;
  /** The parameter, under its key in the state dict: see `biasK`. */
  readonly bias_k: Parameter | null;
  /** The parameter, under its key in the state dict: see `biasV`. */
  readonly bias_v: Parameter | null;

  constructor(
    /** Size of queries, outputs and all heads together. */
    readonly embedDim: number,
    /** How many heads there are. */
    readonly numHeads: number,
    options: MultiheadAttentionOptions = {},
  ) {
    if (embedDim <= 0 || numHeads <= 0)
      throw new Error(
        `embed_dim and num_heads must be greater than 0, got embed_dim=${embedDim} and num_heads=${numHeads} instead`,
      );
    super();
    const {
      dropout = 0,
      bias = true,
      addBiasKv = false,
      addZeroAttn = false,
      kdim,
      vdim,
      batchFirst = false,
    } = options;
    const { dtype, device } = options;
    const factory = { dtype, device };
    this.kdim = kdim ?? embedDim;
    this.vdim = vdim ?? embedDim;
    this.dropout = dropout;
    this.batchFirst = batchFirst;
    this.headDim = Math.floor(embedDim / numHeads);
    this.addZeroAttn = addZeroAttn;
    if (embedDim % numHeads !== 0) throw new Error("embed_dim must be divisible by num_heads");
    const make = (...shape: number[]): Parameter => new Parameter(empty(shape, factory));
    const isSame = this.kdim === embedDim && this.vdim === embedDim;
    this.q_proj_weight = isSame ? null : make(embedDim, embedDim);
    this.k_proj_weight = isSame ? null : make(embedDim, this.kdim);
    this.v_proj_weight = isSame ? null : make(embedDim, this.vdim);
    this.in_proj_weight = isSame ? make(3 * embedDim, embedDim) : null;
    this.in_proj_bias = bias ? make(3 * embedDim) : null;
    this.out_proj = new NonDynamicallyQuantizableLinear(embedDim, embedDim, { bias, ...factory });
    this.bias_k = addBiasKv ? make(1, 1, embedDim) : null;
    this.bias_v = addBiasKv ? make(1, 1, embedDim) : null;
    this.resetParameters();
  }

  /** Projects queries, where sizes differ; else null. */
  get qProjWeight(): Parameter | null {
    return this.q_proj_weight;
  }

  /** Projects keys, where sizes differ; else null. */
  get kProjWeight(): Parameter | null {
    return this.k_proj_weight;
  }

  /** Projects values, where sizes differ; else null. */
  get vProjWeight(): Parameter | null {
    return this.v_proj_weight;
  }

  /** Projects queries, keys and values, in this order; null where sizes differ. */
  get inProjWeight(): Parameter | null {
    return this.in_proj_weight;
  }

  /** What is added to projected queries, keys and values, in this order; null if nothing is. */
  get inProjBias(): Parameter | null {
    return this.in_proj_bias;
  }

  /** Projects what the heads found. */
  get outProj(): Linear {
    return this.out_proj;
  }

  /** One more key; null if there is none. */
  get biasK(): Parameter | null {
    return this.bias_k;
  }

  /** One more value; null if there is none. */
  get biasV(): Parameter | null {
    return this.bias_v;
  }

  /** Draws everything but `outProj.weight` anew, and sets biases to zero. */
  resetParameters(): void {
    for (const weight of [this.in_proj_weight, this.q_proj_weight, this.k_proj_weight, this.v_proj_weight])
      if (weight !== null) xavierUniform_(weight);
    for (const bias of [this.in_proj_bias, this.out_proj.bias]) if (bias !== null) constant_(bias, 0);
    for (const bias of [this.bias_k, this.bias_v]) if (bias !== null) xavierNormal_(bias);
  }

  forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    options: AttentionOptions = {},
  ): [output: Tensor, weights: Tensor | null] {
    const swaps = this.batchFirst && query.ndim === 3;
    const [q, k, v] = swaps ? changeEach([query, key, value], (x) => x.transpose(0, 1)) : [query, key, value];
    const [output, weights] = multiHeadAttentionForward(
      q,
      k,
      v,
      this.embedDim,
      this.numHeads,
      this.in_proj_weight,
      this.in_proj_bias,
      this.bias_k,
      this.bias_v,
      this.addZeroAttn,
      this.dropout,
      this.out_proj.weight,
      this.out_proj.bias,
      {
        ...options,
        training: this.training,
        useSeparateProjWeight: this.in_proj_weight === null,
        qProjWeight: this.q_proj_weight,
        kProjWeight: this.k_proj_weight,
        vProjWeight: this.v_proj_weight,
      },
    );
    return [swaps ? output.transpose(0, 1) : output, weights];
  }
}
