import { deepcopy, noGrad, type Tensor, tensor } from "@flambeau/core";
import { BatchNorm } from "./channel-norm.js";
import { Module } from "./module.js";

// Weights averaged over the course of a training.

/** The next average of one tensor, out of the average so far, the current tensor and the number of those averaged. */
export type AverageFunction = (averaged: Tensor, current: Tensor, count: Tensor) => Tensor;

/** Writes the next averages into the averages so far; all tensors of a list have one type. */
export type MultiAverageFunction = (averaged: readonly Tensor[], current: readonly Tensor[], count: Tensor) => void;

function checkDecay(decay: number): void {
  if (!(decay >= 0 && decay <= 1))
    throw new RangeError(`Invalid decay value ${decay} provided. Please provide a value in [0,1] range.`);
}

/**
 * The mean with equal weights, tensor by tensor.
 *
 * @example
 * getSwaAvgFn()(tensor([1.5]), tensor([3.5]), tensor(1)) // => tensor([2.5000])
 */
export function getSwaAvgFn(): AverageFunction {
  return (averaged, current, count) => averaged.add(current.sub(averaged).div(count.add(1)));
}

/**
 * The mean in which older tensors count less and less: `decay * averaged + (1 - decay) * current`.
 *
 * @param decay from 0 to 1; default 0.999
 * @throws {RangeError} if it is outside
 * @example
 * getEmaAvgFn(0.5)(tensor([1.5]), tensor([3.5]), tensor(7)) // => tensor([2.5000])
 */
export function getEmaAvgFn(decay = 0.999): AverageFunction {
  checkDecay(decay);
  return (averaged, current) => averaged.mul(decay).add(current.mul(1 - decay));
}

/**
 * The mean with equal weights, written into the averages.
 *
 * @example
 * const averaged = tensor([1.5]);
 * getSwaMultiAvgFn()([averaged], [tensor([3.5])], tensor(1));
 * averaged // => tensor([2.5000])
 */
export function getSwaMultiAvgFn(): MultiAverageFunction {
  return (averaged, current, count) =>
    averaged.forEach((x, i) => {
      if (x.dtype.isFloatingPoint) x.lerp_(current[i]!, count.add(1).reciprocal().item() as number);
      else x.addcdiv_(current[i]!.sub(x), count.add(1));
    });
}

/**
 * The mean in which older tensors count less and less, written into the averages.
 *
 * @param decay from 0 to 1; default 0.999
 * @throws {RangeError} if it is outside
 * @example
 * const averaged = tensor([1.5]);
 * getEmaMultiAvgFn(0.5)([averaged], [tensor([3.5])], tensor(7));
 * averaged // => tensor([2.5000])
 */
export function getEmaMultiAvgFn(decay = 0.999): MultiAverageFunction {
  checkDecay(decay);
  return (averaged, current) =>
    averaged.forEach((x, i) => {
      if (x.dtype.isFloatingPoint) x.lerp_(current[i]!, 1 - decay);
      else x.copy_(x.mul(decay).add(current[i]!.mul(1 - decay)));
    });
}

/** Options of `AveragedModel`. */
export interface AveragedModelOptions {
  /** How tensors are averaged, one by one; default `getSwaAvgFn()`. */
  readonly avgFn?: AverageFunction | null;
  /** How they are averaged in lists of one type. */
  readonly multiAvgFn?: MultiAverageFunction | null;
  /** Whether buffers are averaged too, or else copied; default false. */
  readonly useBuffers?: boolean;
}

/**
 * The average of a model over the course of its training.
 *
 * - `module`: a copy of the model, which holds the averages; `n_averaged`: how many were averaged
 *
 * @throws {Error} if both functions are given
 * @example
 * const model = new Linear(1, 1);
 * const averaged = new AveragedModel(model);
 * noGrad(() => model.weight.fill_(1.5));
 * averaged.updateParameters(model);
 * noGrad(() => model.weight.fill_(2.5));
 * averaged.updateParameters(model);
 * averaged.module.weight.item() // => 2
 */
export class AveragedModel<M extends Module = Module> extends Module<ReturnType<M["forward"]>> {
  /** The copy that holds the averages. */
  readonly module: M;
  /** How tensors are averaged, one by one. */
  readonly avgFn: AverageFunction | null;
  /** How they are averaged in lists of one type. */
  readonly multiAvgFn: MultiAverageFunction | null;
  /** Whether buffers are averaged too. */
  readonly useBuffers: boolean;
  /** The buffer, under its key in the state dict: how many were averaged. */
  declare n_averaged: Tensor;

  constructor(model: M, { avgFn = null, multiAvgFn = null, useBuffers = false }: AveragedModelOptions = {}) {
    super();
    if (avgFn !== null && multiAvgFn !== null)
      throw new Error("AveragedModel: Only one of avg_fn and multi_avg_fn should be provided");
    this.module = deepcopy(model);
    this.registerBuffer("n_averaged", tensor(0));
    this.avgFn = avgFn;
    this.multiAvgFn = multiAvgFn;
    this.useBuffers = useBuffers;
  }

  forward(...inputs: unknown[]): ReturnType<M["forward"]> {
    return this.module.forward(...inputs) as ReturnType<M["forward"]>;
  }

  /** Takes the current state of `model` into the average; the first is copied. */
  updateParameters(model: Module): void {
    const tensorsOf = (of: Module): Tensor[] =>
      [...of.parameters(), ...(this.useBuffers ? of.buffers() : [])].map((x) => x.detach());
    const averaged = tensorsOf(this.module);
    const current = tensorsOf(model);
    noGrad(() => {
      if (this.n_averaged.item() === 0) averaged.forEach((x, i) => x.copy_(current[i]!));
      else if (this.multiAvgFn !== null) this.averageLists(this.multiAvgFn, averaged, current);
      else {
        const average = this.avgFn ?? getSwaAvgFn();
        averaged.forEach((x, i) => x.copy_(average(x, current[i]!, this.n_averaged)));
      }
      const kept = this.useBuffers ? [] : [...model.buffers()];
      [...this.module.buffers()].slice(0, kept.length).forEach((x, i) => x.copy_(kept[i]!));
      this.n_averaged.add_(1);
    });
  }

  private averageLists(average: MultiAverageFunction, averaged: readonly Tensor[], current: readonly Tensor[]): void {
    for (const dtype of new Set(averaged.map((x) => x.dtype))) {
      const at = averaged.flatMap((x, i) => (x.dtype === dtype ? [i] : []));
      const [mine, theirs] = [averaged, current].map((list) => at.map((i) => list[i]!)) as [Tensor[], Tensor[]];
      average(mine, theirs, this.n_averaged);
    }
  }
}

/**
 * Makes the running means and variances of batch normalisations those of the whole data.
 *
 * @param loader batches, or lists that begin with one
 * @example
 * const norm = new BatchNorm1d(1);
 * updateBn([tensor([[1.5], [2.5]]), tensor([[4.5], [5.5]])], norm);
 * norm.runningMean // => tensor([3.5000])
 */
export function updateBn(loader: Iterable<Tensor | readonly [Tensor, ...unknown[]]>, model: Module): void {
  const norms = [...model.modules()].filter((module) => module instanceof BatchNorm);
  if (norms.length === 0) return;
  const momenta = norms.map(({ momentum }) => momentum);
  const wasTraining = model.training;
  model.train();
  for (const norm of norms) {
    norm.resetRunningStats();
    norm.momentum = null;
  }
  noGrad(() => {
    for (const batch of loader) model.forward(Array.isArray(batch) ? batch[0] : batch);
  });
  norms.forEach((norm, i) => {
    norm.momentum = momenta[i]!;
  });
  model.train(wasTraining);
}
