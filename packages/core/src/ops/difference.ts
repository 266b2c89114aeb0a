import { bool } from "../dtype.js";
import { Float } from "../scalar.js";
import { Tensor } from "../tensor.js";
import { cat } from "./joining.js";
import { labelled } from "./label.js";
import { wrapDim } from "./view.js";

/** Options of `diff`. */
export interface DiffOptions {
  /** Put before the elements. */
  readonly prepend?: Tensor | null | undefined;
  /** Put after the elements. */
  readonly append?: Tensor | null | undefined;
}

/**
 * Differences of neighbours along `dim`, taken `n` times.
 *
 * @param n default 1
 * @param dim default the last
 * @throws {Error} if `x` has no dimension or `n` is negative
 * @example
 * diff(tensor([1, 4, 9])).tolist() // => [3, 5]
 */
export function diff(x: Tensor, n = 1, dim = -1, { prepend = null, append = null }: DiffOptions = {}): Tensor {
  const { ndim } = x.layout;
  if (ndim === 0) throw new Error("diff expects input to be at least one-dimensional");
  if (!(n >= 0)) throw new Error(`order must be non-negative but got ${n}`);
  const d = wrapDim(dim, ndim);
  for (const other of [prepend, append])
    if (other !== null && other.layout.ndim !== ndim)
      throw new Error("diff expects prepend or append to be the same dimension as input");
  if (n === 0) return x.clone();
  const parts = [prepend, x, append].filter((part) => part !== null);
  let result = parts.length === 1 ? x : cat(parts, d);
  const size = result.layout.shape[d]!;
  for (let k = 0; k < Math.min(n, size); k++) {
    const rest = size - k - 1;
    const [left, right] = [result.narrow(d, 0, rest), result.narrow(d, 1, rest)];
    result = x.dtype === bool ? right.logicalXor(left) : right.sub(left);
  }
  return result;
}

/** Options of `trapezoid` and `cumulativeTrapezoid`. */
export interface TrapezoidOptions {
  /** The distance of neighbours, where no points are given; default 1. */
  readonly dx?: number | undefined;
  /** Default the last. */
  readonly dim?: number | undefined;
}

/** Distances of the points that samples along `dim` belong to, shaped to multiply them. */
function distances(op: string, y: Tensor, points: Tensor, dim: number): Tensor {
  const size = y.layout.shape[dim]!;
  if (points.layout.ndim !== 1) return points.narrow(dim, 1, size - 1).sub(points.narrow(dim, 0, size - 1));
  if (points.layout.numel !== size) throw new Error(`${op}: There must be one \`x\` value for each sample point`);
  return points.diff().reshape(y.layout.shape.map((_, d) => (d === dim ? -1 : 1)));
}

/** Sums of neighbours along `dim`. */
function pairSums(y: Tensor, dim: number): Tensor {
  const size = y.layout.shape[dim]!;
  const pairs = Math.max(size - 1, 0);
  return y.narrow(dim, 0, pairs).add(y.narrow(dim, size - pairs, pairs));
}

/**
 * The integral of samples `y` along a dimension by the trapezoidal rule.
 *
 * @param x the points that the samples belong to; default: they are `dx` apart
 * @example
 * trapezoid(tensor([1.0, 5.0, 10.0])).item() // => 10.5
 */
export function trapezoid(y: Tensor, x: Tensor | null = null, { dx = 1, dim = -1 }: TrapezoidOptions = {}): Tensor {
  const d = wrapDim(dim, y.layout.ndim);
  if (y.layout.shape[d] === 0) return y.sum(d).mul(0);
  if (x !== null) {
    const areas = pairSums(y, d).mul(distances("trapezoid", y, x, d));
    return labelled(areas.sum(d).div(2), "DivBackward1");
  }
  const sums = y.sum(d).sub(y.select(d, 0).add(y.select(d, -1)).mul(0.5));
  return labelled(sums.mul(dx), "MulBackward1");
}

/**
 * The same as `trapezoid`.
 *
 * @example
 * trapz(tensor([1.0, 5.0, 10.0]), null, { dx: 2 }).item() // => 21
 */
export function trapz(y: Tensor, x: Tensor | null = null, options: TrapezoidOptions = {}): Tensor {
  return trapezoid(y, x, options);
}

/**
 * The integrals of samples `y` along a dimension from the first to each later one, by the trapezoidal rule.
 *
 * @param x the points that the samples belong to; default: they are `dx` apart
 * @example
 * cumulativeTrapezoid(tensor([1.0, 5.0, 10.0])).tolist() // => [3, 10.5]
 */
export function cumulativeTrapezoid(
  y: Tensor,
  x: Tensor | null = null,
  { dx = 1, dim = -1 }: TrapezoidOptions = {},
): Tensor {
  const d = wrapDim(dim, y.layout.ndim);
  const sums = pairSums(y, d);
  if (x === null) return sums.mul(new Float(dx / 2)).cumsum(d);
  return sums
    .mul(distances("cumulative_trapezoid", y, x, d))
    .cumsum(d)
    .div(2);
}

/** Options of `gradient`. */
export interface GradientOptions {
  /** The distance of neighbours, one per dimension, or the coordinates along each; default 1. */
  readonly spacing?: number | readonly (number | Tensor)[] | null | undefined;
  /** One dimension or several; default all. */
  readonly dim?: number | readonly number[] | null | undefined;
  /** 1 or 2, the order of the estimate at both ends; default 1. */
  readonly edgeOrder?: 1 | 2 | undefined;
}

/**
 * Estimates of the derivatives of samples along dimensions, by central differences: one tensor per dimension.
 *
 * @throws {Error} if a dimension has less than `edgeOrder + 1` samples
 * @example
 * gradient(tensor([1.0, 4.0, 9.0]))[0].tolist() // => [3, 4, 5]
 */
export function gradient(x: Tensor, options: GradientOptions = {}): Tensor[] {
  const { dim = null, edgeOrder = 1 } = options;
  const spacing = options.spacing ?? 1;
  const { shape, ndim } = x.layout;
  if (edgeOrder !== 1 && edgeOrder !== 2)
    throw new Error("torch.gradient only supports edge_order=1 and edge_order=2.");
  const dims =
    dim === null ? shape.map((_, d) => d) : (typeof dim === "number" ? [dim] : dim).map((d) => wrapDim(d, ndim));
  if (typeof spacing !== "number" && spacing.length !== dims.length)
    throw spacingCount(dim === null, ndim, dims.length, spacing.length);
  if (new Set(dims).size < dims.length) {
    const twice = dims.find((d, i) => dims.indexOf(d) < i);
    throw new Error(`dim ${twice} appears multiple times in the list of dims`);
  }
  for (const d of dims)
    if (shape[d]! < edgeOrder + 1)
      throw new Error("torch.gradient expected each dimension size to be at least edge_order+1");
  return dims.map((d, i) => {
    const h = typeof spacing === "number" ? spacing : spacing[i]!;
    return h instanceof Tensor ? alongCoordinates(x, d, h, edgeOrder) : alongSteps(x, d, h, edgeOrder);
  });
}

function spacingCount(isAll: boolean, ndim: number, dims: number, got: number): Error {
  return new Error(
    isAll
      ? `torch.gradient expected spacing to be unspecified, a scalar, or a list of length equal to 'self.dim() = ${ndim}', since dim argument was not given, but got a list of length ${got}`
      : `torch.gradient expected spacing to be unspecified, a scalar or it's spacing and dim arguments to have the same length, but got a spacing argument of length ${got} and a dim argument of length ${dims}.`,
  );
}

/** Σ cₖ x[start + k], as a slice of size `size` along `dim`. */
function combine(x: Tensor, dim: number, start: number, size: number, factors: readonly (number | Tensor)[]): Tensor {
  return factors.map((c, k) => x.narrow(dim, start + k, size).mul(c)).reduce((a, b) => a.add(b));
}

function alongSteps(x: Tensor, dim: number, h: number, edgeOrder: number): Tensor {
  const n = x.layout.shape[dim]!;
  const inner =
    n > 2
      ? [
          x
            .narrow(dim, 2, n - 2)
            .sub(x.narrow(dim, 0, n - 2))
            .div(2 * h),
        ]
      : [];
  const edge = (start: number, factors: readonly number[]): Tensor => combine(x, dim, start, 1, factors).div(h);
  const first = edge(0, edgeOrder === 1 ? [-1, 1] : [-1.5, 2, -0.5]);
  const last = edgeOrder === 1 ? edge(n - 2, [-1, 1]) : edge(n - 3, [0.5, -2, 1.5]);
  return cat([first, ...inner, last], dim);
}

function alongCoordinates(x: Tensor, dim: number, coordinates: Tensor, edgeOrder: number): Tensor {
  const n = x.layout.shape[dim]!;
  const shape = x.layout.shape.map((_, d) => (d === dim ? -1 : 1));
  const steps = coordinates.diff().reshape(shape);
  const step = (i: number): Tensor => steps.narrow(dim, i, 1);
  const a = steps.narrow(dim, 0, Math.max(n - 2, 0));
  const b = steps.narrow(dim, 1, Math.max(n - 2, 0));
  const inner =
    n > 2
      ? [combine(x, dim, 0, n - 2, [b.neg().div(a.mul(a.add(b))), b.sub(a).div(a.mul(b)), a.div(b.mul(a.add(b)))])]
      : [];
  if (edgeOrder === 1) {
    const edge = (i: number): Tensor => combine(x, dim, i, 1, [-1, 1]).div(step(i));
    return cat([edge(0), ...inner, edge(n - 2)], dim);
  }
  const [p, q] = [step(0), step(1)];
  const [r, s] = [step(n - 3), step(n - 2)];
  const first = combine(x, dim, 0, 1, [
    p
      .mul(2)
      .add(q)
      .neg()
      .div(p.mul(p.add(q))),
    p.add(q).div(p.mul(q)),
    p.neg().div(q.mul(p.add(q))),
  ]);
  const last = combine(x, dim, n - 3, 1, [
    s.div(r.mul(r.add(s))),
    r.add(s).neg().div(r.mul(s)),
    s
      .mul(2)
      .add(r)
      .div(s.mul(r.add(s))),
  ]);
  return cat([first, ...inner, last], dim);
}
