/** A point of the plane, both coordinates between -1 and 1. */
export type Point = readonly [x: number, y: number];

/** The points to fit, sent whenever they change. */
export interface Task {
  readonly points: readonly Point[];
}

/** The curve after some steps. `curve` holds the heights over `grid`, evenly from -1 to 1. */
export interface Fit {
  readonly curve: readonly number[];
  readonly loss: number;
  readonly step: number;
  readonly isDone: boolean;
}
