import type { Tensor } from "@flambeau/core";
import { causalMask } from "./functional/attention-mask.js";
import { xavierUniform_ } from "./init/fan.js";
import type { FactoryOptions } from "./linear.js";
import { Module } from "./module.js";
import { LayerNorm } from "./normalization.js";
import { TransformerDecoderLayer, TransformerEncoderLayer, type TransformerLayerOptions } from "./transformer-layer.js";
import { type DecoderMasks, TransformerDecoder, TransformerEncoder } from "./transformer-stack.js";

/** Options of `Transformer`. */
export interface TransformerOptions extends TransformerLayerOptions {
  /** Size of the last dimension of sequences; default 512. */
  readonly dModel?: number;
  /** How many heads each attention has; default 8. */
  readonly nhead?: number;
  /** How many layers the encoder has; default 6. */
  readonly numEncoderLayers?: number;
  /** How many layers the decoder has; default 6. */
  readonly numDecoderLayers?: number;
  /** In place of the encoder; called as a `TransformerEncoder`; default none. */
  readonly customEncoder?: Module<Tensor> | null;
  /** In place of the decoder; called as a `TransformerDecoder`; default none. */
  readonly customDecoder?: Module<Tensor> | null;
}

/** Options of a call of `Transformer`. */
export interface TransformerMasks extends DecoderMasks {
  /** What to leave out of the source, `[S, S]` or `[N * nhead, S, S]`: bool, where true leaves out, or numbers to add to the scores; default none. */
  readonly srcMask?: Tensor | null;
  /** Positions of the source to leave out, `[N, S]`, or `[S]` without batches, as in `srcMask`; default none. */
  readonly srcKeyPaddingMask?: Tensor | null;
  /** Whether `srcMask` is the causal one; default: find out. */
  readonly srcIsCausal?: boolean | null;
}

/**
 * An encoder that reads a source and a decoder that reads what it made beside a target, as in "Attention Is All You Need".
 *
 * - src: `[S, N, dModel]`, tgt: `[L, N, dModel]`; N first if `batchFirst`; or without N; output: the shape of `tgt`
 * - matrices are drawn from Xavier's uniform distribution
 *
 * @throws {Error} if sizes do not fit
 * @example
 * const model = new Transformer({ dModel: 4, nhead: 2, numEncoderLayers: 1, numDecoderLayers: 1, batchFirst: true });
 * const tgtMask = Transformer.generateSquareSubsequentMask(3);
 * model.forward(zeros([5, 6, 4]), zeros([5, 3, 4]), { tgtMask }).shape // => [5, 3, 4]
 */
export class Transformer extends Module<Tensor> {
  /** Reads the source. */
  readonly encoder: Module<Tensor>;
  /** Reads the target and what the encoder made. */
  readonly decoder: Module<Tensor>;
  /** Size of the last dimension of sequences. */
  readonly dModel: number;
  /** How many heads each attention has. */
  readonly nhead: number;
  /** Whether batches come before time. */
  readonly batchFirst: boolean;

  constructor(options: TransformerOptions = {}) {
    super();
    const { dModel = 512, nhead = 8, numEncoderLayers = 6, numDecoderLayers = 6, batchFirst = false } = options;
    const {
      customEncoder = null,
      customDecoder = null,
      layerNormEps: eps = 1e-5,
      bias = true,
      dtype,
      device,
    } = options;
    const norm = (): LayerNorm => new LayerNorm(dModel, { eps, bias, ...({ dtype, device } satisfies FactoryOptions) });
    this.encoder =
      customEncoder ??
      new TransformerEncoder(new TransformerEncoderLayer(dModel, nhead, options), numEncoderLayers, { norm: norm() });
    this.decoder =
      customDecoder ??
      new TransformerDecoder(new TransformerDecoderLayer(dModel, nhead, options), numDecoderLayers, { norm: norm() });
    this.dModel = dModel;
    this.nhead = nhead;
    this.batchFirst = batchFirst;
    this.resetParameters();
  }

  /**
   * The mask that lets no step look at later ones: -∞ above the diagonal, 0 elsewhere.
   *
   * @param sz how many steps there are
   */
  static generateSquareSubsequentMask(sz: number, { dtype }: FactoryOptions = {}): Tensor {
    return causalMask(sz, sz, dtype);
  }

  /** The same as `Transformer.generateSquareSubsequentMask`. */
  generateSquareSubsequentMask(sz: number, options: FactoryOptions = {}): Tensor {
    return Transformer.generateSquareSubsequentMask(sz, options);
  }

  /** Draws all matrices anew. */
  resetParameters(): void {
    for (const parameter of this.parameters()) if (parameter.ndim > 1) xavierUniform_(parameter);
  }

  forward(src: Tensor, tgt: Tensor, masks: TransformerMasks = {}): Tensor {
    const { srcMask = null, srcKeyPaddingMask = null, srcIsCausal = null, ...ofDecoder } = masks;
    const batch = this.batchFirst ? 0 : 1;
    if (src.ndim === 3 && src.shape[batch] !== tgt.shape[batch])
      throw new Error("the batch number of src and tgt must be equal");
    if (src.shape.at(-1) !== this.dModel || tgt.shape.at(-1) !== this.dModel)
      throw new Error("the feature number of src and tgt must be equal to d_model");
    const memory = this.encoder.forward(src, { mask: srcMask, srcKeyPaddingMask, isCausal: srcIsCausal });
    return this.decoder.forward(tgt, memory, ofDecoder);
  }
}
