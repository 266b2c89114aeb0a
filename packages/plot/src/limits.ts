import { extremes } from "./data.js";
import type { AxisDescription, FlatMark, SpaceMark, Value } from "./description.js";

/** What a mark covers along one axis; margins do not cross a sticky place. */
interface Cover {
  readonly values: Iterable<Value>;
  readonly sticky: readonly number[];
}

type AxisName = "x" | "y" | "z";

function coverOf(mark: FlatMark | SpaceMark, axis: AxisName): Cover {
  switch (mark.type) {
    case "line":
    case "scatter":
      return { values: mark[axis] ?? [], sticky: [] };
    case "bar": {
      if (axis === "x") return { values: mark.x.flatMap((x) => [x - mark.width / 2, x + mark.width / 2]), sticky: [] };
      const tops = mark.height.map((height, index) => height + (mark.bottom[index] as number));
      return { values: [...mark.bottom, ...tops], sticky: mark.bottom };
    }
    case "rule":
      return { values: (axis === "y") === (mark.along === "x") ? [mark.at] : [], sticky: [] };
    case "image":
    case "contour":
    case "contourf": {
      const [left, right, bottom, top] = mark.extent;
      const ends = axis === "x" ? [left, right] : [bottom, top];
      return { values: ends, sticky: ends };
    }
    case "surface":
      return { values: axis === "z" ? mark.z.flat() : mark[axis], sticky: [] };
  }
}

function* positive(values: Iterable<Value>): Iterable<Value> {
  for (const value of values) if (value !== null && value > 0) yield value;
}

/** Widens a range without length, so that one point still has an axis around it. */
export function widen(low: number, high: number, log: boolean): [number, number] {
  if (low < high) return [low, high];
  if (log) return [10 ** (Math.ceil(Math.log10(low)) - 1), 10 ** (Math.floor(Math.log10(low)) + 1)];
  const half = low === 0 ? 0.05 : Math.abs(low) * 0.05;
  return [low - half, high + half];
}

/**
 * The ends of an axis: the user's where given, otherwise around the data with `margin` of its length on each side, taken
 * in powers of ten on a logarithmic axis.
 */
export function limitsOf(
  description: AxisDescription,
  axis: AxisName,
  marks: readonly (FlatMark | SpaceMark)[],
  margin: number,
): [number, number] {
  const log = description.scale === "log";
  const covers = marks.map((mark) => coverOf(mark, axis));
  const ranges = covers.map(({ values }) => extremes(log ? positive(values) : values));
  const data = extremes(ranges.flatMap((range) => range ?? [])) ?? (log ? [1, 10] : [0, 1]);
  const empty = ranges.every((range) => range === null);
  const [low, high] = widen(data[0], data[1], log);
  const sticky = covers.flatMap((cover) => cover.sticky);
  const [forward, back] = log ? [Math.log10, (power: number) => 10 ** power] : [Number, Number];
  const room = empty ? 0 : (forward(high) - forward(low)) * margin;
  const lowest = extremes(sticky.filter((place) => place <= low))?.[1] ?? Number.NEGATIVE_INFINITY;
  const highest = extremes(sticky.filter((place) => place >= high))?.[0] ?? Number.POSITIVE_INFINITY;
  const start = Math.max(back(forward(low) - room), lowest);
  const end = Math.min(back(forward(high) + room), highest);
  const downward = marks.some((mark) => mark.type === "image" && axis === "y" && mark.extent[2] > mark.extent[3]);
  const [first, last] = downward ? [end, start] : [start, end];
  return [description.limits[0] ?? first, description.limits[1] ?? last];
}
