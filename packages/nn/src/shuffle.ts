import type { Tensor } from "@flambeau/core";
import { channelShuffle, pixelShuffle, pixelUnshuffle } from "./functional/shuffle.js";
import { Module } from "./module.js";
import { pythonArguments } from "./module-text.js";

/**
 * Makes images larger by channels: r² of them become blocks of r by r pixels.
 *
 * - input: `[..., C r², H, W]`, output: `[..., C, H r, W r]`
 *
 * @example
 * new PixelShuffle(2).forward(zeros([1, 8, 2, 2])).shape // => [1, 2, 4, 4]
 */
export class PixelShuffle extends Module<Tensor> {
  constructor(
    /** r */
    readonly upscaleFactor: number,
  ) {
    super();
  }

  forward(input: Tensor): Tensor {
    return pixelShuffle(input, this.upscaleFactor);
  }

  override extraRepr(): string {
    return pythonArguments({ upscale_factor: this.upscaleFactor });
  }
}

/**
 * Undoes `PixelShuffle`: blocks of r by r pixels become r² channels.
 *
 * - input: `[..., C, H r, W r]`, output: `[..., C r², H, W]`
 *
 * @example
 * new PixelUnshuffle(2).forward(zeros([1, 2, 4, 4])).shape // => [1, 8, 2, 2]
 */
export class PixelUnshuffle extends Module<Tensor> {
  constructor(
    /** r */
    readonly downscaleFactor: number,
  ) {
    super();
  }

  forward(input: Tensor): Tensor {
    return pixelUnshuffle(input, this.downscaleFactor);
  }

  override extraRepr(): string {
    return pythonArguments({ downscale_factor: this.downscaleFactor });
  }
}

/**
 * Deals the channels of each group out to all groups.
 *
 * - input: `[N, C, ...]`, output: the same shape
 *
 * @example
 * new ChannelShuffle(2).forward(arange(4).reshape([1, 4, 1])).flatten().tolist() // => [0, 2, 1, 3]
 */
export class ChannelShuffle extends Module<Tensor> {
  constructor(
    /** How many groups there are. */
    readonly groups: number,
  ) {
    super();
  }

  forward(input: Tensor): Tensor {
    return channelShuffle(input, this.groups);
  }

  override extraRepr(): string {
    return pythonArguments({ groups: this.groups });
  }
}
