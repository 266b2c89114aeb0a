import type { Shape } from "../layout.js";
import type { Operand } from "../tensor.js";

/**
 * Where patches lie in an image, all per spatial dimension, of which there are at most three: position p of the grid has the patch
 * whose element k is at `stride p + dilation k - padding` in the image. What lies outside is zero.
 */
export interface Patches {
  readonly image: Shape;
  readonly kernel: Shape;
  readonly grid: Shape;
  readonly stride: Shape;
  readonly padding: Shape;
  readonly dilation: Shape;
}

/** Patches that meet weights; the channels of images and grids are in so many groups that do not see each other. */
export interface Sliding extends Patches {
  readonly groups: number;
}

/**
 * Convolutions of images `[N, C, *image]` with weights `[O, C / groups, *kernel]` to grids `[N, O, *grid]`. All three are derivatives of
 * Σ image[n, c, patch(p, k)] weight[o, c, k] grid[n, o, p]. Types are equal; half types are computed in float32 and rounded once.
 */
export interface ConvolutionKernels {
  /** With respect to the grid: each patch times the weights, plus the bias of the channel. */
  convolve(image: Operand, weight: Operand, bias: Operand | null, sliding: Sliding, out: Operand): void;
  /** With respect to the image: the weights times each element of the grid, added up where the patches overlap, plus the bias. */
  convolveTransposed(grid: Operand, weight: Operand, bias: Operand | null, sliding: Sliding, out: Operand): void;
  /** With respect to the weight: each patch times the element of the grid it belongs to, summed over patches and samples. */
  convolveWeight(image: Operand, grid: Operand, sliding: Sliding, out: Operand): void;
  /** `[..., C, *image] -> [..., C, *kernel, *grid]`: every patch. Any type. */
  gatherPatches(image: Operand, patches: Patches, out: Operand): void;
  /** The other way round: patches are added up where they lie. Any type. */
  addPatches(columns: Operand, patches: Patches, out: Operand): void;
}
