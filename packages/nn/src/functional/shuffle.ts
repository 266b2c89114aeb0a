import { labelled, type Tensor } from "@flambeau/core";

function checkImage(name: string, factorName: string, input: Tensor, factor: number): void {
  if (input.ndim < 3)
    throw new Error(
      `${name} expects input to have at least 3 dimensions, but got input with ${input.ndim} dimension(s)`,
    );
  if (!(factor > 0)) throw new Error(`${name} expects a positive ${factorName}, but got ${factor}`);
}

/**
 * Makes images larger by channels: r² of them become blocks of r by r pixels.
 *
 * - input: `[..., C r², H, W]`, output: `[..., C, H r, W r]`
 *
 * @throws {Error} if the channels are not divisible by r²
 * @example
 * functional.pixelShuffle(zeros([1, 8, 2, 2]), 2).shape // => [1, 2, 4, 4]
 */
export function pixelShuffle(input: Tensor, upscaleFactor: number): Tensor {
  checkImage("pixel_shuffle", "upscale_factor", input, upscaleFactor);
  const [channels, height, width] = input.shape.slice(-3) as [number, number, number];
  const r = upscaleFactor;
  if (channels % (r * r) !== 0)
    throw new Error(
      `pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input.size(-3)=${channels} is not divisible by ${r * r}`,
    );
  const batch = input.shape.slice(0, -3);
  const n = batch.length;
  const parts = input.reshape([...batch, channels / (r * r), r, r, height, width]);
  const moved = parts.permute([...batch.map((_, d) => d), n, n + 3, n + 1, n + 4, n + 2]);
  return labelled(moved.reshape([...batch, channels / (r * r), height * r, width * r]), "PixelShuffleBackward0");
}

/**
 * Undoes `pixelShuffle`: blocks of r by r pixels become r² channels.
 *
 * - input: `[..., C, H r, W r]`, output: `[..., C r², H, W]`
 *
 * @throws {Error} if height or width is not divisible by r
 * @example
 * functional.pixelUnshuffle(zeros([1, 2, 4, 4]), 2).shape // => [1, 8, 2, 2]
 */
export function pixelUnshuffle(input: Tensor, downscaleFactor: number): Tensor {
  checkImage("pixel_unshuffle", "downscale_factor", input, downscaleFactor);
  const [channels, height, width] = input.shape.slice(-3) as [number, number, number];
  const r = downscaleFactor;
  for (const [name, size, dim] of [
    ["height", height, -2],
    ["width", width, -1],
  ] as const)
    if (size % r !== 0)
      throw new Error(
        `pixel_unshuffle expects ${name} to be divisible by downscale_factor, but input.size(${dim})=${size} is not divisible by ${r}`,
      );
  const batch = input.shape.slice(0, -3);
  const n = batch.length;
  const parts = input.reshape([...batch, channels, height / r, r, width / r, r]);
  const moved = parts.permute([...batch.map((_, d) => d), n, n + 2, n + 4, n + 1, n + 3]);
  return labelled(moved.reshape([...batch, channels * r * r, height / r, width / r]), "PixelUnshuffleBackward0");
}

/**
 * Deals the channels of each group out to all groups.
 *
 * - input: `[N, C, ...]`, output: the same shape
 *
 * @throws {Error} if the channels are not divisible by `groups`
 * @example
 * functional.channelShuffle(arange(4).reshape([1, 4, 1]), 2).flatten().tolist() // => [0, 2, 1, 3]
 */
export function channelShuffle(input: Tensor, groups: number): Tensor {
  if (input.ndim <= 2)
    throw new Error(
      `channel_shuffle expects input with > 2 dims, but got input with sizes [${input.shape.join(", ")}]`,
    );
  const [n, channels, ...rest] = input.shape as [number, number, ...number[]];
  if (!(groups > 0))
    throw new Error(`Number of groups to divide channels in must be positive. Value of groups:${groups}`);
  if (channels % groups !== 0)
    throw new Error(`Number of channels must be divisible by groups. Got ${channels} channels and ${groups} groups.`);
  const dealt = input.reshape([n, groups, channels / groups, ...rest]).transpose(1, 2);
  return labelled(dealt.reshape(input.shape), "ChannelShuffleBackward0");
}
