import {
  type DType,
  fill,
  int32,
  labelled,
  linspace,
  onesLike,
  type Shape,
  stack,
  type Tensor,
  UnsupportedKernelError,
} from "@flambeau/core";

/** Options of functions about grids. */
export interface GridOptions {
  /**
   * Whether -1 and 1 are the centers of the outermost pixels rather than their outer edges; default false. PyTorch warns where it is
   * left out.
   */
  readonly alignCorners?: boolean | null;
}

/** Options of `gridSample`. */
export interface GridSampleOptions extends GridOptions {
  /** How values between pixels are found; default `"bilinear"`, which is trilinear in volumes. */
  readonly mode?: "bilinear" | "nearest" | "bicubic";
  /** What lies outside: zeros, the outermost pixels, or a mirror at the edge; default `"zeros"`. */
  readonly paddingMode?: "zeros" | "border" | "reflection";
}

function cornersOf(alignCorners: boolean | null): boolean {
  if (alignCorners === null)
    console.warn(
      "Default grid_sample and affine_grid behavior has changed to align_corners=False since 1.3.0. Please specify align_corners=True if the old behavior is desired. See the documentation of grid_sample for details.",
    );
  return alignCorners ?? false;
}

/** One spatial dimension of what is sampled. */
interface Axis {
  readonly size: number;
  readonly corners: boolean;
  readonly padding: NonNullable<GridSampleOptions["paddingMode"]>;
}

/** Places in pixels, given places between -1 and 1. */
function inPixels(x: Tensor, { size, corners }: Axis): Tensor {
  const up = x.add(1);
  return corners ? up.mul((size - 1) / 2) : up.mul(size / 2).sub(0.5);
}

/** At the edges and beyond them there is no slope; what is no number goes to the first pixel. */
function clipped(x: Tensor, { size }: Axis): Tensor {
  const isInside = x.gt(0).logicalAnd(x.lt(size - 1));
  const edge = x
    .ge(size - 1)
    .to(x.dtype)
    .mul(size - 1);
  return x.where(isInside, edge);
}

/** Goes back and forth between the edges. */
function reflected(x: Tensor, { size, corners }: Axis): Tensor {
  const low = corners ? 0 : -0.5;
  const span = corners ? size - 1 : size;
  if (span === 0) return fill(x, 0);
  const shift = x.sub(low);
  const distance = shift.where(shift.ge(0), shift.neg()).fmod(2 * span);
  return distance.where(distance.lt(span), distance.neg().add(2 * span)).add(low);
}

/** Places that the padding has brought inside; zeros leave them where they are. */
function padded(x: Tensor, axis: Axis): Tensor {
  if (axis.padding === "zeros") return x;
  return clipped(axis.padding === "reflection" ? reflected(x, axis) : x, axis);
}

/** A pixel along one axis, and how much of it there is. */
interface Tap {
  readonly pixel: Tensor;
  readonly weight: Tensor;
}

/** Powers of `x` with these factors, the highest first. */
function polynomial(x: Tensor, factors: readonly [number, number, number, number]): Tensor {
  const [a, b, c, d] = factors;
  return x.mul(a).add(b).mul(x).add(c).mul(x).add(d);
}
/** A cubic convolution with slope -0.75 at one pixel, within one pixel and beyond. */
const near = (x: Tensor): Tensor => polynomial(x, [1.25, -2.25, 0, 1]);
const far = (x: Tensor): Tensor => polynomial(x, [-0.75, 3.75, -6, 3]);

function tapsOf(x: Tensor, mode: NonNullable<GridSampleOptions["mode"]>, axis: Axis): Tap[] {
  const place = inPixels(x, axis);
  if (mode === "nearest") {
    const at = padded(place, axis);
    return [{ pixel: at.detach().round(), weight: fill(at, 1) }];
  }
  const at = mode === "bilinear" ? padded(place, axis) : place;
  const first = at.detach().floor();
  const part = at.sub(first);
  const rest = part.neg().add(1);
  if (mode === "bilinear")
    return [
      { pixel: first, weight: rest },
      { pixel: first.add(1), weight: part },
    ];
  return [far(part.add(1)), near(part), near(rest), far(rest.add(1))].map((weight, i) => ({
    pixel: padded(first.add(i - 1), axis),
    weight,
  }));
}

/** A pixel along all axes so far: its number in row-major order, whether it is inside, and how much of it there is. */
interface Pixel {
  readonly number: Tensor;
  readonly isInside: Tensor;
  readonly weight: Tensor;
}

/** All pixels that a place is made of, the last axis walked first. */
function pixelsOf(axes: readonly Axis[], taps: readonly (readonly Tap[])[]): Pixel[] {
  const perAxis = taps.map((list, i) =>
    list.map(({ pixel, weight }): Pixel => {
      const isInside = pixel.ge(0).logicalAnd(pixel.lt(axes[i]!.size));
      return { number: pixel.where(isInside, 0).to(int32), isInside, weight };
    }),
  );
  return perAxis.reduce((pixels, own, i) =>
    pixels.flatMap((outer) =>
      own.map((inner) => ({
        number: outer.number.mul(axes[i]!.size).add(inner.number),
        isInside: outer.isInside.logicalAnd(inner.isInside),
        weight: outer.weight.mul(inner.weight),
      })),
    ),
  );
}

function checkGrid(input: Tensor, grid: Tensor, mode: string): void {
  const shown = (x: Tensor): string => `[${x.shape.join(", ")}]`;
  const dims = input.ndim - 2;
  if (input.shape[0] !== grid.shape[0])
    throw new Error(
      `grid_sampler(): expected grid and input to have same batch size, but got input with sizes ${shown(input)} and grid with sizes ${shown(grid)}`,
    );
  if (grid.shape.at(-1) !== dims)
    throw new Error(
      `grid_sampler(): expected grid to have size ${dims} in last dimension, but got grid with sizes ${shown(grid)}`,
    );
  const empty = input.shape.findIndex((size, d) => d >= 2 && size === 0);
  if (empty >= 0)
    throw new Error(
      `grid_sampler(): expected input to have non-empty spatial dimensions, but input has sizes ${shown(input)} with dimension ${empty} being empty`,
    );
  const wanted = dims === 2 ? 4 : 5;
  if (input.ndim !== wanted || grid.ndim !== wanted)
    throw new Error(
      `grid_sampler(): expected ${wanted}D input and grid with same number of dimensions, but got input with sizes ${shown(input)} and grid with sizes ${shown(grid)}`,
    );
  if (mode === "bicubic" && dims === 3) throw new Error("grid_sampler(): bicubic interpolation only supports 4D input");
  if (!input.dtype.isFloatingPoint)
    throw new UnsupportedKernelError(
      dims === 2 ? "grid_sampler_2d_cpu_kernel_impl" : "grid_sampler3d_cpu",
      input.dtype,
    );
  if (input.dtype !== grid.dtype)
    throw new TypeError(`expected scalar type ${input.dtype.title} but found ${grid.dtype.title}`);
}

/**
 * The values of `input` at the places that `grid` names: x, then y, then z, from -1 at one end of a dimension to 1 at the other.
 *
 * - input: `[N, C, H, W]`, grid: `[N, ..., 2]`, output: `[N, C, ...]`; or the same with one dimension more, and 3 numbers per place
 *
 * @throws {Error} if the shapes do not fit
 * @throws {UnsupportedKernelError} for integers
 * @example
 * const x = tensor([[[[0.5, 1.5]]]]);
 * const grid = tensor([[[[0, 0], [0.5, 0]]]], { dtype: float32 });
 * functional.gridSample(x, grid, { alignCorners: true }).tolist() // => [[[[1, 1.25]]]]
 */
export function gridSample(input: Tensor, grid: Tensor, options: GridSampleOptions = {}): Tensor {
  const { mode = "bilinear", paddingMode: padding = "zeros", alignCorners = null } = options;
  if (!["bilinear", "nearest", "bicubic"].includes(mode))
    throw new Error(
      `nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: '${mode}'`,
    );
  if (!["zeros", "border", "reflection"].includes(padding))
    throw new Error(
      `nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or 'reflection', but got: '${padding}'`,
    );
  const corners = cornersOf(alignCorners);
  checkGrid(input, grid, mode);
  const [n, channels, ...sizes] = input.shape as [number, number, ...number[]];
  const places = grid.shape.slice(1, -1);
  const product = (list: Shape): number => list.reduce((total, size) => total * size, 1);
  const count = product(places);
  const axes = sizes.map((size): Axis => ({ size, corners, padding }));
  const coordinates = grid.reshape([n, 1, count, sizes.length]).unbind(-1).reverse();
  const flat = input.reshape([n, channels, product(sizes)]);
  const taps = axes.map((axis, i) => tapsOf(coordinates[i]!, mode, axis));
  const parts = pixelsOf(axes, taps).map(({ number, isInside, weight }) => {
    const values = flat.gather(2, number.expand([n, channels, count]));
    return values.where(isInside, 0).mul(weight);
  });
  const sum = parts.reduce((total, part) => total.add(part));
  return labelled(sum.reshape([n, channels, ...places]), `GridSampler${sizes.length}DBackward0`);
}

/** The centers of pixels from -1 to 1, or those of the outermost at -1 and 1. */
function centers(count: number, corners: boolean, dtype: DType): Tensor {
  if (count <= 1) return linspace(0, 0, count, { dtype });
  const range = linspace(-1, 1, count, { dtype });
  return corners ? range : range.mul(count - 1).div(count);
}

/**
 * The grid with which `gridSample` makes affine pictures of its input.
 *
 * - theta: `[N, 2, 3]` for `size` `[N, C, H, W]`, output: `[N, H, W, 2]`
 * - theta: `[N, 3, 4]` for `size` `[N, C, D, H, W]`, output: `[N, D, H, W, 3]`
 *
 * @throws {Error} if theta and size do not fit
 * @example
 * const same = tensor([[[1, 0, 0], [0, 1, 0]]], { dtype: float32 });
 * functional.affineGrid(same, [1, 1, 1, 2], { alignCorners: false }).tolist() // => [[[[-0.5, 0], [0.5, 0]]]]
 */
export function affineGrid(theta: Tensor, size: Shape, { alignCorners = null }: GridOptions = {}): Tensor {
  const corners = cornersOf(alignCorners);
  if (!theta.dtype.isFloatingPoint)
    throw new Error(`Expected theta to have floating point type, but got torch.${theta.dtype.name}`);
  const shown = `(${size.join(", ")})`;
  const dims = size.length - 2;
  if (dims !== 2 && dims !== 3)
    throw new Error(
      `affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively. Got size ${shown}.`,
    );
  if (theta.ndim !== 3 || theta.shape[1] !== dims || theta.shape[2] !== dims + 1)
    throw new Error(
      `Expected a batch of ${dims}D affine matrices of shape Nx${dims}x${dims + 1} for size ${shown}. Got torch.Size([${theta.shape.join(", ")}]).`,
    );
  const spatial = size.slice(2);
  if (corners && Math.min(...spatial) === 1)
    console.warn(
      "Since version 1.3.0, affine_grid behavior has changed for unit-size grids when align_corners=True. This is not an intended use case of affine_grid. See the documentation of affine_grid for details.",
    );
  else if (Math.min(...size) <= 0) throw new Error(`Expected non-zero, positive output size. Got ${shown}`);
  const axes = spatial.map((count, d) =>
    centers(count, corners, theta.dtype)
      .reshape(spatial.map((_, other) => (other === d ? -1 : 1)))
      .expand(spatial),
  );
  const places = stack([...axes.toReversed(), onesLike(axes[0]!)], -1).reshape([1, -1, dims + 1]);
  const batch = size[0]!;
  const grid = places.expand([batch, -1, -1]).bmm(theta.transpose(1, 2));
  return labelled(grid.reshape([batch, ...spatial, dims]), "AffineGridGeneratorBackward0");
}
