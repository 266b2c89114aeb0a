import { empty, type Float, type Tensor } from "@flambeau/core";
import {
  type EmbeddingBagOptions,
  type EmbeddingOptions,
  embedding,
  embeddingBag,
  paddingRow,
} from "./functional/embedding.js";
import { normal_ } from "./init/draw.js";
import type { FactoryOptions } from "./linear.js";
import { Module } from "./module.js";
import { givenNumber, keptNumber, pythonArguments } from "./module-text.js";
import { Parameter } from "./parameter.js";

/** Options of `Embedding`. */
export interface EmbeddingLayerOptions extends Omit<EmbeddingOptions, "maxNorm" | "normType">, FactoryOptions {
  /** Rows whose norm is larger are scaled down to it, in place, before they are used; default none. */
  readonly maxNorm?: number | Float | null;
  /** Exponent of that norm; default 2. */
  readonly normType?: number | Float;
  /** The rows to start from; default: drawn. */
  readonly weight?: Tensor | null;
}

/** What both layers keep. */
abstract class Table extends Module<Tensor> {
  /** The rows. */
  readonly weight: Parameter;
  /** The row that stands for nothing; null if there is none. */
  readonly paddingIdx: number | null;
  /** Rows whose norm is larger are scaled down to it. */
  readonly maxNorm: number | null;
  /** Exponent of that norm. */
  readonly normType: number;
  /** Whether gradients are divided by how often a row was used. */
  readonly scaleGradByFreq: boolean;
  /** Whether PyTorch would make sparse gradients; here they are dense. */
  readonly sparse: boolean;

  constructor(
    /** How many rows there are. */
    readonly numEmbeddings: number,
    /** How long a row is. */
    readonly embeddingDim: number,
    options: EmbeddingLayerOptions,
  ) {
    super();
    const { paddingIdx, maxNorm = null, normType = 2, scaleGradByFreq = false, sparse = false, ...rest } = options;
    const { weight = null, ...factory } = rest;
    const padding = paddingRow(paddingIdx, numEmbeddings);
    this.paddingIdx = padding < 0 ? null : padding;
    this.maxNorm = keptNumber(this, "maxNorm", maxNorm);
    this.normType = keptNumber(this, "normType", normType);
    this.scaleGradByFreq = scaleGradByFreq;
    this.sparse = sparse;
    if (weight !== null && (weight.ndim !== 2 || weight.shape[0] !== numEmbeddings || weight.shape[1] !== embeddingDim))
      throw new Error("Shape of weight does not match num_embeddings and embedding_dim");
    this.weight = new Parameter(weight ?? empty([numEmbeddings, embeddingDim], factory));
    if (weight === null) this.resetParameters();
  }

  /** Draws the rows anew; the padding row becomes zeros. */
  resetParameters(): void {
    normal_(this.weight);
    if (this.paddingIdx !== null) this.weight.detach().select(0, this.paddingIdx).zero_();
  }

  /** The options that differ from the usual ones, in PyTorch's text. */
  protected shown(): Record<string, unknown> {
    return {
      ...(this.maxNorm !== null && { max_norm: givenNumber(this, "maxNorm") }),
      ...(this.normType !== 2 && { norm_type: givenNumber(this, "normType") }),
      ...(this.scaleGradByFreq && { scale_grad_by_freq: true }),
    };
  }

  protected text(options: Record<string, unknown>): string {
    const rest = pythonArguments(options);
    return `${this.numEmbeddings}, ${this.embeddingDim}${rest === "" ? "" : `, ${rest}`}`;
  }
}

/**
 * Rows of a trained matrix, looked up by their numbers.
 *
 * - input: int64 or int32 `[...]`, output: `[..., embeddingDim]`
 * - `weight`: `[numEmbeddings, embeddingDim]` from N(0, 1), zeros in the row `paddingIdx`
 *
 * @example
 * new Embedding(10, 3).forward(tensor([[1, 2], [4, 5]])).shape // => [2, 2, 3]
 */
export class Embedding extends Table {
  constructor(numEmbeddings: number, embeddingDim: number, options: EmbeddingLayerOptions = {}) {
    super(numEmbeddings, embeddingDim, options);
  }

  /**
   * A layer whose rows are given, shared with it.
   *
   * @param options `freeze`: whether they stay as they are, default true
   * @throws {Error} unless `embeddings` has two dimensions
   */
  static fromPretrained(
    embeddings: Tensor,
    { freeze = true, ...options }: EmbeddingOptions & { readonly freeze?: boolean } = {},
  ): Embedding {
    if (embeddings.ndim !== 2) throw new Error("Embeddings parameter is expected to be 2-dimensional");
    const [rows, width] = embeddings.shape as [number, number];
    const layer = new Embedding(rows, width, { ...options, weight: embeddings });
    layer.weight.requiresGrad_(!freeze);
    return layer;
  }

  forward(input: Tensor): Tensor {
    return embedding(input, this.weight, this);
  }

  override extraRepr(): string {
    return this.text({
      ...(this.paddingIdx !== null && { padding_idx: this.paddingIdx }),
      ...this.shown(),
      ...(this.sparse && { sparse: true }),
    });
  }
}

/** Options of `EmbeddingBag`. */
export interface EmbeddingBagLayerOptions
  extends Omit<EmbeddingBagOptions, "maxNorm" | "normType">,
    EmbeddingLayerOptions {}

/**
 * Sums, means or maxima of bags of rows of a trained matrix.
 *
 * - input: `[B, L]`, or `[N]` with offsets `[B]`; output: `[B, embeddingDim]`
 * - `weight`: `[numEmbeddings, embeddingDim]` from N(0, 1), zeros in the row `paddingIdx`
 *
 * @example
 * new EmbeddingBag(10, 3).forward(tensor([[1, 2], [4, 5]])).shape // => [2, 3]
 */
export class EmbeddingBag extends Table {
  /** What becomes of the rows of a bag. */
  readonly mode: "sum" | "mean" | "max";
  /** Whether the last offset is where the last bag ends. */
  readonly includeLastOffset: boolean;

  constructor(numEmbeddings: number, embeddingDim: number, options: EmbeddingBagLayerOptions = {}) {
    const { mode = "mean", includeLastOffset = false, ...rest } = options;
    super(numEmbeddings, embeddingDim, rest);
    this.mode = mode;
    this.includeLastOffset = includeLastOffset;
  }

  forward(input: Tensor, offsets: Tensor | null = null, perSampleWeights: Tensor | null = null): Tensor {
    return embeddingBag(input, this.weight, offsets, perSampleWeights, this);
  }

  override extraRepr(): string {
    return this.text({
      ...this.shown(),
      mode: this.mode,
      ...(this.paddingIdx !== null && { padding_idx: this.paddingIdx }),
    });
  }
}
