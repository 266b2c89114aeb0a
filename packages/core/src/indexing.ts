import { notAnIndex } from "./errors/indexing.js";

// What users write between the brackets: slices as text.

/** A slice as Python has it; null where nothing is written. */
export interface Slice {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number;
}

const pattern = /^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*(-?\d+)?\s*)?$/;
/** Programs write the same few slices again and again. */
const known = new Map<string, Slice>();
const memoryLimit = 1000;

/**
 * Reads `"start:stop:step"`, in which everything but one colon may be missing.
 *
 * @throws {TypeError} for other text
 * @throws {RangeError} unless the step is positive
 */
export function parseSlice(text: string): Slice {
  const remembered = known.get(text);
  if (remembered !== undefined) return remembered;
  const match = pattern.exec(text);
  if (match === null) throw notAnIndex(text);
  const [start = null, stop = null, step = 1] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (step === 0) throw new RangeError("slice step cannot be zero");
  if (step < 0) throw new RangeError("step must be greater than zero");
  const slice = { start, stop, step };
  if (known.size >= memoryLimit) known.clear();
  known.set(text, slice);
  return slice;
}
