import type { BackwardGraph, GraphBox } from "./backward-graph.js";

type Edge = readonly [from: number, to: number];

const gap = { x: 22, y: 32, margin: 12 };

/**
 * Places boxes in rows, so that every edge leads downwards: each row as low as its edges allow, its boxes in an order with few
 * crossings, and close to what they are joined to. An edge that passes rows bends where there is room in them.
 */
export function layered(boxes: readonly Omit<GraphBox, "x" | "y">[], edges: readonly Edge[]): BackwardGraph {
  const rowOf = rows(boxes.length, edges);
  // where an edge passes a row stands a place of no width
  const widths = boxes.map(({ width }) => width);
  const paths = edges.map(([from, to]) => {
    const path = [from];
    for (let row = rowOf[from]! + 1; row < rowOf[to]!; row++) {
      path.push(rowOf.push(row) - 1);
      widths.push(0);
    }
    return [...path, to];
  });
  const table: number[][] = Array.from({ length: Math.max(...rowOf) + 1 }, () => []);
  rowOf.forEach((row, place) => void table[row]!.push(place));

  const neighbours: { above: number[]; below: number[] }[] = rowOf.map(() => ({ above: [], below: [] }));
  for (const path of paths) {
    for (let i = 1; i < path.length; i++) {
      neighbours[path[i]!]!.above.push(path[i - 1]!);
      neighbours[path[i - 1]!]!.below.push(path[i]!);
    }
  }
  const xs = arranged(table, widths, neighbours);

  const left = Math.min(...xs.map((x, place) => x - widths[place]! / 2)) - gap.margin;
  const right = Math.max(...xs.map((x, place) => x + widths[place]! / 2)) + gap.margin;
  let y = gap.margin;
  const ys = table.map((row) => {
    const height = Math.max(...row.map((place) => boxes[place]?.height ?? 0));
    const middle = y + height / 2;
    y += height + gap.y;
    return middle;
  });
  const at = (place: number): [number, number] => [Math.round(xs[place]! - left), Math.round(ys[rowOf[place]!]!)];
  const placed = boxes.map((box, place) => ({ ...box, x: at(place)[0], y: at(place)[1] }));
  return {
    boxes: [...placed].sort((a, b) => a.y - b.y || a.x - b.x),
    edges: paths.map((path) => {
      const points = path.map(at);
      points[0]![1] += boxes[path[0]!]!.height / 2;
      points.at(-1)![1] -= boxes[path.at(-1)!]!.height / 2;
      return points;
    }),
    width: Math.ceil(right - left),
    height: Math.ceil(y - gap.y + gap.margin),
  };
}

/** The row of each box: just above the highest one it leads to. */
function rows(count: number, edges: readonly Edge[]): number[] {
  const leadsTo: number[][] = Array.from({ length: count }, () => []);
  const waiting = new Array<number>(count).fill(0);
  for (const [from, to] of edges) {
    leadsTo[to]!.push(from);
    waiting[from]!++;
  }
  const heights = new Array<number>(count).fill(0);
  const ready = heights.flatMap((_, box) => (waiting[box] === 0 ? [box] : []));
  for (const box of ready) {
    for (const from of leadsTo[box]!) {
      heights[from] = Math.max(heights[from]!, heights[box]! + 1);
      if (--waiting[from]! === 0) ready.push(from);
    }
  }
  const highest = Math.max(...heights);
  return heights.map((height) => highest - height);
}

/** The middle of each place: rows are put in the order of the means of their neighbours, down and up by turns. */
function arranged(
  table: number[][],
  widths: readonly number[],
  neighbours: readonly { above: number[]; below: number[] }[],
): number[] {
  const xs = widths.map(() => 0);
  const put = (row: readonly number[], wanted: (place: number) => number): void => {
    // side by side in this order, then moved as a whole to where they want to be
    let edge = Number.NEGATIVE_INFINITY;
    for (const place of row) {
      const half = widths[place]! / 2;
      xs[place] = Math.max(wanted(place), edge + half);
      edge = xs[place]! + half + gap.x;
    }
    const off = row.reduce((sum, place) => sum + wanted(place) - xs[place]!, 0) / row.length;
    for (const place of row) xs[place]! += off;
  };
  for (const row of table) put(row, () => 0);
  for (let turn = 0; turn < 8; turn++) {
    const side = turn % 2 === 0 ? "below" : "above";
    for (const row of turn % 2 === 0 ? [...table].reverse() : table) {
      const wanted = new Map(
        row.map((place) => {
          const near = neighbours[place]![side];
          return [
            place,
            near.length === 0 ? xs[place]! : near.reduce((sum, other) => sum + xs[other]!, 0) / near.length,
          ];
        }),
      );
      row.sort((a, b) => wanted.get(a)! - wanted.get(b)!);
      put(row, (place) => wanted.get(place)!);
    }
  }
  return xs;
}
