/** A point of a line; `null` marks a gap. */
export interface LinePoint {
  readonly x: number | null;
  readonly y: number | null;
}

/**
 * Leaves out points of a long line that would not show: of those in one column of pixels it keeps the first, the lowest,
 * the highest and the last. `place` gives the column of a point; lines that run back and forth are kept whole.
 */
export function thin(
  points: readonly LinePoint[],
  place: (x: number) => number,
  columns: number,
): readonly LinePoint[] {
  const rising = points.every((point, index) => {
    const before = points[index - 1];
    return point.x !== null && point.y !== null && (before === undefined || point.x >= (before.x as number));
  });
  if (points.length <= 4 * columns || !rising) return points;
  const kept: LinePoint[] = [];
  for (let start = 0; start < points.length; ) {
    const column = Math.floor(place(points[start]?.x as number));
    let [end, low, high] = [start, start, start];
    for (; end < points.length && Math.floor(place(points[end]?.x as number)) === column; end++) {
      if ((points[end]?.y as number) < (points[low]?.y as number)) low = end;
      if ((points[end]?.y as number) > (points[high]?.y as number)) high = end;
    }
    const chosen = [...new Set([start, low, high, end - 1])].sort((a, b) => a - b);
    kept.push(...chosen.map((index) => points[index] as LinePoint));
    start = end;
  }
  return kept;
}
