import { empty, float, pythonRepr, Tensor, zeros } from "@flambeau/core";
import { type CellWeights, runLayers, type State, type Step } from "./functional/recurrence.js";
import { uniform_ } from "./init/draw.js";
import type { LinearOptions } from "./linear.js";
import { Module } from "./module.js";
import { PackedSequence } from "./packed-sequence.js";
import { Parameter } from "./parameter.js";

/** Options of recurrent layers. */
export interface RNNBaseOptions extends LinearOptions {
  /** How many layers lie on top of each other; default 1. */
  readonly numLayers?: number;
  /** Whether batches come before time in input and output, `[N, L, F]`, not `[L, N, F]`; default false. */
  readonly batchFirst?: boolean;
  /** Probability of dropping an element between layers in training; default 0. */
  readonly dropout?: number;
  /** Whether each layer also runs from the end to the beginning; default false. */
  readonly bidirectional?: boolean;
}

/** Where a parameter belongs: `l0`, `l1_reverse`. */
type Place = `l${number}` | `l${number}_reverse`;

/**
 * What RNN, LSTM and GRU have in common: parameters, checks and the way through layers, directions and time.
 *
 * @example
 * new GRU(3, 2) instanceof RNNBase // => true
 */
export abstract class RNNBase<Hidden = unknown> extends Module<[Tensor | PackedSequence, Hidden]> {
  /** How many layers lie on top of each other. */
  readonly numLayers: number;
  /** Whether biases are added. */
  readonly bias: boolean;
  /** Whether batches come before time. */
  readonly batchFirst: boolean;
  /** Probability of dropping an element between layers in training. */
  readonly dropout: number;
  /** Whether each layer also runs from the end to the beginning. */
  readonly bidirectional: boolean;
  /** A parameter under its key in the state dict: `weight_ih_l0`. */
  readonly [key: `${"weight" | "bias"}_${"ih" | "hh" | "hr"}_l${number}`]: Parameter;
  /** A parameter under its key in the state dict: `weight_ih_l0_reverse`. */
  readonly [key: `${"weight" | "bias"}_${"ih" | "hh" | "hr"}_l${number}_reverse`]: Parameter;
  /** The same parameter under our name: `weightIhL0`. */
  readonly [name: `${"weight" | "bias"}${"Ih" | "Hh" | "Hr"}L${number}`]: Parameter;
  /** The same parameter under our name: `weightIhL0Reverse`. */
  readonly [name: `${"weight" | "bias"}${"Ih" | "Hh" | "Hr"}L${number}Reverse`]: Parameter;

  constructor(
    /** The formulas. */
    readonly mode: "RNN_TANH" | "RNN_RELU" | "LSTM" | "GRU",
    /** Size of the last dimension of the input. */
    readonly inputSize: number,
    /** Size of a state. */
    readonly hiddenSize: number,
    options: RNNBaseOptions,
    /** Size that the hidden state of an LSTM is projected to; 0 leaves it. */
    readonly projSize = 0,
  ) {
    super();
    checkOptions(inputSize, hiddenSize, projSize, options);
    const { numLayers = 1, bias = true, batchFirst = false, dropout = 0, bidirectional = false, ...factory } = options;
    this.numLayers = numLayers;
    this.bias = bias;
    this.batchFirst = batchFirst;
    this.dropout = dropout;
    this.bidirectional = bidirectional;
    const gates = (mode === "LSTM" ? 4 : mode === "GRU" ? 3 : 1) * hiddenSize;
    const outputSize = projSize > 0 ? projSize : hiddenSize;
    const make = (key: string, shape: readonly number[]): void => {
      this.registerParameter(key, new Parameter(empty(shape, factory)));
      const name = key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      Object.defineProperty(this, name, { get: read(key) });
    };
    for (const place of places(this)) {
      const isFirst = place.startsWith("l0");
      make(`weight_ih_${place}`, [gates, isFirst ? inputSize : outputSize * (bidirectional ? 2 : 1)]);
      make(`weight_hh_${place}`, [gates, outputSize]);
      if (bias) make(`bias_ih_${place}`, [gates]);
      if (bias) make(`bias_hh_${place}`, [gates]);
      if (projSize > 0) make(`weight_hr_${place}`, [projSize, hiddenSize]);
    }
    this.resetParameters();
  }

  /** The parameters, a list per direction of each layer. */
  get allWeights(): Parameter[][] {
    return places(this).map((place) => Object.values(this.weightsAt(place)).filter((x) => x !== null) as Parameter[]);
  }

  /** Does nothing: no layout of the parameters is faster than another. */
  flattenParameters(): void {}

  /** Draws all parameters anew. */
  resetParameters(): void {
    const bound = 1 / Math.sqrt(this.hiddenSize);
    for (const parameter of this.parameters()) uniform_(parameter, -bound, bound);
  }

  /** The formulas of one step. */
  protected abstract get step(): Step;

  private weightsAt(place: Place): CellWeights {
    return {
      inputHidden: this[`weight_ih_${place}`]!,
      hiddenHidden: this[`weight_hh_${place}`]!,
      inputBias: this[`bias_ih_${place}`] ?? null,
      hiddenBias: this[`bias_hh_${place}`] ?? null,
      projection: this[`weight_hr_${place}`] ?? null,
    };
  }

  /** Runs over `[L, N, F]`, `[N, L, F]`, `[L, F]` or a packed sequence, from the given states or from zeros. */
  protected run(input: Tensor | PackedSequence, given: State | null): [Tensor | PackedSequence, State] {
    return input instanceof PackedSequence ? this.runPacked(input, given) : this.runTensor(input, given);
  }

  private runTensor(input: Tensor, given: State | null): [Tensor, State] {
    const { ndim } = input;
    if (ndim !== 2 && ndim !== 3) {
      const name = this.mode.split("_")[0]!;
      throw new Error(`${name}: Expected input to be 2D or 3D, got ${ndim}D ${name === "RNN" ? "tensor " : ""}instead`);
    }
    if (given !== null) checkDimensions(given, ndim);
    if (ndim === 2) {
      const [output, final] = this.runSteps(input.unsqueeze(1), null, given?.map((x) => x.unsqueeze(1)) ?? null);
      return [output.squeeze(1), final.map((x) => x.squeeze(1))];
    }
    if (!this.batchFirst) return this.runSteps(input, null, given);
    const [output, final] = this.runSteps(input.transpose(0, 1), null, given);
    return [output.transpose(0, 1), final];
  }

  private runPacked(input: PackedSequence, given: State | null): [PackedSequence, State] {
    const { data, batchSizes, sortedIndices, unsortedIndices } = input;
    const ordered = (state: State, order: Tensor | null): State =>
      order === null ? state : state.map((x) => x.indexSelect(1, order));
    const [output, final] = this.runSteps(
      data,
      batchSizes.tolist() as number[],
      given === null ? null : ordered(given, sortedIndices),
    );
    return [new PackedSequence(output, batchSizes, sortedIndices, unsortedIndices), ordered(final, unsortedIndices)];
  }

  private runSteps(input: Tensor, batchSizes: readonly number[] | null, given: State | null): [Tensor, State] {
    this.checkInput(input, batchSizes === null ? 3 : 2);
    const count = this.numLayers * (this.bidirectional ? 2 : 1);
    const batch = batchSizes === null ? input.shape[1]! : batchSizes[0]!;
    const shapes = [[count, batch, this.projSize > 0 ? this.projSize : this.hiddenSize]];
    if (this.mode === "LSTM") shapes.push([count, batch, this.hiddenSize]);
    if (given !== null) checkShapes(given, shapes);
    const initial = given ?? shapes.map((shape) => zeros(shape, { dtype: input.dtype }));
    const weights = Array.from({ length: this.numLayers }, (_, layer) =>
      (this.bidirectional ? (["", "_reverse"] as const) : ([""] as const)).map((way) =>
        this.weightsAt(`l${layer}${way}`),
      ),
    );
    const layers = { step: this.step, weights, dropout: this.training ? this.dropout : 0 };
    return runLayers(layers, input, batchSizes, initial);
  }

  private checkInput(input: Tensor, dimensions: number): void {
    const { dtype } = this.weightsAt("l0").inputHidden;
    if (input.dtype !== dtype)
      throw new Error(
        `RNN input dtype (${input.dtype}) does not match weight dtype (${dtype}). Convert input: input.to(${dtype}), or convert model: model.to(${input.dtype})`,
      );
    if (input.ndim !== dimensions) throw new Error(`input must have ${dimensions} dimensions, got ${input.ndim}`);
    if (input.shape.at(-1) !== this.inputSize)
      throw new Error(
        `input.size(-1) must be equal to input_size. Expected ${this.inputSize}, got ${input.shape.at(-1)}`,
      );
  }

  override extraRepr(): string {
    const { numLayers, bias, batchFirst, dropout, bidirectional, projSize } = this;
    const unusual: (readonly [name: string, value: unknown, isUsual: boolean])[] = [
      ["proj_size", projSize, projSize === 0],
      ["num_layers", numLayers, numLayers === 1],
      ["bias", bias, bias],
      ["batch_first", batchFirst, !batchFirst],
      ["dropout", float(dropout), dropout === 0],
      ["bidirectional", bidirectional, !bidirectional],
    ];
    const shown = unusual.flatMap(([name, value, isUsual]) => (isUsual ? [] : [`${name}=${pythonRepr(value)}`]));
    return [this.inputSize, this.hiddenSize, ...shown].join(", ");
  }
}

function read(key: string): (this: Record<string, unknown>) => unknown {
  return function () {
    return this[key];
  };
}

/** Layer by layer and direction by direction. */
function places({ numLayers, bidirectional }: RNNBase): Place[] {
  return Array.from({ length: numLayers }, (_, i): Place[] =>
    bidirectional ? [`l${i}`, `l${i}_reverse`] : [`l${i}`],
  ).flat();
}

function checkOptions(inputSize: number, hiddenSize: number, projSize: number, options: RNNBaseOptions): void {
  const { numLayers = 1, dropout = 0, bias = true, batchFirst = false } = options;
  if (typeof dropout !== "number" || !(dropout >= 0 && dropout <= 1))
    throw new Error(
      "dropout should be a number in range [0, 1] representing the probability of an element being zeroed",
    );
  if (dropout > 0 && numLayers === 1)
    console.warn(
      `dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects num_layers greater than 1, but got dropout=${dropout} and num_layers=${numLayers}`,
    );
  for (const [name, value] of Object.entries({ bias, batch_first: batchFirst }))
    if (typeof value !== "boolean") throw new TypeError(`${name} should be of type bool, got: ${typeof value}`);
  for (const [name, value] of Object.entries({ input_size: inputSize, hidden_size: hiddenSize })) {
    if (!Number.isInteger(value)) throw new TypeError(`${name} should be of type int, got: ${typeof value}`);
    if (value <= 0) throw new Error(`${name} must be greater than zero`);
  }
  if (numLayers <= 0) throw new Error("num_layers must be greater than zero");
  if (projSize < 0) throw new Error("proj_size should be a positive integer or zero to disable projections");
  if (projSize >= hiddenSize) throw new Error("proj_size has to be smaller than hidden_size");
}

function checkDimensions(given: State, ndim: number): void {
  // as a pair is taken apart
  if (given instanceof Tensor && given.length < 2)
    throw new RangeError(
      `index ${given.length} is out of bounds for dimension 0 with size ${given.length}; give an LSTM [h, c]`,
    );
  if (!Array.isArray(given)) throw new TypeError("hx must be an array of Tensors: of h, or for an LSTM of h and c");
  if (given.every((x) => x.ndim === ndim)) return;
  const batched = ndim === 3 ? "batched 3-D" : "unbatched 2-D";
  throw new Error(
    given.length === 1
      ? `For ${batched} input, hx should also be ${ndim}-D but got ${given[0]!.ndim}-D tensor`
      : `For ${batched} input, hx and cx should also be ${ndim}-D but got (${given.map((x) => `${x.ndim}-D`).join(", ")}) tensors`,
  );
}

function checkShapes(given: State, shapes: readonly (readonly number[])[]): void {
  for (const [i, shape] of shapes.entries()) {
    const seen = given[i]!.shape;
    if (String(seen) === String(shape)) continue;
    const name = shapes.length === 1 ? "hidden" : `hidden[${i}]`;
    throw new Error(`Expected ${name} size (${shape.join(", ")}), got [${seen.join(", ")}]`);
  }
}
