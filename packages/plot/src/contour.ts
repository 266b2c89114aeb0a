import { contours } from "d3-contour";

/** A flat list `x0, y0, x1, y1, ...`. */
export type Path = readonly number[];

/** A grid of values: `z[row][column]` at `x[column]`, `y[row]`. */
export interface Grid {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly (readonly number[])[];
}

/** Moves a grid coordinate between two samples to the data coordinate between theirs. */
function between(samples: readonly number[], index: number): number {
  if (Number.isInteger(index)) return samples[index] as number;
  const below = Math.floor(index);
  const low = samples[below] as number;
  return low + ((samples[below + 1] as number) - low) * (index - below);
}

/**
 * Polygons of where the grid is at least `level`, closed along the border of the grid. The grid of d3 has its samples in
 * the middle of its cells and reaches half a cell beyond them; what lies beyond is moved back onto the border.
 */
export function regions(grid: Grid, level: number): Path[][] {
  const [columns, rows] = [grid.x.length, grid.y.length];
  const flat = grid.z.flat();
  const onto = (place: number, count: number): number => Math.min(Math.max(place - 0.5, 0), count - 1);
  return contours()
    .size([columns, rows])
    .contour(flat, level)
    .coordinates.map((polygon) =>
      polygon.map((ring) =>
        ring.flatMap(([column, row]) => [
          between(grid.x, onto(column as number, columns)),
          between(grid.y, onto(row as number, rows)),
        ]),
      ),
    );
}

/** Lines where the grid equals `level`: the rings of its region, cut where they run along the border. */
export function isolines(grid: Grid, level: number): Path[] {
  const borders = [
    [0, grid.x[0], grid.x.at(-1)],
    [1, grid.y[0], grid.y.at(-1)],
  ] as [number, number, number][];
  const lines: number[][] = [];
  for (const ring of regions(grid, level).flat()) {
    const alongBorder = (at: number): boolean =>
      borders.some(([axis, low, high]) => {
        const [from, to] = [ring[at + axis], ring[at + 2 + axis]];
        return from === to && (from === low || from === high);
      });
    const pieces: number[][] = [];
    let piece: number[] = [];
    for (let at = 0; at + 3 < ring.length; at += 2) {
      if (alongBorder(at)) {
        if (piece.length > 0) pieces.push(piece);
        piece = [];
      } else if (piece.length === 0) piece = ring.slice(at, at + 4);
      else piece.push(ring[at + 2] as number, ring[at + 3] as number);
    }
    if (piece.length > 0) pieces.push(piece);
    // A cut ring starts anywhere: its last piece may go on in its first.
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (
      first !== undefined &&
      last !== undefined &&
      first !== last &&
      first[0] === last.at(-2) &&
      first[1] === last.at(-1)
    ) {
      pieces[pieces.length - 1] = last.concat(first.slice(2));
      pieces.shift();
    }
    lines.push(...pieces);
  }
  return lines;
}
