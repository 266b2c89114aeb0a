import { float, pythonRepr, type Shape, type Tensor } from "@flambeau/core";
import { type FactoryOptions, Linear } from "@flambeau/nn";
import { linearCrossEntropy } from "./functional/linear-cross-entropy.js";
import { WeightedLossModule, type WeightedLossOptions } from "./loss-module.js";

/** Options of `LinearCrossEntropyLoss`. */
export interface LinearCrossEntropyLossOptions extends WeightedLossOptions, FactoryOptions {
  /** The further dimensions of the logits; default none. */
  readonly outFeatures?: Shape;
  /** Whether something is added to the logits; default false. */
  readonly bias?: boolean;
  /** A target that counts for nothing; default none but -100. */
  readonly ignoreIndex?: number | null;
  /** How much of a target is spread evenly over all classes; default 0. */
  readonly labelSmoothing?: number;
}

/**
 * The cross entropy of a linear layer of its own. See `functional.linearCrossEntropy`.
 *
 * - input: `[N, inFeatures]` or `[inFeatures]`; target: as that of `CrossEntropyLoss` for logits of shape `[N, numClasses, ...outFeatures]`
 *
 * @throws {Error} if the weights do not fit the classes, or the smoothing is not between 0 and 1
 * @example
 * const loss = new LinearCrossEntropyLoss(2, 3);
 * loss.forward(tensor([[0.5, 1]]), tensor([1])).shape // => []
 * Object.keys(loss.stateDict()) // => ["linear.weight"]
 */
export class LinearCrossEntropyLoss extends WeightedLossModule {
  /** Gives the logits of all classes, flat. */
  readonly linear: Linear;
  /** The further dimensions of the logits. */
  readonly outFeatures: Shape;
  /** A target that counts for nothing; null for none but -100. */
  readonly ignoreIndex: number | null;
  /** How much of a target is spread evenly over all classes. */
  readonly labelSmoothing: number;

  constructor(
    inFeatures: number,
    /** How many classes there are. */
    readonly numClasses: number,
    options: LinearCrossEntropyLossOptions = {},
  ) {
    const {
      outFeatures = [],
      bias = false,
      ignoreIndex = null,
      labelSmoothing = 0,
      weight,
      reduction,
      ...factory
    } = options;
    if (weight != null && (weight.ndim !== 1 || weight.length !== numClasses))
      throw new Error(`expected weight shape to be (${numClasses},), got ${pythonRepr(weight.shape)}`);
    if (!(labelSmoothing >= 0 && labelSmoothing <= 1))
      throw new Error(`expected label_smoothing to be in range [0, 1], got ${pythonRepr(float(labelSmoothing))}`);
    super({ ...(weight !== undefined && { weight }), ...(reduction !== undefined && { reduction }) });
    this.outFeatures = Object.freeze([...outFeatures]);
    this.ignoreIndex = ignoreIndex;
    this.labelSmoothing = labelSmoothing;
    const logits = outFeatures.reduce((product, size) => product * size, numClasses);
    this.linear = new Linear(inFeatures, logits, { bias, ...factory });
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { linear, numClasses, outFeatures, weight, reduction, labelSmoothing } = this;
    return linearCrossEntropy(input, linear.weight.reshape([numClasses, ...outFeatures, linear.inFeatures]), target, {
      linearBias: linear.bias,
      weight,
      reduction,
      labelSmoothing,
      ignoreIndex: this.ignoreIndex ?? -100,
    });
  }

  override extraRepr(): string {
    const { linear, numClasses, outFeatures, reduction, ignoreIndex, labelSmoothing } = this;
    return [
      `in_features=${linear.inFeatures}`,
      `num_classes=${numClasses}`,
      `out_features=${pythonRepr(outFeatures)}`,
      `bias=${pythonRepr(linear.bias !== null)}`,
      `reduction=${reduction}`,
      `ignore_index=${pythonRepr(ignoreIndex)}`,
      `label_smoothing=${pythonRepr(float(labelSmoothing))}`,
      "options=None",
    ].join(", ");
  }
}
