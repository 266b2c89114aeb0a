import { cat, type Tensor, tensor, where } from "@flambeau/core";
import { type FactoryOptions, functional, Linear, Module, ModuleList, Sequential } from "@flambeau/nn";

/** Options of `AdaptiveLogSoftmaxWithLoss`. */
export interface AdaptiveSoftmaxOptions extends FactoryOptions {
  /** How many times fewer features each further cluster has; default 4. */
  readonly divValue?: number;
  /** Whether something is added to the logits of the head; default false. */
  readonly headBias?: boolean;
}

/** What `AdaptiveLogSoftmaxWithLoss` gives. */
export interface AdaptiveSoftmaxOutput {
  /** The logarithm of the probability of each target. */
  readonly output: Tensor;
  /** What they lack, on average. */
  readonly loss: Tensor;
}

function checkCutoffs(cutoffs: readonly number[], classes: number): void {
  if (cutoffs.length === 0) throw new Error("cutoffs should be a sequence of length larger than 0");
  const isFit = cutoffs.every((c, i) => Number.isInteger(c) && c > (cutoffs[i - 1] ?? 0) && c < classes);
  if (!isFit)
    throw new Error(
      "cutoffs should be a sequence of unique, positive integers sorted in an increasing order, where each value is between 1 and n_classes-1",
    );
}

/**
 * A softmax over many classes, of which those that are frequent, and so have low numbers, take few products, and the others fall into
 * clusters with features of their own.
 *
 * - input: `[N, inFeatures]` or `[inFeatures]`; target: `[N]` or `[]`; output: `[N]` or `[]`
 * - `head`: the classes before the first cutoff and the clusters; `tail`: the classes within each cluster
 *
 * @throws {Error} if the cutoffs do not rise from 1 to `nClasses - 1`
 * @example
 * const softmax = new AdaptiveLogSoftmaxWithLoss(4, 6, [2, 4], { divValue: 2 });
 * softmax.logProb(zeros([1, 4])).exp().sum().item() // => 1
 */
export class AdaptiveLogSoftmaxWithLoss extends Module<AdaptiveSoftmaxOutput> {
  /** Where each cluster begins, and the number of classes. */
  readonly cutoffs: readonly number[];
  /** How many times fewer features each further cluster has. */
  readonly divValue: number;
  /** Logits of the frequent classes and of the clusters. */
  readonly head: Linear;
  /** Logits within each cluster. */
  readonly tail: ModuleList<Module<Tensor>>;

  constructor(
    /** How many features a sample has. */
    readonly inFeatures: number,
    /** How many classes there are. */
    readonly nClasses: number,
    cutoffs: readonly number[],
    { divValue = 4, headBias = false, ...factory }: AdaptiveSoftmaxOptions = {},
  ) {
    super();
    checkCutoffs(cutoffs, nClasses);
    this.cutoffs = [...cutoffs, nClasses];
    this.divValue = divValue;
    this.head = new Linear(inFeatures, cutoffs[0]! + cutoffs.length, { bias: headBias, ...factory });
    this.tail = new ModuleList(
      cutoffs.map((start, i) => {
        const width = Math.floor(inFeatures / divValue ** (i + 1));
        return new Sequential(
          new Linear(inFeatures, width, { bias: false, ...factory }),
          new Linear(width, this.cutoffs[i + 1]! - start, { bias: false, ...factory }),
        );
      }),
    );
  }

  /** Draws all weights anew. */
  resetParameters(): void {
    for (const module of this.modules()) if (module instanceof Linear) module.resetParameters();
  }

  forward(input: Tensor, target: Tensor): AdaptiveSoftmaxOutput {
    this.checkTarget(input, target);
    if (target.ndim === 0) {
      const { output, loss } = this.forward(input.unsqueeze(0), target.unsqueeze(0));
      return { output: output.squeeze(0), loss };
    }
    const [shortlist] = this.cutoffs as [number];
    const logs = functional.logSoftmax(this.head.forward(input), 1);
    let places = target;
    let within = input.newZeros([target.length]);
    [...this.tail].forEach((cluster, i) => {
      const [start, end] = [this.cutoffs[i]!, this.cutoffs[i + 1]!];
      const isHere = target.ge(start).logicalAnd(target.lt(end));
      const rows = isHere.nonzero().squeeze(1);
      if (rows.numel() === 0) return;
      const clusterLogs = functional.logSoftmax(cluster.forward(input.indexSelect(0, rows)), 1);
      const own = clusterLogs.gather(1, target.indexSelect(0, rows).sub(start).unsqueeze(1));
      within = within.indexCopy(0, rows, own.squeeze(1));
      places = where(isHere, tensor(shortlist + i), places);
    });
    const output = within.add(logs.gather(1, places.unsqueeze(1)).squeeze(1));
    return { output, loss: output.neg().mean() };
  }

  /** The logarithms of the probabilities of all classes, `[N, nClasses]`, of `[N, inFeatures]`. */
  logProb(input: Tensor): Tensor {
    const [shortlist] = this.cutoffs as [number];
    const logs = functional.logSoftmax(this.head.forward(input), 1);
    const clusters = [...this.tail].map((cluster, i) =>
      functional.logSoftmax(cluster.forward(input), 1).add(logs.narrow(1, shortlist + i, 1)),
    );
    return cat([logs.narrow(1, 0, shortlist), ...clusters], 1);
  }

  /** The most probable class of each sample, `[N]`, where a cluster counts as a class unless it is the most probable one. */
  predict(input: Tensor): Tensor {
    const [shortlist] = this.cutoffs as [number];
    const first = this.head.forward(input).argmax(1);
    return where(first.lt(shortlist), first, this.logProb(input).argmax(1));
  }

  private checkTarget(input: Tensor, target: Tensor): void {
    const { ndim } = target;
    if (ndim > 1) throw new Error("0D or 1D target tensor expected, multi-target not supported");
    if (ndim === 1 && input.shape[0] !== target.length)
      throw new Error("Input and target should have the same size in the batch dimension.");
    if (input.ndim !== ndim + 1)
      throw new Error(
        `${ndim}D target tensor expects ${ndim + 1}D input tensors, but found inputs with size torch.Size([${input.shape.join(", ")}])`,
      );
    if (target.numel() === 0) return;
    const [low, high] = [target.min().item(), target.max().item()];
    if (low < 0 || high >= this.nClasses)
      throw new Error(
        `Target values should be in [0, ${this.nClasses - 1}], but values in range [${low}, ${high}] were found. `,
      );
  }
}
