import { labelled, type NaryOp, naryOp, record, type Tensor, tensor } from "@flambeau/core";
import { checkReduction, type LossOptions } from "../reduction.js";

/** Options of `ctcLoss`. */
export interface CTCLossOptions extends LossOptions {
  /** The class that stands for nothing; default 0. */
  readonly blank?: number;
  /** Count infinite losses, of targets that are too long for their input, as 0; default false. */
  readonly zeroInfinity?: boolean;
}

type Lengths = Tensor | readonly number[];

/** What a loss is computed from, and the logarithms of the forward sums. */
interface Alignment {
  readonly times: number;
  readonly batch: number;
  readonly classes: number;
  readonly inputLengths: readonly number[];
  /** Per batch: blanks between the labels. */
  readonly states: readonly (readonly number[])[];
  readonly alpha: readonly Float64Array[];
  readonly logProbs: ArrayLike<number>;
  readonly losses: readonly number[];
}

function logAdd(...terms: readonly number[]): number {
  const largest = Math.max(...terms);
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  return largest + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - largest), 0));
}

/** From state s - 2 one may come where that is another label and no blank lies between. */
const skips = (states: readonly number[], s: number, blank: number): boolean =>
  s >= 2 && states[s] !== blank && states[s] !== states[s - 2];

function align(
  logProbs: ArrayLike<number>,
  [times, batch, classes]: readonly [number, number, number],
  inputLengths: readonly number[],
  states: readonly (readonly number[])[],
  blank: number,
): Alignment {
  const at = (t: number, b: number, label: number): number => logProbs[(t * batch + b) * classes + label]!;
  const alpha = states.map((own, b) => {
    const n = own.length;
    const sums = new Float64Array(Math.max(times, 1) * n).fill(Number.NEGATIVE_INFINITY);
    if (inputLengths[b]! > 0) for (let s = 0; s < Math.min(n, 2); s++) sums[s] = at(0, b, own[s]!);
    for (let t = 1; t < inputLengths[b]!; t++)
      for (let s = 0; s < n; s++) {
        const before = (k: number): number => (s >= k ? sums[(t - 1) * n + s - k]! : Number.NEGATIVE_INFINITY);
        const skipped = skips(own, s, blank) ? before(2) : Number.NEGATIVE_INFINITY;
        sums[t * n + s] = logAdd(before(0), before(1), skipped) + at(t, b, own[s]!);
      }
    return sums;
  });
  const losses = states.map((own, b) => {
    const n = own.length;
    const last = inputLengths[b]! - 1;
    if (last < 0) return n === 1 ? 0 : Number.POSITIVE_INFINITY;
    const end = (s: number): number => (s >= 0 ? alpha[b]![last * n + s]! : Number.NEGATIVE_INFINITY);
    return -logAdd(end(n - 1), end(n - 2));
  });
  return { times, batch, classes, inputLengths, states, alpha, logProbs, losses };
}

/** The gradient by forward and backward sums, for log-probabilities that come from a softmax. */
function gradient(a: Alignment, grads: ArrayLike<number>, blank: number, zeroInfinity: boolean): Float64Array {
  const { times, batch, classes, logProbs } = a;
  const result = new Float64Array(times * batch * classes);
  a.states.forEach((own, b) => {
    const n = own.length;
    const loss = a.losses[b]!;
    if (zeroInfinity && loss === Number.POSITIVE_INFINITY) return;
    let beta = new Float64Array(n).fill(Number.NEGATIVE_INFINITY);
    for (let t = a.inputLengths[b]! - 1; t >= 0; t--) {
      const row = (t * batch + b) * classes;
      const previous = beta;
      const isLast = t === a.inputLengths[b]! - 1;
      beta = Float64Array.from(own, (label, s) => {
        if (isLast) return s >= n - 2 ? logProbs[row + label]! : Number.NEGATIVE_INFINITY;
        const after = (k: number): number => (s + k < n ? previous[s + k]! : Number.NEGATIVE_INFINITY);
        const skipped = s + 2 < n && skips(own, s + 2, blank) ? after(2) : Number.NEGATIVE_INFINITY;
        return logAdd(after(0), after(1), skipped) + logProbs[row + label]!;
      });
      const sums = new Float64Array(classes).fill(Number.NEGATIVE_INFINITY);
      own.forEach((label, s) => {
        sums[label] = logAdd(sums[label]!, a.alpha[b]![t * n + s]! + beta[s]!);
      });
      for (let c = 0; c < classes; c++) {
        const lp = logProbs[row + c]!;
        result[row + c] = (Math.exp(lp) - Math.exp(sums[c]! + loss - lp)) * grads[b]!;
      }
    }
  });
  return result;
}

interface Attr {
  readonly alignment: Alignment;
  readonly blank: number;
  readonly zeroInfinity: boolean;
}
const ctcOp: NaryOp<Attr> = naryOp<Attr>({
  name: "ctcLoss",
  saves: [[0]],
  gradients: [
    (grad, { inputs: [x], attr: { alignment, blank, zeroInfinity } }) => {
      const values = gradient(alignment, grad.toTypedArray() as Float64Array, blank, zeroInfinity);
      const out = tensor(values, { dtype: grad.dtype }).reshape(x!.shape);
      return record(gradientOp, [grad, x!], undefined, out);
    },
  ],
});

const refuse = (): never => {
  throw new Error("derivative for aten::_ctc_loss_backward is not implemented");
};
const gradientOp: NaryOp<void> = naryOp({ name: "ctcLossBackward", gradients: [refuse, refuse] });

const numbers = (lengths: Lengths): number[] =>
  "dtype" in lengths ? (lengths.reshape([-1]).tolist() as number[]) : [...lengths];

/** The labels of each batch member, from rows or from one row after the other. */
function labelsOf(targets: Tensor, lengths: readonly number[]): number[][] {
  const all = targets.reshape([-1]).tolist() as number[];
  if (targets.ndim === 2) {
    const width = targets.shape[1]!;
    const longest = Math.max(...lengths);
    if (longest > width)
      throw new Error(
        `Expected tensor to have size at least ${longest} at dimension 1, but got size ${width} for argument #2 'targets' (while checking arguments for ctc_loss_allocate_outputs)`,
      );
    return lengths.map((n, b) => all.slice(b * width, b * width + n));
  }
  let start = 0;
  return lengths.map((n) => all.slice(start, (start += n)));
}

/**
 * How unlikely it is to read a sequence of labels from a longer sequence of probabilities, where labels may repeat and blanks may
 * lie between them: the mean over the batch (each divided by its length), the sum, or that of each. There is no second derivative.
 *
 * - logProbs: logarithms `[T, N, C]` or `[T, C]`; targets: class numbers `[N, S]`, or all in one row; lengths: `[N]`
 *
 * @throws {Error} if a length is too large, or `blank` names no class
 * @example
 * const logProbs = zeros([4, 1, 3]).logSoftmax(2);
 * functional.ctcLoss(logProbs, tensor([[1, 2]]), [4], [2]) // => tensor(0.8432)
 */
export function ctcLoss(
  logProbs: Tensor,
  targets: Tensor,
  inputLengths: Lengths,
  targetLengths: Lengths,
  { blank = 0, reduction = "mean", zeroInfinity = false }: CTCLossOptions = {},
): Tensor {
  checkReduction(reduction);
  const isBatched = logProbs.ndim === 3;
  const x = isBatched ? logProbs : logProbs.unsqueeze(1);
  const sizes = x.shape as readonly number[] as readonly [number, number, number];
  if (!(blank >= 0 && blank < sizes[2])) throw new Error("blank must be in label range");
  const inputs = numbers(inputLengths);
  const lengths = numbers(targetLengths);
  const longest = inputs.find((n) => n > sizes[0]);
  if (longest !== undefined)
    throw new Error(
      `Expected input_lengths to have value at most ${sizes[0]}, but got value ${longest} (while checking arguments for ctc_loss_allocate_outputs)`,
    );
  const states = labelsOf(isBatched ? targets : targets.reshape([1, -1]), lengths).map((labels) => [
    blank,
    ...labels.flatMap((label) => [label, blank]),
  ]);
  const values = x.toTypedArray() as Float64Array;
  const alignment = align(values, sizes, inputs, states, blank);
  const raw = tensor(Float64Array.from(alignment.losses), { dtype: x.dtype });
  const losses = record(ctcOp, [x], { alignment, blank, zeroInfinity }, raw);
  const finite = zeroInfinity ? losses.where(losses.ne(Number.POSITIVE_INFINITY), 0) : losses;
  if (reduction === "sum") return finite.sum();
  if (reduction === "none") return labelled(isBatched ? finite : finite.reshape([]), "CtcLossBackward0");
  return finite
    .div(
      tensor(
        lengths.map((n) => Math.max(n, 1)),
        { dtype: x.dtype },
      ),
    )
    .mean();
}
