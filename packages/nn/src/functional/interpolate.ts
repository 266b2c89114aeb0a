import {
  adaptiveAvgPoolNd,
  applyUnary,
  bfloat16,
  type DType,
  float16,
  float32,
  float64,
  Layout,
  labelled,
  type Shape,
  type Taps,
  type Tensor,
  tensor,
  type UnaryOp,
  UnsupportedKernelError,
  uint8,
  unaryOp,
} from "@flambeau/core";
import {
  cubicTaps,
  filteredTaps,
  filters,
  linearTaps,
  nearestTaps,
  quantized,
  type Resizing,
  type Round,
  transposed,
} from "./taps.js";

/** Taps of each dimension; null leaves one as it is. */
type DimensionTaps = readonly (Taps | null)[];

const resampleOp: UnaryOp<DimensionTaps> = unaryOp<DimensionTaps>({
  name: "resample",
  layout: (x, taps) => Layout.of(x.shape.map((size, d) => (taps[d] ? taps[d].starts.length - 1 : size))),
  forward: (k, x, taps, out) => k.resample(x, taps, out),
  dx: (grad, { attr: taps, xLayout }) => {
    const back = taps.map((list, d) => list && transposed(list, xLayout.shape[d]!));
    return applyUnary(resampleOp, grad, back);
  },
});

/** How new elements are found. */
export type InterpolationMode =
  | "nearest"
  | "nearest-exact"
  | "linear"
  | "bilinear"
  | "trilinear"
  | "bicubic"
  | "lanczos"
  | "area";

/** The two ways of naming a size; one of them is needed. */
export interface TargetSize {
  /** Spatial sizes of the result, or one for all. */
  readonly size?: number | Shape | null;
  /** What spatial sizes are multiplied by, or one factor for all. */
  readonly scaleFactor?: number | Shape | null;
}

/** Options of `upsample`. */
export interface UpsampleOptions extends TargetSize {
  /** How new elements are found; default `"nearest"`. */
  readonly mode?: InterpolationMode;
  /** Whether the outermost elements keep their places; default false. Not for nearest elements and areas. */
  readonly alignCorners?: boolean | null;
}

/** Options of `interpolate`. */
export interface InterpolateOptions extends UpsampleOptions {
  /** Whether places follow the sizes that a factor leads to, rather than the factor; default false. */
  readonly recomputeScaleFactor?: boolean | null;
  /** Whether every element has a part in a smaller result; default false. For `"bilinear"`, `"bicubic"` and `"lanczos"`. */
  readonly antialias?: boolean;
}

/** The spatial sizes of the result, and the factors that places follow, if any. */
interface Target {
  readonly sizes: Shape;
  readonly factors: Shape | null;
}

function targetOf(input: Tensor, options: InterpolateOptions): Target {
  const { size = null, scaleFactor = null, recomputeScaleFactor = false, mode } = options;
  const spatial = input.shape.slice(2);
  const perDim = (value: number | Shape): Shape => (typeof value === "number" ? spatial.map(() => value) : value);
  if (size !== null && scaleFactor !== null) throw new Error("only one of size or scale_factor should be defined");
  if (size !== null) {
    const sizes = perDim(size);
    if (sizes.length !== spatial.length)
      throw new Error(
        `Input and output must have the same number of spatial dimensions, but got input with spatial dimensions of [${spatial.join(", ")}] and output size of [${sizes.join(", ")}]. Please provide input tensor in (N, C, d1, d2, ...,dK) format and output size in (o1, o2, ...,oK) format.`,
      );
    if (!sizes.every(Number.isInteger))
      throw new TypeError(
        `expected size to be one of int or Tuple[int] or Tuple[int, int] or Tuple[int, int, int], but got [${sizes.join(", ")}]`,
      );
    if (recomputeScaleFactor) throw new Error("recompute_scale_factor is not meaningful with an explicit size.");
    return { sizes, factors: null };
  }
  if (scaleFactor === null) throw new Error("either size or scale_factor should be defined");
  const factors = perDim(scaleFactor);
  if (factors.length !== spatial.length)
    throw new Error(
      `Input and scale_factor must have the same number of spatial dimensions, but got input with spatial dimensions of [${spatial.join(", ")}] and scale_factor of shape [${factors.join(", ")}]. Please provide input tensor in (N, C, d1, d2, ...,dK) format and scale_factor in (s1, s2, ...,sK) format.`,
    );
  const sizes = spatial.map((n, i) => Math.trunc(n * factors[i]!));
  return { sizes, factors: recomputeScaleFactor || mode === "area" ? null : factors };
}

/** How many spatial dimensions each mode is for. */
const dimensions: Readonly<Record<InterpolationMode, readonly number[]>> = {
  nearest: [1, 2, 3],
  "nearest-exact": [1, 2, 3],
  area: [1, 2, 3],
  linear: [1],
  bilinear: [2],
  trilinear: [3],
  bicubic: [2],
  lanczos: [2],
};

function checkMode(mode: InterpolationMode, { ndim }: Tensor, antialias: boolean, alignCorners: boolean): void {
  if (antialias && !(mode in filters && ndim === 4))
    throw new Error(
      "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D tensor as input",
    );
  if (!dimensions[mode]?.includes(ndim - 2)) {
    if (["linear", "bilinear", "trilinear"].includes(mode) && ndim >= 3 && ndim <= 5)
      throw new Error(`Got ${ndim}D input, but ${mode} mode needs ${dimensions[mode][0]! + 2}D input`);
    throw new Error(
      `Input Error: Only 3D, 4D and 5D input Tensors supported (got ${ndim}D) for the modes: nearest | linear | bilinear | bicubic | trilinear | lanczos | area | nearest-exact (got ${mode})`,
    );
  }
  if (mode === "lanczos" && alignCorners) throw new Error("Lanczos mode does not support align_corners=True");
  if (mode === "lanczos" && !antialias) throw new Error("Lanczos mode requires antialias=True");
}

function checkSizes({ shape, ndim }: Tensor, sizes: Shape): void {
  const spatial = shape.slice(2);
  const named = (list: Shape): string => list.map((n, i) => `${"DHW"[3 - list.length + i]}: ${n}`).join(", ");
  if (![...spatial, ...sizes].every((n) => n > 0))
    throw new Error(
      `Input and output sizes should be greater than 0, but got input (${named(spatial)}) ${ndim === 3 ? "and " : ""}output (${named(sizes)})`,
    );
  if (shape[1] === 0)
    throw new Error(`Non-empty ${ndim}D data tensor expected but got a tensor with sizes [${shape.join(", ")}]`);
}

const isNearest = (mode: InterpolationMode): boolean => mode === "nearest" || mode === "nearest-exact";
const isHalf = (dtype: DType): boolean => dtype === float16 || dtype === bfloat16;

/** Images up to this height and width together have a kernel of their own in PyTorch, for nearest elements and bilinear weights. */
function isSmall(mode: InterpolationMode, sizes: Shape): boolean {
  return (isNearest(mode) || mode === "bilinear") && sizes.length === 2 && sizes[0]! + sizes[1]! <= 128;
}

function checkType(mode: InterpolationMode, dtype: DType, antialias: boolean, small: boolean): void {
  if (dtype === float32 || dtype === float64 || (isHalf(dtype) && !antialias)) return;
  if (dtype === uint8 && mode !== "linear" && mode !== "trilinear") return;
  if (antialias) throw new UnsupportedKernelError("compute_index_ranges_weights", dtype);
  const kind = isNearest(mode) ? "nearest" : mode;
  if (small) throw new UnsupportedKernelError(`upsample_${kind}2d_channels_last`, dtype);
  throw new UnsupportedKernelError(`compute_indices_weights_${kind.replace(/^(bi|tri)/, "")}`, dtype);
}

function tapsOf(mode: Exclude<InterpolationMode, "area">, antialias: boolean, resizing: Resizing): Taps {
  if (antialias || mode === "lanczos") return filteredTaps(resizing, filters[mode as keyof typeof filters]);
  switch (mode) {
    case "nearest":
      return nearestTaps(resizing, "begin");
    case "nearest-exact":
      return nearestTaps(resizing, "middle");
    case "bicubic":
      return cubicTaps(resizing);
    default:
      return linearTaps(resizing);
  }
}

const inDouble: Round = (value) => value;

/** How an input of that type is resampled, in PyTorch's precision. */
function everyTaps(
  { shape, dtype }: Tensor,
  { sizes, factors }: Target,
  mode: Exclude<InterpolationMode, "area">,
  antialias: boolean,
  alignCorners: boolean,
): DimensionTaps {
  const small = isSmall(mode, sizes);
  checkType(mode, dtype, antialias, small);
  const isByte = dtype === uint8 && !isNearest(mode);
  const round = isByte || (dtype === float64 && !(small && isNearest(mode))) ? inDouble : Math.fround;
  const inType: Round = (weight) => Number(tensor(weight, { dtype }).item());
  const store = isHalf(dtype) && !small ? inType : round;
  const taps = sizes.map((output, i) => {
    const input = shape[i + 2]!;
    if ((antialias || isByte) && input === output) return null;
    // the kernel for small images ignores factors that lead to these sizes
    const bySizes = mode === "nearest" && small && (output === input || output === 2 * input);
    const factor = bySizes ? null : (factors?.[i] ?? null);
    const list = tapsOf(mode, antialias, { input, output, factor, alignCorners, round, store });
    return isByte ? quantized(list) : list;
  });
  return [null, null, ...taps];
}

/**
 * `input` in another size.
 *
 * - input: `[N, C, ...]` with 1, 2 or 3 spatial dimensions, output: the same with new spatial sizes; `"linear"` is for 1,
 *   `"bilinear"`, `"bicubic"` and `"lanczos"` are for 2, `"trilinear"` is for 3
 *
 * @throws {Error} if the mode is not for that many dimensions, or if sizes do not fit
 * @throws {UnsupportedKernelError} for integers other than uint8
 * @example
 * const x = tensor([[[0.5, 1.5]]]);
 * functional.interpolate(x, { scaleFactor: 2 }).tolist() // => [[[0.5, 0.5, 1.5, 1.5]]]
 * functional.interpolate(x, { size: 4, mode: "linear" }).tolist() // => [[[0.5, 0.75, 1.25, 1.5]]]
 */
export function interpolate(input: Tensor, options: InterpolateOptions = {}): Tensor {
  const { mode = "nearest", alignCorners = null, antialias = false } = options;
  if (alignCorners !== null && (isNearest(mode) || mode === "area"))
    throw new Error(
      "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear",
    );
  const corners = alignCorners ?? false;
  const target = targetOf(input, options);
  checkMode(mode, input, antialias, corners);
  if (mode === "area") return adaptiveAvgPoolNd(input, (input.ndim - 2) as 1 | 2 | 3, target.sizes);
  checkSizes(input, target.sizes);
  const result = applyUnary(resampleOp, input, everyTaps(input, target, mode, antialias, corners));
  const name = mode.replace(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase());
  return labelled(result, `Upsample${name}${target.sizes.length}D${antialias ? "Aa" : ""}Backward0`);
}

/**
 * `interpolate` under its former name, with a warning.
 *
 * @throws {Error} as `interpolate` does
 * @example
 * // without a warning
 * functional.interpolate(tensor([[[0.5, 1.5]]]), { scaleFactor: 2 }).tolist() // => [[[0.5, 0.5, 1.5, 1.5]]]
 */
export function upsample(input: Tensor, options: UpsampleOptions = {}): Tensor {
  warnOf("upsample");
  return interpolate(input, options);
}

/**
 * `interpolate` by nearest elements under its former name, with a warning.
 *
 * @throws {Error} as `interpolate` does
 * @example
 * // without a warning
 * functional.interpolate(tensor([[[0.5, 1.5]]]), { size: 3 }).tolist() // => [[[0.5, 0.5, 1.5]]]
 */
export function upsampleNearest(input: Tensor, { size = null, scaleFactor = null }: TargetSize = {}): Tensor {
  warnOf("upsample_nearest");
  return interpolate(input, { size, scaleFactor });
}

/**
 * `interpolate` of images by four neighbours, the corners kept in place, under its former name, with a warning.
 *
 * @throws {Error} as `interpolate` does
 * @example
 * // without a warning
 * const options = { size: [1, 3], mode: "bilinear", alignCorners: true } as const;
 * functional.interpolate(tensor([[[[0.5, 1.5]]]]), options).tolist() // => [[[[0.5, 1, 1.5]]]]
 */
export function upsampleBilinear(input: Tensor, { size = null, scaleFactor = null }: TargetSize = {}): Tensor {
  warnOf("upsample_bilinear");
  return interpolate(input, { size, scaleFactor, mode: "bilinear", alignCorners: true });
}

function warnOf(name: string): void {
  console.warn(`\`nn.functional.${name}\` is deprecated. Use \`nn.functional.interpolate\` instead.`);
}
