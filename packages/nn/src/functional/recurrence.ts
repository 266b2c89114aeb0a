import { addmm, cat, linear, stack, type Tensor } from "@flambeau/core";
import { dropout } from "./dropout.js";

// The one mechanism of recurrent layers and cells. A step knows the formulas of its kind and nothing of time, directions or
// layers. The share of the input in all gates of all times is one product per layer and direction, so a step multiplies only
// the state.

/** What a cell remembers: `[h]`, or `[h, c]` for an LSTM. Each is `[B, H]` in a cell, `[layers * directions, B, H]` outside. */
export type State = readonly Tensor[];

/** The parameters of one direction of one layer. */
export interface CellWeights {
  readonly inputHidden: Tensor;
  readonly hiddenHidden: Tensor;
  readonly inputBias: Tensor | null;
  readonly hiddenBias: Tensor | null;
  /** Projects the hidden state of an LSTM; null leaves it. */
  readonly projection: Tensor | null;
}

/** What a step multiplies the state by, transposed once for all steps. */
interface StepWeights {
  readonly hidden: Tensor;
  readonly bias: Tensor | null;
  readonly projection: Tensor | null;
}

/** The state after, from the input's share in the gates and the state before. */
export type Step = (fromInput: Tensor, state: State, weights: StepWeights) => State;

function fromHidden(h: Tensor, { hidden, bias }: StepWeights): Tensor {
  return bias === null ? h.mm(hidden) : addmm(bias, h, hidden);
}

/** h' = f(x W_ihᵀ + b_ih + h W_hhᵀ + b_hh) */
export const stepRNN: Record<"tanh" | "relu", Step> = {
  tanh: (fromInput, [h], weights) => [fromHidden(h!, weights).add(fromInput).tanh()],
  relu: (fromInput, [h], weights) => [fromHidden(h!, weights).add(fromInput).relu()],
};

/** c' = f c + i g and h' = o tanh(c'), with gates i, f, o through a sigmoid and g through tanh. */
export const stepLSTM: Step = (fromInput, [h, c], weights) => {
  const [i, f, g, o] = fromHidden(h!, weights).add(fromInput).chunk(4, 1);
  const cell = f!.sigmoid().mul(c!).add(i!.sigmoid().mul(g!.tanh()));
  const hidden = o!.sigmoid().mul(cell.tanh());
  return [weights.projection === null ? hidden : hidden.mm(weights.projection), cell];
};

/** h' = (1 - z) n + z h, with n = tanh(x W_inᵀ + b_in + r (h W_hnᵀ + b_hn)) and gates r, z through a sigmoid. */
export const stepGRU: Step = (fromInput, [h], weights) => {
  const [ri, zi, ni] = fromInput.chunk(3, 1);
  const [rh, zh, nh] = fromHidden(h!, weights).chunk(3, 1);
  const reset = rh!.add(ri!).sigmoid();
  const update = zh!.add(zi!).sigmoid();
  const next = ni!.add(nh!.mul(reset)).tanh();
  return [h!.sub(next).mul(update).add(next)];
};

function stepWeights({ hiddenHidden, hiddenBias, projection }: CellWeights): StepWeights {
  return { hidden: hiddenHidden.t(), bias: hiddenBias, projection: projection?.t() ?? null };
}

/** One step of a cell on its own. */
export function runCell(step: Step, input: Tensor, state: State, weights: CellWeights): State {
  return step(linear(input, weights.inputHidden, weights.inputBias), state, stepWeights(weights));
}

function rows(state: State, start: number, end: number): State {
  return state.map((x) => x.narrow(0, start, end - start));
}

function joinRows(states: readonly State[]): State {
  return states.length === 1 ? states[0]! : states[0]!.map((_, i) => cat(states.map((state) => state[i]!)));
}

/**
 * Runs through time: `steps` are the shares of the input, with as many rows as sequences still last. Sequences are sorted by
 * length, so those that end are the last rows; on the way back they are those that begin.
 *
 * @returns the hidden state after each step, in the order of `steps`, and the last state of every sequence
 */
function runThrough(
  step: Step,
  steps: readonly Tensor[],
  initial: State,
  weights: StepWeights,
  backwards: boolean,
): [Tensor[], State] {
  const order = backwards ? steps.toReversed() : steps;
  let active = order[0]!.shape[0]!;
  let state = active === initial[0]!.shape[0] ? initial : rows(initial, 0, active);
  const ended: State[] = [];
  const hidden = order.map((fromInput) => {
    const size = fromInput.shape[0]!;
    if (size < active) {
      ended.unshift(rows(state, size, active));
      state = rows(state, 0, size);
    } else if (size > active) state = joinRows([state, rows(initial, active, size)]);
    active = size;
    state = step(fromInput, state, weights);
    return state[0]!;
  });
  return [backwards ? hidden.reverse() : hidden, joinRows([state, ...ended])];
}

/** What a stack of layers is run with. */
export interface Layers {
  readonly step: Step;
  /** Per layer: its directions, one or two. */
  readonly weights: readonly (readonly CellWeights[])[];
  /** Drops elements of what one layer passes to the next; 0 where nothing is trained. */
  readonly dropout: number;
}

/**
 * Layers on top of each other.
 *
 * @param input `[T, B, I]`, or packed `[sum of batchSizes, I]`
 * @param batchSizes of a packed input, how many sequences last at each time
 * @throws {Error} if there is no time
 */
export function runLayers(
  layers: Layers,
  input: Tensor,
  batchSizes: readonly number[] | null,
  initial: State,
): [Tensor, State] {
  const initials = initial.map((x) => x.unbind(0));
  const final: State[] = [];
  let x = input;
  layers.weights.forEach((directions, layer) => {
    const outputs = directions.map((weights, direction) => {
      const fromInput = linear(x, weights.inputHidden, weights.inputBias);
      const steps = batchSizes === null ? fromInput.unbind(0) : fromInput.splitWithSizes(batchSizes);
      if (steps.length === 0) throw new Error("Expected sequence length to be larger than 0 in RNN");
      const start = initials.map((states) => states[final.length]!);
      const [hidden, last] = runThrough(layers.step, steps, start, stepWeights(weights), direction === 1);
      final.push(last);
      return batchSizes === null ? stack(hidden) : cat(hidden);
    });
    x = outputs.length === 1 ? outputs[0]! : cat(outputs, -1);
    if (layers.dropout !== 0 && layer < layers.weights.length - 1) x = dropout(x, layers.dropout);
  });
  return [x, initial.map((_, i) => stack(final.map((state) => state[i]!)))];
}
