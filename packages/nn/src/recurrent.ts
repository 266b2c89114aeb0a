import type { Tensor } from "@flambeau/core";
import { type Step, stepGRU, stepLSTM, stepRNN } from "./functional/recurrence.js";
import type { PackedSequence } from "./packed-sequence.js";
import { RNNBase, type RNNBaseOptions } from "./recurrent-base.js";

/** Options of `RNN`. */
export interface RNNOptions extends RNNBaseOptions {
  /** The function behind each step; default `"tanh"`. */
  readonly nonlinearity?: "tanh" | "relu";
}

/** Options of `LSTM`. */
export interface LSTMOptions extends RNNBaseOptions {
  /** Size that the hidden state is projected to; default 0, which leaves it. */
  readonly projSize?: number;
}

function refuseProjection(options: object): void {
  if ("projSize" in options) throw new Error("proj_size argument is only supported for LSTM, not RNN or GRU");
}

/**
 * Reads a sequence step by step: `h' = tanh(x W_ihᵀ + b_ih + h W_hhᵀ + b_hh)`. Gives all hidden states of the last layer, and the
 * last one of every layer.
 *
 * - input: `[L, N, inputSize]`, `[N, L, inputSize]` if `batchFirst`, `[L, inputSize]` or a `PackedSequence`
 * - hx: `[D * numLayers, N, hiddenSize]`, where D is 2 if `bidirectional`, else 1; without N for an input without; default zeros
 * - output: as the input, with `D * hiddenSize` in place of `inputSize`; hn: as hx
 * - `weight_ih_l0`: `[hiddenSize, inputSize]`, in further layers `[hiddenSize, D * hiddenSize]`; `weight_hh_l0`: `[hiddenSize, hiddenSize]`;
 *   `bias_ih_l0`, `bias_hh_l0`: `[hiddenSize]`; with `_reverse` for the way back; all from U(-√k, √k) with k = 1 / hiddenSize
 *
 * @throws {Error} if options or shapes do not fit
 * @example
 * const rnn = new RNN(3, 2, { batchFirst: true });
 * const [output, hn] = rnn.forward(zeros([5, 4, 3]));
 * [output.shape, hn.shape] // => [[5, 4, 2], [1, 5, 2]]
 * Object.keys(rnn.stateDict()) // => ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"]
 */
export class RNN extends RNNBase<Tensor> {
  /** The function behind each step. */
  readonly nonlinearity: "tanh" | "relu";

  constructor(inputSize: number, hiddenSize: number, { nonlinearity = "tanh", ...options }: RNNOptions = {}) {
    refuseProjection(options);
    if (nonlinearity !== "tanh" && nonlinearity !== "relu")
      throw new Error(`Unknown nonlinearity '${nonlinearity}'. Select from 'tanh' or 'relu'.`);
    super(nonlinearity === "tanh" ? "RNN_TANH" : "RNN_RELU", inputSize, hiddenSize, options);
    this.nonlinearity = nonlinearity;
  }

  protected get step(): Step {
    return stepRNN[this.nonlinearity];
  }

  override forward(input: Tensor, hx?: Tensor | null): [Tensor, Tensor];
  override forward(input: PackedSequence, hx?: Tensor | null): [PackedSequence, Tensor];
  override forward(input: Tensor | PackedSequence, hx: Tensor | null = null): [Tensor | PackedSequence, Tensor] {
    const [output, [hn]] = this.run(input, hx === null ? null : [hx]);
    return [output, hn!];
  }
}

/**
 * Reads a sequence step by step, with a memory c beside the hidden state h:
 * `c' = f c + i g` and `h' = o tanh(c')`, where each gate is a function of `x W_ihᵀ + b_ih + h W_hhᵀ + b_hh`,
 * a sigmoid for i, f and o and tanh for g. Gives all hidden states of the last layer, and the last h and c of every layer.
 *
 * - input: `[L, N, inputSize]`, `[N, L, inputSize]` if `batchFirst`, `[L, inputSize]` or a `PackedSequence`
 * - hx: `[h0, c0]`, of `[D * numLayers, N, P]` and `[D * numLayers, N, hiddenSize]`, where D is 2 if `bidirectional`, else 1,
 *   and P is `projSize` or, without one, `hiddenSize`; without N for an input without; default zeros
 * - output: as the input, with `D * P` in place of `inputSize`; `[hn, cn]`: as hx
 * - `weight_ih_l0`: `[4 * hiddenSize, inputSize]`, in further layers `[4 * hiddenSize, D * P]`; `weight_hh_l0`: `[4 * hiddenSize, P]`;
 *   `bias_ih_l0`, `bias_hh_l0`: `[4 * hiddenSize]`, gates in the order i, f, g, o; `weight_hr_l0`: `[projSize, hiddenSize]` if projected;
 *   with `_reverse` for the way back; all from U(-√k, √k) with k = 1 / hiddenSize
 *
 * @throws {Error} if options or shapes do not fit
 * @example
 * const lstm = new LSTM(3, 2, { numLayers: 2, bidirectional: true });
 * const [output, [hn, cn]] = lstm.forward(zeros([5, 4, 3]));
 * [output.shape, hn.shape, cn.shape] // => [[5, 4, 4], [4, 4, 2], [4, 4, 2]]
 * String(lstm) // => "LSTM(3, 2, num_layers=2, bidirectional=True)"
 */
export class LSTM extends RNNBase<[Tensor, Tensor]> {
  constructor(inputSize: number, hiddenSize: number, { projSize = 0, ...options }: LSTMOptions = {}) {
    super("LSTM", inputSize, hiddenSize, options, projSize);
  }

  protected get step(): Step {
    return stepLSTM;
  }

  override forward(input: Tensor, hx?: readonly [Tensor, Tensor] | null): [Tensor, [Tensor, Tensor]];
  override forward(input: PackedSequence, hx?: readonly [Tensor, Tensor] | null): [PackedSequence, [Tensor, Tensor]];
  override forward(
    input: Tensor | PackedSequence,
    hx: readonly [Tensor, Tensor] | null = null,
  ): [Tensor | PackedSequence, [Tensor, Tensor]] {
    const [output, [hn, cn]] = this.run(input, hx);
    return [output, [hn!, cn!]];
  }
}

/**
 * Reads a sequence step by step: `h' = (1 - z) n + z h` with gates r and z that are sigmoids of `x W_ihᵀ + b_ih + h W_hhᵀ + b_hh`,
 * and `n = tanh(x W_inᵀ + b_in + r (h W_hnᵀ + b_hn))`. Gives all hidden states of the last layer, and the last one of every layer.
 *
 * - input: `[L, N, inputSize]`, `[N, L, inputSize]` if `batchFirst`, `[L, inputSize]` or a `PackedSequence`
 * - hx: `[D * numLayers, N, hiddenSize]`, where D is 2 if `bidirectional`, else 1; without N for an input without; default zeros
 * - output: as the input, with `D * hiddenSize` in place of `inputSize`; hn: as hx
 * - `weight_ih_l0`: `[3 * hiddenSize, inputSize]`, in further layers `[3 * hiddenSize, D * hiddenSize]`;
 *   `weight_hh_l0`: `[3 * hiddenSize, hiddenSize]`; `bias_ih_l0`, `bias_hh_l0`: `[3 * hiddenSize]`, gates in the order r, z, n;
 *   with `_reverse` for the way back; all from U(-√k, √k) with k = 1 / hiddenSize
 *
 * @throws {Error} if options or shapes do not fit
 * @example
 * const [output, hn] = new GRU(3, 2).forward(zeros([5, 3]));
 * [output.shape, hn.shape] // => [[5, 2], [1, 2]]
 */
export class GRU extends RNNBase<Tensor> {
  constructor(inputSize: number, hiddenSize: number, options: RNNBaseOptions = {}) {
    refuseProjection(options);
    super("GRU", inputSize, hiddenSize, options);
  }

  protected get step(): Step {
    return stepGRU;
  }

  override forward(input: Tensor, hx?: Tensor | null): [Tensor, Tensor];
  override forward(input: PackedSequence, hx?: Tensor | null): [PackedSequence, Tensor];
  override forward(input: Tensor | PackedSequence, hx: Tensor | null = null): [Tensor | PackedSequence, Tensor] {
    const [output, [hn]] = this.run(input, hx === null ? null : [hx]);
    return [output, hn!];
  }
}
