import { eachPosition } from "./axes.js";
import { copyBytes } from "./bytes.js";
import type { Source } from "./fold.js";
import { computeRun } from "./lanes/compute.js";
import type { Lane } from "./lanes/lane.js";

/** For fewer results side by side a call for each row costs more than it saves. */
const fewest = 16;

/**
 * Reduces rows to one, position by position, where results lie side by side as the elements of a row do; false if they do not, and
 * nothing is done. `lane` takes what there is and the next row.
 */
export function foldColumns(lane: Lane | undefined, { start, reduced, kept }: Source, to: number): boolean {
  const [columns, ...others] = kept;
  if (lane === undefined || columns === undefined) return false;
  const { size, ...steps } = columns;
  if (size < fewest || steps.from !== 1 || steps.to !== 1) return false;
  const { shift } = lane.output;
  eachPosition(others, 0, start, to, (from, at) => {
    copyBytes(at << shift, from << shift, size << shift);
    eachPosition(reduced, 0, from, 0, (row) => {
      if (row !== from) computeRun(lane, size, at, at, 1, row, 1, 0, 0, null);
    });
  });
  return true;
}
