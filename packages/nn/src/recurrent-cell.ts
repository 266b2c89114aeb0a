import { empty, type Tensor, zeros } from "@flambeau/core";
import { runCell, type State, type Step, stepGRU, stepLSTM, stepRNN } from "./functional/recurrence.js";
import { uniform_ } from "./init/draw.js";
import type { LinearOptions } from "./linear.js";
import { Module } from "./module.js";
import { Parameter } from "./parameter.js";

/**
 * What the cells have in common: parameters, checks and the way around a step.
 *
 * @example
 * new GRUCell(3, 2) instanceof RNNCellBase // => true
 */
export abstract class RNNCellBase<Hidden = unknown> extends Module<Hidden> {
  /** Whether biases are added. */
  readonly bias: boolean;
  /** The parameter, under its key in the state dict: see `weightIh`. */
  readonly weight_ih: Parameter;
  /** The parameter, under its key in the state dict: see `weightHh`. */
  readonly weight_hh: Parameter;
  /** The parameter, under its key in the state dict: see `biasIh`. */
  readonly bias_ih: Parameter | null;
  /** The parameter, under its key in the state dict: see `biasHh`. */
  readonly bias_hh: Parameter | null;

  constructor(
    /** Size of the last dimension of the input. */
    readonly inputSize: number,
    /** Size of the state. */
    readonly hiddenSize: number,
    { bias = true, ...factory }: LinearOptions,
    gates: number,
  ) {
    super();
    this.bias = bias;
    const size = gates * hiddenSize;
    this.weight_ih = new Parameter(empty([size, inputSize], factory));
    this.weight_hh = new Parameter(empty([size, hiddenSize], factory));
    this.bias_ih = bias ? new Parameter(empty([size], factory)) : null;
    this.bias_hh = bias ? new Parameter(empty([size], factory)) : null;
    this.resetParameters();
  }

  /** What the input is multiplied by. */
  get weightIh(): Parameter {
    return this.weight_ih;
  }

  /** What the state is multiplied by. */
  get weightHh(): Parameter {
    return this.weight_hh;
  }

  /** What is added to the input's product; null if nothing is. */
  get biasIh(): Parameter | null {
    return this.bias_ih;
  }

  /** What is added to the state's product; null if nothing is. */
  get biasHh(): Parameter | null {
    return this.bias_hh;
  }

  /** Draws all parameters anew. */
  resetParameters(): void {
    const bound = this.hiddenSize > 0 ? 1 / Math.sqrt(this.hiddenSize) : 0;
    for (const parameter of this.parameters()) uniform_(parameter, -bound, bound);
  }

  /** One step from the given states, or from `count` of zeros. */
  protected run(step: Step, input: Tensor, given: State | null, count: number): State {
    this.checkDimensions(input, given);
    const isBatched = input.ndim === 2;
    const batch = isBatched ? input : input.unsqueeze(0);
    const zero = zeros([batch.shape[0]!, this.hiddenSize], { dtype: input.dtype });
    const state = given ?? new Array<Tensor>(count).fill(zero);
    const before = isBatched || given === null ? state : state.map((x) => x.unsqueeze(0));
    this.checkSizes(batch, before);
    const weights = {
      inputHidden: this.weight_ih,
      hiddenHidden: this.weight_hh,
      inputBias: this.bias_ih,
      hiddenBias: this.bias_hh,
      projection: null,
    };
    const after = runCell(step, batch, before, weights);
    return isBatched ? after : after.map((x) => x.squeeze(0));
  }

  private checkDimensions(input: Tensor, given: State | null): void {
    const check = (what: string, x: Tensor): void => {
      if (x.ndim !== 1 && x.ndim !== 2)
        throw new Error(`${this.typeName}: Expected ${what} to be 1D or 2D, got ${x.ndim}D instead`);
    };
    check("input", input);
    for (const [i, x] of given?.entries() ?? []) check(given!.length === 1 ? "hidden" : `hx[${i}]`, x);
  }

  private checkSizes(input: Tensor, state: State): void {
    const [batch, width] = input.shape;
    if (width !== this.inputSize)
      throw new Error(`input has inconsistent input_size: got ${width} expected ${this.inputSize}`);
    for (const [i, x] of state.entries()) {
      const [rows, size] = x.shape;
      if (size === undefined)
        throw new RangeError("Dimension out of range (expected to be in range of [-1, 0], but got 1)");
      if (rows !== batch) throw new Error(`Input batch size ${batch} doesn't match hidden${i} batch size ${rows}`);
      if (size !== this.hiddenSize)
        throw new Error(`hidden${i} has inconsistent hidden_size: got ${size}, expected ${this.hiddenSize}`);
    }
  }

  override extraRepr(): string {
    return `${this.inputSize}, ${this.hiddenSize}${this.bias ? "" : ", bias=False"}`;
  }
}

/** Options of `RNNCell`. */
export interface RNNCellOptions extends LinearOptions {
  /** The function behind the step; default `"tanh"`. */
  readonly nonlinearity?: "tanh" | "relu";
}

/**
 * One step of an `RNN`: `h' = tanh(x W_ihᵀ + b_ih + h W_hhᵀ + b_hh)`.
 *
 * - input: `[N, inputSize]` or `[inputSize]`; hx: `[N, hiddenSize]` or `[hiddenSize]`, default zeros; output: as hx
 * - `weight_ih`: `[hiddenSize, inputSize]`, `weight_hh`: `[hiddenSize, hiddenSize]`, `bias_ih`, `bias_hh`: `[hiddenSize]`, all from
 *   U(-√k, √k) with k = 1 / hiddenSize
 *
 * @throws {Error} if shapes do not fit
 * @example
 * new RNNCell(3, 2).forward(zeros([4, 3])).shape // => [4, 2]
 */
export class RNNCell extends RNNCellBase<Tensor> {
  /** The function behind the step. */
  readonly nonlinearity: "tanh" | "relu";

  constructor(inputSize: number, hiddenSize: number, { nonlinearity = "tanh", ...options }: RNNCellOptions = {}) {
    super(inputSize, hiddenSize, options, 1);
    this.nonlinearity = nonlinearity;
  }

  forward(input: Tensor, hx: Tensor | null = null): Tensor {
    const step = stepRNN[this.nonlinearity];
    if (step === undefined) throw new Error(`Unknown nonlinearity: ${this.nonlinearity}`);
    return this.run(step, input, hx === null ? null : [hx], 1)[0]!;
  }

  override extraRepr(): string {
    const { nonlinearity } = this;
    return `${super.extraRepr()}${nonlinearity === "tanh" ? "" : `, nonlinearity=${nonlinearity}`}`;
  }
}

/**
 * One step of an `LSTM`: `c' = f c + i g` and `h' = o tanh(c')`, where each gate is a function of `x W_ihᵀ + b_ih + h W_hhᵀ + b_hh`, a sigmoid
 * for i, f and o and tanh for g.
 *
 * - input: `[N, inputSize]` or `[inputSize]`; hx: `[h, c]`, each `[N, hiddenSize]` or `[hiddenSize]`, default zeros; output: as hx
 * - `weight_ih`: `[4 * hiddenSize, inputSize]`, `weight_hh`: `[4 * hiddenSize, hiddenSize]`, `bias_ih`, `bias_hh`: `[4 * hiddenSize]`, gates
 *   in the order i, f, g, o; all from U(-√k, √k) with k = 1 / hiddenSize
 *
 * @throws {Error} if shapes do not fit
 * @example
 * const [h, c] = new LSTMCell(3, 2).forward(zeros([4, 3]));
 * [h.shape, c.shape] // => [[4, 2], [4, 2]]
 */
export class LSTMCell extends RNNCellBase<[Tensor, Tensor]> {
  constructor(inputSize: number, hiddenSize: number, options: LinearOptions = {}) {
    super(inputSize, hiddenSize, options, 4);
  }

  forward(input: Tensor, hx: readonly [Tensor, Tensor] | null = null): [Tensor, Tensor] {
    return this.run(stepLSTM, input, hx, 2) as [Tensor, Tensor];
  }
}

/**
 * One step of a `GRU`: `h' = (1 - z) n + z h` with gates r and z that are sigmoids of `x W_ihᵀ + b_ih + h W_hhᵀ + b_hh`, and
 * `n = tanh(x W_inᵀ + b_in + r (h W_hnᵀ + b_hn))`.
 *
 * - input: `[N, inputSize]` or `[inputSize]`; hx: `[N, hiddenSize]` or `[hiddenSize]`, default zeros; output: as hx
 * - `weight_ih`: `[3 * hiddenSize, inputSize]`, `weight_hh`: `[3 * hiddenSize, hiddenSize]`, `bias_ih`, `bias_hh`: `[3 * hiddenSize]`, gates
 *   in the order r, z, n; all from U(-√k, √k) with k = 1 / hiddenSize
 *
 * @throws {Error} if shapes do not fit
 * @example
 * new GRUCell(3, 2).forward(zeros([4, 3])).shape // => [4, 2]
 */
export class GRUCell extends RNNCellBase<Tensor> {
  constructor(inputSize: number, hiddenSize: number, options: LinearOptions = {}) {
    super(inputSize, hiddenSize, options, 3);
  }

  forward(input: Tensor, hx: Tensor | null = null): Tensor {
    return this.run(stepGRU, input, hx === null ? null : [hx], 1)[0]!;
  }
}
