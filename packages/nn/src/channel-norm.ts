import { type Float, ones, type Tensor, tensor, zeros } from "@flambeau/core";
import { batchNorm, instanceNorm } from "./functional/normalization.js";
import { ones_, zeros_ } from "./init/constant.js";
import type { FactoryOptions } from "./linear.js";
import { Module } from "./module.js";
import { givenNumber, keptNumber, pythonArguments } from "./module-text.js";
import { Parameter } from "./parameter.js";
import { addStateHook } from "./state-hooks.js";

/** Options of the batch and instance normalisations. */
export interface ChannelNormOptions extends FactoryOptions {
  /** Added to the variance; default 1e-5. */
  readonly eps?: number | Float;
  /** How far running means and variances follow; null takes the mean of all so far; default 0.1. */
  readonly momentum?: number | Float | null;
  /** Whether channels are scaled and shifted; the default depends on the layer. */
  readonly affine?: boolean;
  /** Whether running means and variances are kept; the default depends on the layer. */
  readonly trackRunningStats?: boolean;
  /** Whether channels are shifted, if they are scaled; default true. */
  readonly bias?: boolean;
}

/** What batch and instance normalisations have in common: a scale, a shift and running numbers for each channel. */
abstract class ChannelNorm extends Module<Tensor> {
  /** Added to the variance. */
  readonly eps: number;
  /** How far running means and variances follow. */
  momentum: number | null;
  /** Whether channels are scaled and shifted. */
  readonly affine: boolean;
  /** Whether running means and variances are kept. */
  readonly trackRunningStats: boolean;
  /** A factor for each channel. */
  readonly weight: Parameter | null;
  /** What is added to each channel. */
  readonly bias: Parameter | null;
  /** The buffer, under its key in the state dict: see `runningMean`. */
  declare running_mean: Tensor | null;
  /** The buffer, under its key in the state dict: see `runningVar`. */
  declare running_var: Tensor | null;
  /** The buffer, under its key in the state dict: see `numBatchesTracked`. */
  declare num_batches_tracked: Tensor | null;

  constructor(
    /** How many channels there are. */
    readonly numFeatures: number,
    options: ChannelNormOptions,
    defaults: { readonly affine: boolean; readonly trackRunningStats: boolean },
  ) {
    super();
    const { eps = 1e-5, momentum = 0.1, affine, trackRunningStats, bias = true, ...factory } = options;
    this.eps = keptNumber(this, "eps", eps);
    this.momentum = keptNumber(this, "momentum", momentum);
    this.affine = affine ?? defaults.affine;
    this.trackRunningStats = trackRunningStats ?? defaults.trackRunningStats;
    this.weight = this.affine ? new Parameter(ones([numFeatures], factory)) : null;
    this.bias = this.affine && bias ? new Parameter(zeros([numFeatures], factory)) : null;
    const tracks = this.trackRunningStats;
    this.registerBuffer("running_mean", tracks ? zeros([numFeatures], factory) : null);
    this.registerBuffer("running_var", tracks ? ones([numFeatures], factory) : null);
    this.registerBuffer("num_batches_tracked", tracks ? tensor(0) : null);
    // checkpoints of old have no count
    addStateHook(this, "beforeLoad", (module, state, prefix) => {
      const { num_batches_tracked: count } = module as ChannelNorm;
      if (count !== null) state[`${prefix}num_batches_tracked`] ??= count;
    });
  }

  /** The running means of the channels; null if they are not kept. */
  get runningMean(): Tensor | null {
    return this.running_mean;
  }

  /** The running variances of the channels; null if they are not kept. */
  get runningVar(): Tensor | null {
    return this.running_var;
  }

  /** How many batches the running numbers have followed, a 0-d tensor; null if they are not kept. */
  get numBatchesTracked(): Tensor | null {
    return this.num_batches_tracked;
  }

  /** Forgets the running numbers. */
  resetRunningStats(): void {
    this.running_mean?.zero_();
    this.running_var?.fill_(1);
    this.num_batches_tracked?.zero_();
  }

  /** Sets everything to its start. */
  resetParameters(): void {
    this.resetRunningStats();
    if (this.weight !== null) ones_(this.weight);
    if (this.bias !== null) zeros_(this.bias);
  }

  /** Numbers of dimensions that an input may have. */
  protected abstract get dimensions(): readonly number[];

  protected checkDimensions(input: Tensor): void {
    if (this.dimensions.includes(input.ndim)) return;
    const allowed = this.dimensions.map((n) => `${n}D`).join(" or ");
    throw new Error(`expected ${allowed} input (got ${input.ndim}D input)`);
  }

  override extraRepr(): string {
    const options = {
      eps: givenNumber(this, "eps"),
      momentum: givenNumber(this, "momentum"),
      affine: this.affine,
      bias: this.bias !== null,
      track_running_stats: this.trackRunningStats,
    };
    return `${this.numFeatures}, ${pythonArguments(options)}`;
  }
}

/** What the batch normalisations have in common. */
export abstract class BatchNorm extends ChannelNorm {
  constructor(numFeatures: number, options: ChannelNormOptions = {}) {
    super(numFeatures, options, { affine: true, trackRunningStats: true });
  }

  forward(input: Tensor): Tensor {
    this.checkDimensions(input);
    const { training, trackRunningStats } = this;
    const tracked = this.num_batches_tracked;
    if (training && trackRunningStats) tracked?.add_(1);
    const momentum = this.momentum ?? (training && tracked !== null ? 1 / Number(tracked.item()) : 0);
    const keep = !training || trackRunningStats;
    return batchNorm(input, keep ? this.running_mean : null, keep ? this.running_var : null, this.weight, this.bias, {
      training: training || (this.running_mean === null && this.running_var === null),
      momentum,
      eps: this.eps,
    });
  }
}

abstract class InstanceNorm extends ChannelNorm {
  constructor(numFeatures: number, options: ChannelNormOptions = {}) {
    super(numFeatures, options, { affine: false, trackRunningStats: false });
  }

  forward(input: Tensor): Tensor {
    this.checkDimensions(input);
    const [unbatched] = this.dimensions as readonly [number];
    const dim = input.ndim - unbatched;
    if (input.shape[dim] !== this.numFeatures) {
      if (this.affine)
        throw new Error(
          `expected input's size at dim=${dim} to match num_features (${this.numFeatures}), but got: ${input.shape[dim]}.`,
        );
      console.warn(
        `input's size at dim=${dim} does not match num_features. You can silence this warning by not passing in num_features, which is not used because affine=False`,
      );
    }
    const batch = input.ndim === unbatched ? input.unsqueeze(0) : input;
    const result = instanceNorm(batch, this.running_mean, this.running_var, this.weight, this.bias, {
      useInputStats: this.training || !this.trackRunningStats,
      momentum: this.momentum ?? 0,
      eps: this.eps,
    });
    return input.ndim === unbatched ? result.squeeze(0) : result;
  }
}

/**
 * Gives each channel mean 0 and variance 1: those of the batch in training, else those of the batches so far. Then scales and shifts it.
 *
 * - input: `[N, C]` or `[N, C, L]`, output: the same shape
 * - `weight`: `[C]`, ones at first; `bias`: `[C]`, zeros at first
 *
 * @example
 * new BatchNorm1d(3).forward(zeros([2, 3])).shape // => [2, 3]
 * Object.keys(new BatchNorm1d(3).stateDict())
 * // => ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"]
 */
export class BatchNorm1d extends BatchNorm {
  protected get dimensions(): readonly number[] {
    return [2, 3];
  }
}

/**
 * Gives each channel mean 0 and variance 1: those of the batch in training, else those of the batches so far. Then scales and shifts it.
 *
 * - input: `[N, C, H, W]`, output: the same shape
 * - `weight`: `[C]`, ones at first; `bias`: `[C]`, zeros at first
 *
 * @example
 * new BatchNorm2d(3).forward(zeros([2, 3, 1, 1])).shape // => [2, 3, 1, 1]
 * Object.keys(new BatchNorm2d(3).stateDict())
 * // => ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"]
 */
export class BatchNorm2d extends BatchNorm {
  protected get dimensions(): readonly number[] {
    return [4];
  }
}

/**
 * Gives each channel mean 0 and variance 1: those of the batch in training, else those of the batches so far. Then scales and shifts it.
 *
 * - input: `[N, C, D, H, W]`, output: the same shape
 * - `weight`: `[C]`, ones at first; `bias`: `[C]`, zeros at first
 *
 * @example
 * new BatchNorm3d(3).forward(zeros([2, 3, 1, 1, 1])).shape // => [2, 3, 1, 1, 1]
 * Object.keys(new BatchNorm3d(3).stateDict())
 * // => ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"]
 */
export class BatchNorm3d extends BatchNorm {
  protected get dimensions(): readonly number[] {
    return [5];
  }
}

/**
 * Gives each channel of each input mean 0 and variance 1; scales and shifts it if `affine` is set.
 *
 * - input: `[N, C, L]` or `[C, L]`, output: the same shape
 *
 * @example
 * new InstanceNorm1d(3).forward(zeros([2, 3, 4])).shape // => [2, 3, 4]
 */
export class InstanceNorm1d extends InstanceNorm {
  protected get dimensions(): readonly number[] {
    return [2, 3];
  }
}

/**
 * Gives each channel of each input mean 0 and variance 1; scales and shifts it if `affine` is set.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`, output: the same shape
 *
 * @example
 * new InstanceNorm2d(3).forward(zeros([2, 3, 4, 4])).shape // => [2, 3, 4, 4]
 */
export class InstanceNorm2d extends InstanceNorm {
  protected get dimensions(): readonly number[] {
    return [3, 4];
  }
}

/**
 * Gives each channel of each input mean 0 and variance 1; scales and shifts it if `affine` is set.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`, output: the same shape
 *
 * @example
 * new InstanceNorm3d(3).forward(zeros([2, 3, 2, 2, 2])).shape // => [2, 3, 2, 2, 2]
 */
export class InstanceNorm3d extends InstanceNorm {
  protected get dimensions(): readonly number[] {
    return [4, 5];
  }
}
