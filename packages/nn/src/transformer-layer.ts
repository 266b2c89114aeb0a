import type { Float, Tensor } from "@flambeau/core";
import { MultiheadAttention } from "./attention.js";
import { Dropout } from "./dropout.js";
import { additiveMask } from "./functional/attention-mask.js";
import { gelu } from "./functional/gate.js";
import { relu } from "./functional/rectifier.js";
import { Linear, type LinearOptions } from "./linear.js";
import { Module } from "./module.js";
import { LayerNorm } from "./normalization.js";

/** A function between the two linear layers of a transformer layer, by its name or as it is. */
export type TransformerActivation = "relu" | "gelu" | ((x: Tensor) => Tensor) | Module<Tensor>;

/** Options of transformer layers. */
export interface TransformerLayerOptions extends LinearOptions {
  /** Width between the two linear layers; default 2048. */
  readonly dimFeedforward?: number;
  /** Probability of dropping an element in training; default 0.1. */
  readonly dropout?: number | Float;
  /** The function between the two linear layers; default `"relu"`. */
  readonly activation?: TransformerActivation;
  /** Added to the variance in normalisations; default 1e-5. */
  readonly layerNormEps?: number | Float;
  /** Whether batches come before time, `[N, L, E]`, not `[L, N, E]`; default false. */
  readonly batchFirst?: boolean;
  /** Whether each block normalises what goes in, not the sum that comes out; default false. */
  readonly normFirst?: boolean;
}

/** What the two kinds of layers have in common: attentions, then two linear layers, each with a way around it. */
abstract class TransformerLayer extends Module<Tensor> {
  /** The attention to the sequence itself, under its key in the state dict: see `selfAttn`. */
  declare readonly self_attn: MultiheadAttention;
  /** From `dModel` to `dimFeedforward`. */
  readonly linear1: Linear;
  /** Between the linear layers. */
  readonly dropout: Dropout;
  /** From `dimFeedforward` to `dModel`. */
  readonly linear2: Linear;
  /** Whether each block normalises what goes in. */
  readonly normFirst: boolean;
  /** Of the attention to the sequence itself. */
  declare readonly norm1: LayerNorm;
  /** Of the second block. */
  declare readonly norm2: LayerNorm;
  /** Of the attention to the sequence itself. */
  declare readonly dropout1: Dropout;
  /** Of the second block. */
  declare readonly dropout2: Dropout;
  /** The function between the linear layers. */
  readonly activation: ((x: Tensor) => Tensor) | Module<Tensor>;

  constructor(dModel: number, nhead: number, options: TransformerLayerOptions, attentions: readonly string[]) {
    super();
    const { dimFeedforward = 2048, dropout = 0.1, activation = "relu", layerNormEps = 1e-5 } = options;
    const { batchFirst = false, normFirst = false, bias = true, dtype, device } = options;
    const factory = { bias, dtype, device };
    for (const name of attentions)
      this.registerModule(
        name,
        new MultiheadAttention(dModel, nhead, { dropout: Number(dropout), batchFirst, ...factory }),
      );
    this.linear1 = new Linear(dModel, dimFeedforward, factory);
    this.dropout = new Dropout(dropout);
    this.linear2 = new Linear(dimFeedforward, dModel, factory);
    this.normFirst = normFirst;
    for (let block = 1; block <= attentions.length + 1; block++)
      this.registerModule(`norm${block}`, new LayerNorm(dModel, { eps: layerNormEps, ...factory }));
    for (let block = 1; block <= attentions.length + 1; block++)
      this.registerModule(`dropout${block}`, new Dropout(dropout));
    this.activation = typeof activation === "string" ? activationOf(activation) : activation;
  }

  /** The attention to the sequence itself. */
  get selfAttn(): MultiheadAttention {
    return this.self_attn;
  }

  /** A block with a way around it. */
  protected around(x: Tensor, norm: LayerNorm, block: (x: Tensor) => Tensor): Tensor {
    return this.normFirst ? x.add(block(norm.forward(x))) : norm.forward(x.add(block(x)));
  }

  protected feedForward(x: Tensor): Tensor {
    const wide = this.linear1.forward(x);
    const { activation } = this;
    const active = activation instanceof Module ? activation.forward(wide) : activation(wide);
    return this.linear2.forward(this.dropout.forward(active));
  }
}

function activationOf(name: string): (x: Tensor) => Tensor {
  if (name === "relu") return relu;
  if (name === "gelu") return gelu;
  throw new Error(`activation should be relu/gelu, not ${name}`);
}

/** Options of a call of `TransformerEncoderLayer`. */
export interface EncoderLayerMasks {
  /** What to leave out, `[L, L]` or `[N * nhead, L, L]`: bool, where true leaves out, or numbers to add to the scores; default none. */
  readonly srcMask?: Tensor | null;
  /** Positions to leave out, `[N, L]`, or `[L]` without batches: bool or numbers as in `srcMask`; default none. */
  readonly srcKeyPaddingMask?: Tensor | null;
  /** Whether `srcMask`, which must be there, is the causal one; default false. */
  readonly isCausal?: boolean;
}

/**
 * One layer of an encoder: attention of a sequence to itself, then two linear layers with a function between them. Around each of both
 * leads a way to a sum, which is normalised.
 *
 * - src: `[L, N, dModel]`, `[N, L, dModel]` if `batchFirst`, or `[L, dModel]`; output: the same shape
 *
 * @throws {Error} if sizes do not fit
 * @example
 * const layer = new TransformerEncoderLayer(4, 2, { dimFeedforward: 8, batchFirst: true });
 * layer.forward(zeros([5, 3, 4])).shape // => [5, 3, 4]
 * layer.namedChildren().map(([name]) => name)
 * // => ["self_attn", "linear1", "dropout", "linear2", "norm1", "norm2", "dropout1", "dropout2"]
 */
export class TransformerEncoderLayer extends TransformerLayer {
  constructor(dModel: number, nhead: number, options: TransformerLayerOptions = {}) {
    super(dModel, nhead, options, ["self_attn"]);
  }

  forward(src: Tensor, { srcMask = null, srcKeyPaddingMask = null, isCausal = false }: EncoderLayerMasks = {}): Tensor {
    const keyPaddingMask = additiveMask(srcKeyPaddingMask, "src_key_padding_mask", src.dtype, [srcMask, "src_mask"]);
    const attnMask = additiveMask(srcMask, "src_mask", src.dtype);
    const masks = { keyPaddingMask, attnMask, isCausal, needWeights: false };
    const attended = this.around(src, this.norm1, (x) =>
      this.dropout1.forward(this.self_attn.forward(x, x, x, masks)[0]),
    );
    return this.around(attended, this.norm2, (x) => this.dropout2.forward(this.feedForward(x)));
  }
}

/** Options of a call of `TransformerDecoderLayer`. */
export interface DecoderLayerMasks {
  /** What to leave out of the target, `[L, L]` or `[N * nhead, L, L]`: bool, where true leaves out, or numbers to add to the scores; default none. */
  readonly tgtMask?: Tensor | null;
  /** What to leave out of the memory, `[L, S]` or `[N * nhead, L, S]`, as in `tgtMask`; default none. */
  readonly memoryMask?: Tensor | null;
  /** Positions of the target to leave out, `[N, L]`, or `[L]` without batches, as in `tgtMask`; default none. */
  readonly tgtKeyPaddingMask?: Tensor | null;
  /** Positions of the memory to leave out, `[N, S]`, or `[S]` without batches, as in `tgtMask`; default none. */
  readonly memoryKeyPaddingMask?: Tensor | null;
  /** Whether `tgtMask`, which must be there, is the causal one; default false. */
  readonly tgtIsCausal?: boolean;
  /** Whether `memoryMask`, which must be there, is the causal one; default false. */
  readonly memoryIsCausal?: boolean;
}

/**
 * One layer of a decoder: attention of a sequence to itself, attention to what an encoder made, then two linear layers with a function
 * between them. Around each of the three leads a way to a sum, which is normalised.
 *
 * - tgt: `[L, N, dModel]`, memory: `[S, N, dModel]`; N first if `batchFirst`; or without N; output: the shape of `tgt`
 *
 * @throws {Error} if sizes do not fit
 * @example
 * const layer = new TransformerDecoderLayer(4, 2, { dimFeedforward: 8 });
 * layer.forward(zeros([3, 5, 4]), zeros([6, 5, 4])).shape // => [3, 5, 4]
 */
export class TransformerDecoderLayer extends TransformerLayer {
  /** The attention to the memory, under its key in the state dict: see `multiheadAttn`. */
  declare readonly multihead_attn: MultiheadAttention;
  /** Of the linear layers. */
  declare readonly norm3: LayerNorm;
  /** Of the linear layers. */
  declare readonly dropout3: Dropout;

  constructor(dModel: number, nhead: number, options: TransformerLayerOptions = {}) {
    super(dModel, nhead, options, ["self_attn", "multihead_attn"]);
  }

  /** The attention to the memory. */
  get multiheadAttn(): MultiheadAttention {
    return this.multihead_attn;
  }

  forward(tgt: Tensor, memory: Tensor, masks: DecoderLayerMasks = {}): Tensor {
    const { tgtMask = null, tgtKeyPaddingMask = null, tgtIsCausal = false } = masks;
    const { memoryMask = null, memoryKeyPaddingMask = null, memoryIsCausal = false } = masks;
    const ofTarget = {
      attnMask: tgtMask,
      keyPaddingMask: tgtKeyPaddingMask,
      isCausal: tgtIsCausal,
      needWeights: false,
    };
    const ofMemory = {
      attnMask: memoryMask,
      keyPaddingMask: memoryKeyPaddingMask,
      isCausal: memoryIsCausal,
      needWeights: false,
    };
    const attended = this.around(tgt, this.norm1, (x) =>
      this.dropout1.forward(this.self_attn.forward(x, x, x, ofTarget)[0]),
    );
    const informed = this.around(attended, this.norm2, (x) =>
      this.dropout2.forward(this.multihead_attn.forward(x, memory, memory, ofMemory)[0]),
    );
    return this.around(informed, this.norm3, (x) => this.dropout3.forward(this.feedForward(x)));
  }
}
