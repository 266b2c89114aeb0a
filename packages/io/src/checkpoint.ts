import { getRngState, setRngState, Tensor } from "@flambeau/core";
import { emptyPart, missingPart, noCheckpoint } from "./checkpoint-errors.js";
import { load } from "./load.js";
import type { AsyncSource, SyncSource } from "./open.js";
import { type SaveOptions, save } from "./save.js";

/** What has a state that can be saved and taken over: a module, an optimizer, a scheduler, the batches of `resumable`. */
export interface Stateful {
  stateDict(): object;
  loadStateDict(state: never): unknown;
}

/** Parts that take over their states. */
export type StatefulParts = Readonly<Record<string, Stateful>>;

/** What a training checkpoint is made of: parts with a state, and plain values. */
export type CheckpointParts = Readonly<Record<string, unknown>>;

/**
 * Saves a training run: of every part with a state (model, optimizer, scheduler, batches) its state dict, plain values as they are,
 * and as `rngState` the place of the default generator. `resumeCheckpoint` goes on from there to the bit.
 *
 * The file is what `torch.load(..., weights_only=True)` opens, and is replaced as a whole.
 *
 * @throws {TypeError} if a part has neither a state nor is plain data
 * @example
 * const counter = { count: 3, stateDict: () => ({ count: counter.count }), loadStateDict() {} };
 * const { readable, writable } = new TransformStream<Uint8Array>();
 * const [, { counter: saved, epoch }] = await Promise.all([
 *   saveCheckpoint(writable, { counter, epoch: 5 }),
 *   load<{ counter: object; epoch: number }>(readable),
 * ]);
 * saved // => {'count': 3}
 * epoch // => 5
 */
export function saveCheckpoint(target: string, parts: CheckpointParts, options?: SaveOptions): void;
export function saveCheckpoint(
  target: WritableStream<Uint8Array>,
  parts: CheckpointParts,
  options?: SaveOptions,
): Promise<void>;
export function saveCheckpoint(
  target: string | WritableStream<Uint8Array>,
  parts: CheckpointParts,
  options?: SaveOptions,
): void | Promise<void> {
  if ("rngState" in parts) throw emptyPart("rngState");
  const saved = Object.entries(parts).map(([name, part]) => [name, isStateful(part) ? part.stateDict() : part]);
  return save({ ...Object.fromEntries(saved), rngState: getRngState() }, target as string, options);
}

/**
 * Takes over a saved training run: the parts get the states saved under their names, the default generator goes to its place, and
 * the plain values are returned.
 *
 * Nothing is changed unless every part is in the file.
 *
 * @throws {FileFormatError} if the file is broken
 * @throws {Error} if a part is missing in it
 * @example
 * const counter = { count: 0, stateDict: () => ({}), loadStateDict(state: { count: number }) { counter.count = state.count } };
 * const file = encode({ counter: { count: 3 }, epoch: 5, rngState: getRngState() });
 * resumeCheckpoint(file, { counter }) // => {'epoch': 5}
 * counter.count // => 3
 */
export function resumeCheckpoint(source: SyncSource, parts: StatefulParts): Record<string, unknown>;
export function resumeCheckpoint(source: AsyncSource, parts: StatefulParts): Promise<Record<string, unknown>>;
export function resumeCheckpoint(
  source: SyncSource | AsyncSource,
  parts: StatefulParts,
): Record<string, unknown> | Promise<Record<string, unknown>> {
  const saved = load<Record<string, unknown>>(source as SyncSource) as
    | Record<string, unknown>
    | Promise<Record<string, unknown>>;
  return saved instanceof Promise ? saved.then((arrived) => takeOver(arrived, parts)) : takeOver(saved, parts);
}

/** Gives the parts their states, and returns what remains. */
function takeOver(saved: Record<string, unknown>, parts: StatefulParts): Record<string, unknown> {
  const { rngState } = saved;
  if (!(rngState instanceof Tensor)) throw noCheckpoint();
  const missing = Object.keys(parts).filter((name) => !Object.hasOwn(saved, name));
  if (missing.length > 0) throw missingPart(missing, Object.keys(saved));
  for (const [name, part] of Object.entries(parts)) {
    part.loadStateDict(saved[name] as never);
    delete saved[name];
  }
  setRngState(rngState);
  delete saved.rngState;
  return saved;
}

function isStateful(part: unknown): part is Stateful {
  return typeof part === "object" && part !== null && "stateDict" in part && typeof part.stateDict === "function";
}
