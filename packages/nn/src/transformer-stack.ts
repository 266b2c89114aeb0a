import { deepcopy, isGradEnabled, type Tensor } from "@flambeau/core";
import { additiveMask, causalMask } from "./functional/attention-mask.js";
import { gelu } from "./functional/gate.js";
import { relu } from "./functional/rectifier.js";
import { GELU } from "./gate.js";
import { Module } from "./module.js";
import { ModuleList } from "./module-list.js";
import { ReLU } from "./rectifier.js";
import { type DecoderLayerMasks, TransformerEncoderLayer } from "./transformer-layer.js";

/** `count` copies of a layer, which begin with the same parameters. */
function clones<L extends Module>(layer: L, count: number): ModuleList<L> {
  return new ModuleList(Array.from({ length: count }, () => deepcopy(layer)));
}

/** Whether batches come before time in a layer. */
function isBatchFirst(layer: Module): boolean {
  return (layer as Partial<TransformerEncoderLayer>).self_attn?.batchFirst ?? false;
}

/** What is said of a mask, or else whether it is the causal one of all steps. */
function isCausalMask(mask: Tensor | null, said: boolean | null, x: Tensor, batchFirst: boolean): boolean {
  if (said !== null || mask === null) return said === true;
  const steps = x.shape[x.ndim === 3 && batchFirst ? 1 : 0]!;
  if (String(mask.shape) !== String([steps, steps])) return false;
  return Boolean(
    mask
      .eq(causalMask(steps, steps, mask.dtype))
      .all()
      .item(),
  );
}

/** Options of `TransformerEncoder`. */
export interface TransformerEncoderOptions {
  /** Normalises what the last layer gives; default none. */
  readonly norm?: Module<Tensor> | null;
  /** Give zeros at padding where no gradient is recorded, as PyTorch's fast path does; default true. */
  readonly enableNestedTensor?: boolean;
  /** Only for PyTorch's sake: masks are always checked. */
  readonly maskCheck?: boolean;
}

/** Options of a call of `TransformerEncoder`. */
export interface EncoderMasks {
  /** What to leave out, `[L, L]` or `[N * nhead, L, L]`: bool, where true leaves out, or numbers to add to the scores; default none. */
  readonly mask?: Tensor | null;
  /** Positions to leave out, `[N, L]`, or `[L]` without batches: bool or numbers as in `mask`; default none. */
  readonly srcKeyPaddingMask?: Tensor | null;
  /** Whether `mask` is the causal one; default: find out. */
  readonly isCausal?: boolean | null;
}

/**
 * Encoder layers on top of each other: copies of one, which begin with the same parameters.
 *
 * - src: `[L, N, dModel]`, `[N, L, dModel]` if the layer has `batchFirst`, or `[L, dModel]`; output: the same shape
 *
 * In evaluation, where no gradient is recorded, padding at the end of sequences comes out of the layers as zeros, as from PyTorch's
 * fast path. That takes a layer with `batchFirst`, an even number of heads and the usual options; otherwise there is a warning.
 *
 * @example
 * const layer = new TransformerEncoderLayer(4, 2, { dimFeedforward: 8, batchFirst: true });
 * new TransformerEncoder(layer, 2).forward(zeros([5, 3, 4])).shape // => [5, 3, 4]
 */
export class TransformerEncoder extends Module<Tensor> {
  /** The layers. */
  readonly layers: ModuleList<Module<Tensor>>;
  /** Normalises what the last layer gives; null if nothing does. */
  readonly norm: Module<Tensor> | null;
  /** As the option said. */
  readonly enableNestedTensor: boolean;
  /** Whether padding comes out as zeros where no gradient is recorded. */
  readonly useNestedTensor: boolean;
  /** As the option said. */
  readonly maskCheck: boolean;

  constructor(
    encoderLayer: Module<Tensor>,
    /** How many layers there are. */
    readonly numLayers: number,
    { norm = null, enableNestedTensor = true, maskCheck = true }: TransformerEncoderOptions = {},
  ) {
    super();
    this.layers = clones(encoderLayer, numLayers);
    this.norm = norm;
    this.enableNestedTensor = enableNestedTensor;
    this.maskCheck = maskCheck;
    const obstacle = enableNestedTensor ? obstacleOf(encoderLayer) : null;
    this.useNestedTensor = enableNestedTensor && obstacle === null;
    if (obstacle !== null)
      console.warn(`enable_nested_tensor is True, but self.use_nested_tensor is False because ${obstacle}`);
  }

  forward(src: Tensor, { mask = null, srcKeyPaddingMask = null, isCausal = null }: EncoderMasks = {}): Tensor {
    const padding = additiveMask(srcKeyPaddingMask, "src_key_padding_mask", src.dtype, [mask, "mask"]);
    const srcMask = additiveMask(mask, "mask", src.dtype);
    const masks = {
      srcMask,
      srcKeyPaddingMask: padding,
      isCausal: isCausalMask(srcMask, isCausal, src, isBatchFirst(this.layers.at(0))),
    };
    let x = src;
    for (const layer of this.layers) x = layer.forward(x, masks);
    if (padding !== null && srcMask === null && this.dropsPadding(src, padding))
      x = x.maskedFill(padding.ne(0).unsqueeze(-1), 0);
    return this.norm === null ? x : this.norm.forward(x);
  }

  private dropsPadding(src: Tensor, padding: Tensor): boolean {
    const first = this.layers.at(0);
    if (!this.useNestedTensor || first.training || src.ndim !== 3) return false;
    if (isGradEnabled() && [src, ...first.parameters()].some((x) => x.requiresGrad)) return false;
    const isPadding = padding.ne(0);
    const steps = isPadding.shape[1]!;
    const isFollowed = isPadding.narrow(1, 0, steps - 1).gt(isPadding.narrow(1, 1, steps - 1));
    return !isFollowed.any().item();
  }
}

/** Why PyTorch has no fast path for a layer; null if it has one. */
function obstacleOf(layer: Module): string | null {
  if (!(layer instanceof TransformerEncoderLayer)) return "encoder_layer was not TransformerEncoderLayer";
  const { self_attn: attention, activation, norm1, norm2 } = layer;
  const isUsual =
    activation === relu || activation === gelu || activation instanceof ReLU || activation instanceof GELU;
  if (layer.normFirst) return "encoder_layer.norm_first was True";
  if (!attention.batchFirst)
    return "encoder_layer.self_attn.batch_first was not True(use batch_first for better inference performance)";
  if (attention.in_proj_weight === null) return "encoder_layer.self_attn._qkv_same_embed_dim was not True";
  if (attention.in_proj_bias === null) return "encoder_layer.self_attn was passed bias=False";
  if (!isUsual) return "encoder_layer.activation_relu_or_gelu was not True";
  if (norm1.eps !== norm2.eps) return "encoder_layer.norm1.eps was not equal to encoder_layer.norm2.eps";
  return attention.numHeads % 2 === 1 ? "encoder_layer.self_attn.num_heads is odd" : null;
}

/** Options of `TransformerDecoder`. */
export interface TransformerDecoderOptions {
  /** Normalises what the last layer gives; default none. */
  readonly norm?: Module<Tensor> | null;
}

/** Options of a call of `TransformerDecoder`. */
export interface DecoderMasks extends Omit<DecoderLayerMasks, "tgtIsCausal"> {
  /** Whether `tgtMask` is the causal one; default: find out. */
  readonly tgtIsCausal?: boolean | null;
}

/**
 * Decoder layers on top of each other: copies of one, which begin with the same parameters.
 *
 * - tgt: `[L, N, dModel]`, memory: `[S, N, dModel]`; N first if the layer has `batchFirst`; or without N; output: the shape of `tgt`
 *
 * @example
 * const decoder = new TransformerDecoder(new TransformerDecoderLayer(4, 2, { dimFeedforward: 8 }), 2);
 * decoder.forward(zeros([3, 5, 4]), zeros([6, 5, 4])).shape // => [3, 5, 4]
 */
export class TransformerDecoder extends Module<Tensor> {
  /** The layers. */
  readonly layers: ModuleList<Module<Tensor>>;
  /** Normalises what the last layer gives; null if nothing does. */
  readonly norm: Module<Tensor> | null;

  constructor(
    decoderLayer: Module<Tensor>,
    /** How many layers there are. */
    readonly numLayers: number,
    { norm = null }: TransformerDecoderOptions = {},
  ) {
    super();
    this.layers = clones(decoderLayer, numLayers);
    this.norm = norm;
  }

  forward(tgt: Tensor, memory: Tensor, masks: DecoderMasks = {}): Tensor {
    const { tgtMask = null, tgtIsCausal = null } = masks;
    const isCausal = isCausalMask(tgtMask, tgtIsCausal, tgt, isBatchFirst(this.layers.at(0)));
    let x = tgt;
    for (const layer of this.layers) x = layer.forward(x, memory, { ...masks, tgtIsCausal: isCausal });
    return this.norm === null ? x : this.norm.forward(x);
  }
}
