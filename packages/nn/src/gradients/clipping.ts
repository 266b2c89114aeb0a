import { float, linalg, noGrad, pythonRepr, stack, Tensor, zeros } from "@flambeau/core";

/** One tensor or several. */
type Tensors = Tensor | Iterable<Tensor>;

/** Options of functions that measure gradients. */
export interface NormOptions {
  /** Exponent of the norm; `Infinity` takes the largest magnitude; default 2. */
  readonly normType?: number;
  /** Throw if the norm is NaN or infinite; default false. */
  readonly errorIfNonfinite?: boolean;
}

function listed(tensors: Tensors): Tensor[] {
  if (tensors instanceof Tensor) return [tensors];
  if (typeof tensors?.[Symbol.iterator] !== "function")
    throw new TypeError(`parameters must be a Tensor or an iterable of Tensors, got ${typeof tensors}`);
  return [...tensors];
}
const gradientsOf = (parameters: Tensors): Tensor[] =>
  listed(parameters).flatMap(({ grad }) => (grad === null ? [] : [grad]));

/**
 * The norm of all elements of several tensors, as if they were one vector; 0 if there are none.
 *
 * @throws {Error} if `errorIfNonfinite` is set and the norm is NaN or infinite
 * @example
 * utils.getTotalNorm([tensor([3.5]), tensor([12.5])], { normType: Infinity }) // => tensor(12.5000)
 */
export function getTotalNorm(tensors: Tensors, { normType = 2, errorIfNonfinite = false }: NormOptions = {}): Tensor {
  return noGrad(() => {
    const norms = listed(tensors).map((x) => linalg.vectorNorm(x, normType));
    if (norms.length === 0) return zeros([]);
    const total = linalg.vectorNorm(stack(norms), normType);
    if (errorIfNonfinite && !Number.isFinite(total.item()))
      throw new Error(
        `The total norm of order ${pythonRepr(float(normType))} for gradients from \`parameters\` is non-finite, so it cannot be clipped. To disable this error and scale the gradients by the non-finite norm anyway, set \`errorIfNonfinite=false\``,
      );
    return total;
  });
}

/**
 * Scales the gradients of parameters so that a norm of `totalNorm` becomes `maxNorm`; a smaller one stays.
 *
 * @example
 * const p = new Parameter(zeros([2]));
 * p.grad = tensor([3.5, 0]);
 * utils.clipGradsWithNorm_(p, 1, tensor(3.5));
 * p.grad // => tensor([1.0000, 0.0000])
 */
export function clipGradsWithNorm_(parameters: Tensors, maxNorm: number, totalNorm: Tensor): void {
  noGrad(() => {
    const factor = totalNorm.add(1e-6).reciprocal().mul(maxNorm).clamp(null, 1);
    for (const grad of gradientsOf(parameters)) grad.mul_(factor);
  });
}

/**
 * Scales the gradients of parameters so that their norm, taken together, is at most `maxNorm`.
 *
 * @returns the norm before
 * @throws {Error} if `errorIfNonfinite` is set and the norm is NaN or infinite
 * @example
 * const p = new Parameter(zeros([2]));
 * p.grad = tensor([30.5, 40.5]);
 * utils.clipGradNorm_([p], 5) // => tensor(50.7001)
 * p.grad // => tensor([3.0079, 3.9941])
 */
export function clipGradNorm_(parameters: Tensors, maxNorm: number, options: NormOptions = {}): Tensor {
  const all = listed(parameters);
  const total = getTotalNorm(gradientsOf(all), options);
  clipGradsWithNorm_(all, maxNorm, total);
  return total;
}

/**
 * The old name of `clipGradNorm_`; warns.
 *
 * @example
 * typeof utils.clipGradNorm // => "function"
 */
export function clipGradNorm(parameters: Tensors, maxNorm: number, options: NormOptions = {}): Tensor {
  console.warn("`torch.nn.utils.clip_grad_norm` is now deprecated in favor of `torch.nn.utils.clip_grad_norm_`.");
  return clipGradNorm_(parameters, maxNorm, options);
}

/**
 * Keeps each element of the gradients of parameters within ±`clipValue`.
 *
 * @example
 * const p = new Parameter(zeros([2]));
 * p.grad = tensor([-3.5, 0.5]);
 * utils.clipGradValue_(p, 1);
 * p.grad // => tensor([-1.0000,  0.5000])
 */
export function clipGradValue_(parameters: Tensors, clipValue: number): void {
  noGrad(() => {
    for (const grad of gradientsOf(parameters)) grad.clamp_(-clipValue, clipValue);
  });
}
