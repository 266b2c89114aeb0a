import * as torch from "flambeau";

/** A unit of work to be timed. */
export interface Workload {
  /** `W1`, or `W7.64`: the first word chooses a whole family. */
  readonly name: string;
  readonly unit: string;
  /** What a duration in seconds becomes. */
  readonly convert: (seconds: number) => number;
  /** Makes data and models; returns the work. */
  readonly prepare: () => () => void;
}

/** Something that a workload needs is not in the library. */
export class MissingLayer extends Error {
  constructor(readonly path: string) {
    super(`torch.${path} is not there yet`);
  }
}

/** What the library has at a dotted path, for what may not be there yet. */
export function need<T>(path: string): T {
  let value: unknown = torch;
  for (const name of path.split(".")) value = (value as Record<string, unknown> | undefined)?.[name];
  if (value === undefined) throw new MissingLayer(path);
  return value as T;
}

export const microseconds = (seconds: number): number => seconds * 1e6;
export const milliseconds = (seconds: number): number => seconds * 1e3;
