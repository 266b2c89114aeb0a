import { type DType, float32, int64 } from "../dtype.js";
import type { Averaging, PoolingKernels, Windows } from "../kernels/pooling.js";
import { i32 } from "../memory/heap.js";
import { readInt64, writeInt64 } from "../memory/int64.js";
import { markTemporaries, releaseTemporaries, takeTemporary } from "../memory/temporary.js";
import { deferred, divide } from "../threads/pool.js";
import { clear } from "./boxes.js";
import { elementsOf, type Numbers } from "./elements.js";
import { roundingOf } from "./fold.js";
import { hasVectors } from "./instructions.js";
import { finishRun, runOf, startRun } from "./run.js";
import { windowFunctions } from "./window-functions.js";

// Windows become a list of places in a plane, which most planes share; so each is one loop, whatever its dimensions.

/** The windows of a plane. */
interface Members {
  /** Elements of the plane. */
  readonly size: number;
  readonly count: number;
  /** The elements of all windows, one window after the other. */
  readonly places: Int32Array;
  /** Where those of each window end in `places`. */
  readonly ends: Int32Array;
  /** Where each window begins, even if it has no elements. */
  readonly firsts: Int32Array;
  /** Three for each window: along depth, height and width. */
  readonly extents: Int32Array;
}

const whole: Windows = { size: 1, counts: [1], begins: [0], step: 1, extents: [1] };
const product = (numbers: readonly number[]): number => numbers.reduce((n, each) => n * each, 1);
const sum = (numbers: readonly number[]): number => numbers.reduce((n, each) => n + each, 0);

/** Whether planes have windows of their own. */
const differs = ({ begins, counts }: Windows): boolean => begins.length > counts.length;

function membersOf(windows: readonly Windows[], plane: number): Members {
  // an image is one deep, a line also one high
  const [depth, height, width] = [whole, whole, ...windows].slice(-3) as [Windows, Windows, Windows];
  const count = countOf(windows);
  const places = new Int32Array(product(windows.map(({ counts }) => sum(counts))));
  const [ends, firsts, extents] = [new Int32Array(count), new Int32Array(count), new Int32Array(3 * count)];
  const [ofDepth, ofHeight, ofWidth] = [depth, height, width].map((along) => {
    const from = differs(along) ? plane * along.counts.length : 0;
    return along.begins.slice(from, from + along.counts.length);
  }) as [number[], number[], number[]];
  for (let d = 0, window = 0, end = 0; d < ofDepth.length; d++)
    for (let h = 0; h < ofHeight.length; h++)
      for (let w = 0; w < ofWidth.length; w++, window++) {
        const first = (ofDepth[d]! * height.size + ofHeight[h]!) * width.size + ofWidth[w]!;
        for (let z = 0; z < depth.counts[d]!; z++)
          for (let y = 0; y < height.counts[h]!; y++) {
            const row = first + (z * depth.step * height.size + y * height.step) * width.size;
            for (let x = 0; x < width.counts[w]!; x++) places[end++] = row + x * width.step;
          }
        ends[window] = end;
        firsts[window] = first;
        extents.set([depth.extents[d]!, height.extents[h]!, width.extents[w]!], 3 * window);
      }
  return { size: depth.size * height.size * width.size, count, places, ends, firsts, extents };
}

/** Calls `visit` for each plane of `total` windows, with where its elements and its windows begin. */
function eachPlane(
  windows: readonly Windows[],
  total: number,
  visit: (members: Members, plane: number, window: number) => void,
): void {
  if (total === 0) return;
  let members = membersOf(windows, 0);
  for (let plane = 0; plane * members.count < total; plane++) {
    if (plane > 0 && windows.some(differs)) members = membersOf(windows, plane);
    visit(members, plane * members.size, plane * members.count);
  }
}

function lowestOf({ isFloatingPoint, isSigned, bytes }: DType): number {
  return isFloatingPoint ? Number.NEGATIVE_INFINITY : isSigned ? -(2 ** (8 * bytes - 1)) : 0;
}

/** Divides what belongs to a window. */
type Share = (total: number, extents: Int32Array, window: number) => number;

function shareOf({ divisor, isStepwise }: Averaging, dtype: DType): Share {
  const round = roundingOf(dtype);
  if (isStepwise)
    return (total, extents, i) =>
      round(round(round(total / extents[3 * i]!) / extents[3 * i + 1]!) / extents[3 * i + 2]!);
  const by = (extents: Int32Array, i: number): number =>
    divisor ?? extents[3 * i]! * extents[3 * i + 1]! * extents[3 * i + 2]!;
  if (dtype === int64) return (total, extents, i) => total / (BigInt(by(extents, i)) as never);
  return (total, extents, i) => round(total / by(extents, i));
}

const countOf = (windows: readonly Windows[]): number => product(windows.map(({ counts }) => counts.length));

/** Lanes take four windows at a time, which must have elements. */
const suitLanes = (windows: readonly Windows[]): boolean =>
  countOf(windows) >= 4 && !windows.some(({ counts }) => counts.includes(0));

/**
 * Where the elements of windows lie in bytes: the first of all windows, the second of all, and so on. A window with fewer elements
 * than others repeats its last one.
 */
function lanesOf({ count, places, ends }: Members): Int32Array {
  const begins = ends.map((_, window) => ends[window - 1] ?? 0);
  const members = ends.reduce((most, end, window) => Math.max(most, end - begins[window]!), 0);
  const lanes = new Int32Array(members * count);
  for (let member = 0, at = 0; member < members; member++)
    for (let window = 0; window < count; window++)
      lanes[at++] = places[Math.min(begins[window]! + member, ends[window]! - 1)]! << 2;
  return lanes;
}

/** What an element of a window costs, in multiplications. */
const costOfMember = 16;

/** `maxPool` of float32. */
function maxPoolLanes(from: number, windows: readonly Windows[], total: number, best: number, where: number): void {
  const { largest } = windowFunctions();
  const count = countOf(windows);
  const planes = total / count;
  const run = (first: number, end: number, plane: Members): void => {
    const mark = markTemporaries();
    const lanes = lanesOf(plane);
    const places = takeTemporary(lanes.byteLength);
    i32.set(lanes, places >> 2);
    const members = lanes.length / count;
    divide(end - first, (end - first) * lanes.length * costOfMember, (begin, stop) => {
      const at = first + begin;
      const [begins, rest] = [(from + at * plane.size) << 2, count - 4];
      const call = (window: number, fours: number): void => {
        const to = at * count + window;
        const results = [(best + to) << 2, (where + to) << 3] as const;
        const planeBytes = plane.size << 2;
        deferred(largest)(
          begins,
          places + (window << 2),
          count << 2,
          members,
          ...results,
          fours,
          stop - begin,
          planeBytes,
        );
      };
      call(0, count >> 2);
      if (count % 4 > 0) call(rest, 1);
    });
    releaseTemporaries(mark);
  };
  if (!windows.some(differs)) return run(0, planes, membersOf(windows, 0));
  for (let plane = 0; plane < planes; plane++) run(plane, plane + 1, membersOf(windows, plane));
}

export const pooling: PoolingKernels = {
  maxPool(x, windows, values, places) {
    const mark = markTemporaries();
    const dtype = x.dtype.compute;
    const from = runOf(x, x.layout.dense, dtype);
    const best = startRun(values, dtype);
    const where = startRun(places, int64);
    const a = elementsOf(dtype) as Numbers;
    const lowest = lowestOf(dtype);
    if (hasVectors && dtype === float32 && suitLanes(windows))
      maxPoolLanes(from, windows, values.layout.numel, best, where);
    else
      eachPlane(windows, values.layout.numel, (members, plane, window) => {
        for (let i = 0, at = 0; i < members.count; i++) {
          let largest = lowest;
          let place = members.firsts[i]!;
          for (const end = members.ends[i]!; at < end; at++) {
            const value = a[from + plane + members.places[at]!]!;
            if (value > largest || value !== value) {
              largest = value;
              place = members.places[at]!;
            }
          }
          a[best + window + i] = largest;
          writeInt64(where + window + i, place);
        }
      });
    finishRun(values, dtype, best);
    finishRun(places, int64, where);
    releaseTemporaries(mark);
  },

  maxPoolGrad(grad, places, windows, out) {
    const mark = markTemporaries();
    const dtype = out.dtype.compute;
    const { numel } = grad.layout;
    const from = runOf(grad, grad.layout.dense, dtype);
    const where = runOf(places, places.layout.dense, int64);
    const to = startRun(out, dtype);
    const a = elementsOf(dtype) as Numbers;
    clear(dtype, to, out.layout.numel);
    const size = product(windows.map((along) => along.size));
    const count = countOf(windows);
    if (hasVectors && dtype === float32 && count > 0) {
      const { scatter } = windowFunctions();
      divide(numel / count, numel * costOfMember, (first, end) => {
        const [at, plane] = [first * count, to + first * size];
        deferred(scatter)((from + at) << 2, (where + at) << 3, count, plane << 2, size, end - first);
      });
    } else
      for (let i = 0, plane = to; i < numel; plane += size)
        for (const end = i + count; i < end; i++) {
          const place = readInt64(where + i);
          // that of a window without elements may lie outside
          if (place < size) a[plane + place]! += a[from + i]!;
        }
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },

  averagePool(x, averaging, out) {
    const mark = markTemporaries();
    const dtype = x.dtype.compute;
    const from = runOf(x, x.layout.dense, dtype);
    const to = startRun(out, dtype);
    const a = elementsOf(dtype) as Numbers;
    const zero = (dtype === int64 ? 0n : 0) as number;
    const share = shareOf(averaging, dtype);
    eachPlane(averaging.windows, out.layout.numel, ({ count, places, ends, extents }, plane, window) => {
      for (let i = 0, at = 0; i < count; i++) {
        const result = to + window + i;
        a[result] = zero;
        for (const end = ends[i]!; at < end; at++) a[result]! += a[from + plane + places[at]!]!;
        a[result] = share(a[result]!, extents, i);
      }
    });
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },

  averagePoolGrad(grad, averaging, out) {
    const mark = markTemporaries();
    const dtype = out.dtype.compute;
    const from = runOf(grad, grad.layout.dense, dtype);
    const to = startRun(out, dtype);
    const a = elementsOf(dtype) as Numbers;
    clear(dtype, to, out.layout.numel);
    const share = shareOf(averaging, dtype);
    eachPlane(averaging.windows, grad.layout.numel, ({ count, places, ends, extents }, plane, window) => {
      for (let i = 0, at = 0; i < count; i++) {
        const part = share(a[from + window + i]!, extents, i);
        for (const end = ends[i]!; at < end; at++) a[to + plane + places[at]!]! += part;
      }
    });
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },
};
