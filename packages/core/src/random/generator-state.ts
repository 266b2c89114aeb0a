import type { EngineState } from "./mt19937.js";

/** All that a generator remembers. */
export interface GeneratorState {
  readonly seed: bigint;
  readonly engine: EngineState;
  readonly cachedNormal: number | null;
  readonly cachedFloat: number | null;
}

// PyTorch's layout, little-endian; the words of the engine are 32 bits wide in slots of 64
const SEED = 0;
const LEFT = 8;
const SEEDED = 12;
const NEXT = 16;
const WORDS = 24;
const WORD_COUNT = 624;
const NORMAL = 5024;
const NORMAL_VALID = 5040;
const FLOAT_NORMAL = 5048;
const FLOAT_NORMAL_VALID = 5052;
const SIZE = 5056;

/** The bytes that PyTorch saves for a CPU generator. */
export function encodeState({ seed, engine, cachedNormal, cachedFloat }: GeneratorState): Uint8Array {
  const bytes = new Uint8Array(SIZE);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(SEED, seed, true);
  view.setInt32(LEFT, engine.left, true);
  view.setInt32(SEEDED, 1, true);
  view.setUint32(NEXT, engine.next, true);
  for (let i = 0; i < WORD_COUNT; i++) view.setUint32(WORDS + 8 * i, engine.words[i]!, true);
  view.setFloat64(NORMAL, cachedNormal ?? 0, true);
  view.setInt32(NORMAL_VALID, cachedNormal === null ? 0 : 1, true);
  view.setFloat32(FLOAT_NORMAL, cachedFloat ?? 0, true);
  view.setUint8(FLOAT_NORMAL_VALID, cachedFloat === null ? 0 : 1);
  return bytes;
}

/** What the bytes of a saved CPU generator mean. */
export function decodeState(bytes: Uint8Array): GeneratorState {
  if (!(bytes instanceof Uint8Array)) throw new TypeError("RNG state must be a torch.ByteTensor: here, a Uint8Array");
  if (bytes.length !== SIZE) {
    throw new Error(
      `Expected a CPUGeneratorImplState of size ${SIZE} but found the input RNG state size to be ${bytes.length}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, SIZE);
  if (view.getInt32(SEEDED, true) === 0) throw new Error("Invalid mt19937 state");
  const words = Uint32Array.from({ length: WORD_COUNT }, (_, i) => view.getUint32(WORDS + 8 * i, true));
  return {
    seed: view.getBigUint64(SEED, true),
    engine: { words, left: view.getInt32(LEFT, true), next: view.getUint32(NEXT, true) },
    cachedNormal: view.getInt32(NORMAL_VALID, true) === 0 ? null : view.getFloat64(NORMAL, true),
    cachedFloat: view.getUint8(FLOAT_NORMAL_VALID) === 0 ? null : view.getFloat32(FLOAT_NORMAL, true),
  };
}
