import type { Taps } from "@flambeau/core";

// Where the elements of one dimension come from when its size changes, rounded as PyTorch rounds.

/** Rounds a number to a type. */
export type Round = (value: number) => number;

/** Two sizes of a dimension. */
export interface Resizing {
  readonly input: number;
  readonly output: number;
  /** The factor that the caller asked for, if places follow it rather than the sizes. */
  readonly factor: number | null;
  /** Whether the first and last elements keep their places. */
  readonly alignCorners: boolean;
  /** To the type that places and weights are computed in. */
  readonly round: Round;
  /** To the type that weights are kept in. */
  readonly store: Round;
}

/** What one element of the result is made of. */
type Tap = readonly [index: number, weight: number];

function tapsOf(output: number, each: (o: number) => readonly Tap[]): Taps {
  const lists = Array.from({ length: output }, (_, o) => each(o));
  const flat = lists.flat();
  const starts = new Int32Array(output + 1);
  lists.forEach((list, o) => {
    starts[o + 1] = starts[o]! + list.length;
  });
  return {
    starts,
    indices: Int32Array.from(flat, ([index]) => index),
    weights: Float64Array.from(flat, ([, weight]) => weight),
  };
}

function listsOf({ starts, indices, weights }: Taps): Tap[][] {
  return Array.from({ length: starts.length - 1 }, (_, o) =>
    Array.from({ length: starts[o + 1]! - starts[o]! }, (_, i) => [indices[starts[o]! + i]!, weights[starts[o]! + i]!]),
  );
}

/** Taps that carry gradients back to a dimension of `input` elements. */
export function transposed(taps: Taps, input: number): Taps {
  const back: Tap[][] = Array.from({ length: input }, () => []);
  listsOf(taps).forEach((list, o) => {
    for (const [index, weight] of list) back[index]!.push([o, weight]);
  });
  return tapsOf(input, (i) => back[i]!);
}

/** How many elements of the input one of the output spans. */
function ratioOf({ input, output, factor, alignCorners, round }: Resizing): number {
  if (alignCorners) return output > 1 ? round((input - 1) / (output - 1)) : 0;
  return factor !== null && factor > 0 ? round(1 / factor) : round(input / output);
}

/** The element at the beginning of what each spans, or in the middle. */
export function nearestTaps(resizing: Resizing, where: "begin" | "middle"): Taps {
  const { input, output, round } = resizing;
  const ratio = ratioOf(resizing);
  return tapsOf(output, (o) => {
    const place = Math.fround(round(ratio * (where === "middle" ? o + 0.5 : o)));
    return [[Math.min(Math.floor(place), input - 1), 1]];
  });
}

/** Calls `taps` with the element that lies before each place, and how far the place is behind it. */
function between(resizing: Resizing, lowest: number, taps: (before: number, part: number) => readonly Tap[]): Taps {
  const { input, output, alignCorners, round } = resizing;
  const ratio = ratioOf(resizing);
  return tapsOf(output, (o) => {
    const place = alignCorners ? round(ratio * o) : Math.max(round(ratio * (o + 0.5) - 0.5), lowest);
    const before = Math.min(Math.floor(Math.fround(place)), input - 1);
    return taps(before, Math.min(Math.max(round(place - before), 0), 1));
  });
}

/** The two neighbours of each place, by their distances. */
export function linearTaps(resizing: Resizing): Taps {
  const { input, output, store } = resizing;
  if (input === output)
    return tapsOf(output, (o) => [
      [o, 1],
      [o, 0],
    ]);
  return between(resizing, 0, (before, part) => {
    const weight = store(part);
    return [
      [before, store(1 - weight)],
      [Math.min(before + 1, input - 1), weight],
    ];
  });
}

/** A piecewise cubic: within one element of its place, and beyond; `a` is its slope at one element. */
function cubicNear(x: number, a: number, round: Round): number {
  const slope = round(round((a + 2) * x - (a + 3)) * x);
  return round(round(slope * x) + 1);
}
function cubicFar(x: number, a: number, round: Round): number {
  return round(round(round(round(a * x - 5 * a) * x + 8 * a) * x) - 4 * a);
}

/** The two neighbours of each place and the two beyond them, with weights of a cubic convolution; beyond edges the edge counts again. */
export function cubicTaps(resizing: Resizing): Taps {
  const { input, round, store } = resizing;
  const a = -0.75;
  return between(resizing, Number.NEGATIVE_INFINITY, (before, part) => {
    const rest = round(1 - part);
    const weights = [
      cubicFar(round(part + 1), a, round),
      cubicNear(part, a, round),
      cubicNear(rest, a, round),
      cubicFar(round(rest + 1), a, round),
    ];
    return weights.map((weight, j) => [Math.min(Math.max(before + j - 1, 0), input - 1), store(weight)]);
  });
}

/** Weights by the distance from a place, and how far they reach. */
interface Filter {
  readonly reach: number;
  readonly weight: (distance: number, round: Round) => number;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** Of the modes that spare no element when they shrink. */
export const filters: Readonly<Record<"bilinear" | "bicubic" | "lanczos", Filter>> = {
  bilinear: { reach: 1, weight: (x, round) => (x < 1 ? round(1 - x) : 0) },
  bicubic: {
    reach: 2,
    weight: (x, round) => (x < 1 ? cubicNear(x, -0.5, round) : x < 2 ? cubicFar(x, -0.5, round) : 0),
  },
  lanczos: { reach: 3, weight: (x, round) => (x < 3 ? round(sinc(x) * sinc(x / 3)) : 0) },
};

/** Every element within reach of each place, which widens as the result shrinks, so that none is passed over. */
export function filteredTaps(resizing: Resizing, { reach, weight }: Filter): Taps {
  const { input, output, round } = resizing;
  const ratio = ratioOf(resizing);
  const support = ratio >= 1 ? round(reach * ratio) : reach;
  const inverse = ratio >= 1 ? round(1 / ratio) : 1;
  return tapsOf(output, (o) => {
    const center = round(ratio * (o + 0.5));
    const first = Math.max(Math.trunc(round(center - support) + 0.5), 0);
    const end = Math.min(Math.trunc(round(center + support) + 0.5), input, first + 2 * Math.ceil(support) + 1);
    const weights = Array.from({ length: Math.max(end - first, 0) }, (_, j) =>
      weight(Math.abs(round((round(j + first - center) + 0.5) * inverse)), round),
    );
    const total = weights.reduce((sum, w) => round(sum + w), 0);
    return weights.map((w, j) => [first + j, total === 0 ? w : round(w / total)]);
  });
}

/** The same taps as uint8 is resampled with: one per element, with weights of 16 bits, as many behind the point as fit the largest. */
export function quantized(taps: Taps): Taps {
  const lists = listsOf(taps).map((list) => {
    const merged = new Map<number, number>();
    for (const [index, weight] of list) merged.set(index, (merged.get(index) ?? 0) + weight);
    return [...merged];
  });
  const largest = lists.flat().reduce((most, [, weight]) => Math.max(most, weight), 0);
  let precision = 0;
  while (precision < 22 && Math.floor(0.5 + largest * 2 ** (precision + 1)) < 2 ** 15) precision++;
  const unit = 2 ** -precision;
  const rounded = (weight: number): number => Math.sign(weight) * Math.floor(Math.abs(weight) / unit + 0.5) * unit;
  return tapsOf(lists.length, (o) => lists[o]!.map(([index, weight]) => [index, rounded(weight)]));
}
