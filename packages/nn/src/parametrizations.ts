import { empty, noGrad, Tensor, vdot, vectorNorm } from "@flambeau/core";
import { Transposed } from "./convolution-transpose.js";
import { normalize } from "./functional/distance.js";
import { Module } from "./module.js";
import { named } from "./module-members.js";
import { registerParametrization } from "./parametrize.js";

/** The norm for each index of a dimension; of all elements for null or -1, as in PyTorch. */
function lengthsOf(x: Tensor, dim: number | null): Tensor {
  if (dim === null || dim === -1) return vectorNorm(x, 2);
  const dims = x.shape.map((_, d) => d).filter((d) => d !== dim);
  return dims.length === 0 ? x.abs() : vectorNorm(x, 2, dims, { keepdim: true });
}

/** A weight as its direction and its length, for each index of a dimension or for all. */
class WeightNorm extends Module<Tensor> {
  constructor(readonly dim: number | null) {
    super();
  }

  override get typeName(): string {
    return "_WeightNorm";
  }

  forward(length: Tensor, direction: Tensor): Tensor {
    return direction.mul(length.div(lengthsOf(direction, this.dim)));
  }

  rightInverse(weight: Tensor): Tensor[] {
    return [lengthsOf(weight, this.dim), weight];
  }
}

/**
 * Parts a weight of a module into lengths and directions, which are trained in its place (Salimans and Kingma, 2016).
 *
 * @param name default "weight"
 * @param dim the dimension that has a length for each index; null or -1 for one length of all; default 0
 * @throws {Error} if there is no such tensor
 * @example
 * Object.keys(utils.parametrizations.weightNorm(new Linear(2, 3)).stateDict())
 * // => ["bias", "parametrizations.weight.original0", "parametrizations.weight.original1"]
 */
export function weightNorm<M extends Module>(module: M, name = "weight", dim: number | null = 0): M {
  registerParametrization(module, name, new WeightNorm(dim));
  // checkpoints of old have other names
  module.registerLoadStateDictPreHook((_, state, prefix) => {
    for (const [i, letter] of ["g", "v"].entries()) {
      const old = `${prefix}${name}_${letter}`;
      if (state[old] === undefined) continue;
      state[`${prefix}parametrizations.${name}.original${i}`] = state[old];
      delete state[old];
    }
  });
  return module;
}

/** Options of `spectralNorm`. */
export interface SpectralNormOptions {
  /** Steps of the power iteration each time the weight is read in training; default 1. */
  readonly nPowerIterations?: number;
  /** Least norm to divide by; default 1e-12. */
  readonly eps?: number;
  /** The dimension of the outputs; default 0, of transposed convolutions 1. */
  readonly dim?: number | null;
}

function matrixOf(weight: Tensor, dim: number): Tensor {
  return weight.movedim(dim, 0).flatten(1);
}

/** A weight over its largest singular value, which a power iteration follows. */
class SpectralNorm extends Module<Tensor> {
  declare _u: Tensor;
  declare _v: Tensor;
  readonly dim: number;

  constructor(
    weight: Tensor,
    readonly nPowerIterations: number,
    dim: number,
    readonly eps: number,
  ) {
    super();
    const { ndim } = weight;
    if (dim >= ndim || dim < -ndim)
      throw new RangeError(
        `Dimension out of range (expected to be in range of [-${ndim}, ${ndim - 1}] but got ${dim})`,
      );
    if (nPowerIterations <= 0)
      throw new Error(`Expected n_power_iterations to be positive, but got n_power_iterations=${nPowerIterations}`);
    this.dim = dim < 0 ? dim + ndim : dim;
    if (ndim === 1) return;
    const matrix = noGrad(() => matrixOf(weight, this.dim));
    const drawn = (size: number): Tensor => noGrad(() => empty([size], { dtype: weight.dtype }).normal_());
    const [u, v] = matrix.shape.map(drawn) as [Tensor, Tensor];
    this.registerBuffer("_u", normalize(u, 2, 0, eps));
    this.registerBuffer("_v", normalize(v, 2, 0, eps));
    this.iterate(matrix, 15);
  }

  override get typeName(): string {
    return "_SpectralNorm";
  }

  /** Steps of the power iteration. */
  iterate(matrix: Tensor, times: number): void {
    noGrad(() => {
      for (let i = 0; i < times; i++) {
        this._u.copy_(normalize(matrix.mv(this._v), 2, 0, this.eps));
        this._v.copy_(normalize(matrix.t().mv(this._u), 2, 0, this.eps));
      }
    });
  }

  forward(weight: Tensor): Tensor {
    if (weight.ndim === 1) return normalize(weight, 2, 0, this.eps);
    const matrix = matrixOf(weight, this.dim);
    if (this.training) this.iterate(matrix, this.nPowerIterations);
    return weight.div(vdot(this._u.clone(), matrix.mv(this._v.clone())));
  }

  rightInverse(value: Tensor): Tensor {
    return value;
  }
}

/**
 * Divides a weight of a module by its largest singular value, so that the layer stretches nothing (Miyato and others, 2018).
 *
 * @param name default "weight"
 * @throws {Error} if there is no such tensor
 * @example
 * const layer = utils.parametrizations.spectralNorm(new Linear(20, 40));
 * linalg.matrixNorm(layer.weight, 2).item() < 1.1 // => true
 */
export function spectralNorm<M extends Module>(module: M, name = "weight", options: SpectralNormOptions = {}): M {
  const { nPowerIterations = 1, eps = 1e-12, dim = null } = options;
  const weight = named(module, name);
  if (!(weight instanceof Tensor)) throw new Error(`Module '${module}' has no parameter or buffer with name '${name}'`);
  const rows = dim ?? (module instanceof Transposed ? 1 : 0);
  return registerParametrization(module, name, new SpectralNorm(weight, nPowerIterations, rows, eps));
}
