import { regions } from "../memory/heap.js";
import { F64, Func, I32, integers, V128 } from "./asm.js";
import { compile } from "./compiled.js";

// Means and sums of squared distances of eight lines side by side, updated element by element in doubles: what one line waits for, others
// need not.

/** How many lines are taken at once. */
export const welfordLines = 8;
const pairs = Array.from({ length: welfordLines / 2 }, (_, pair) => pair);
/** Where the means are left, and the sums behind them. */
export const momentsAt: number = regions.kernels + (1 << 12);

const [add, subtract, multiply, divide, splat, replaceLane] = [0xf0, 0xf1, 0xf2, 0xf3, 0x14, 0x22];

/** welford(x, step, count, lineStep, runs, runStep): of float32, each line in so many runs; steps in bytes. */
function welford(): Func {
  const f = new Func("welford", integers(6));
  const [x, step, count, lineStep, runs, runStep] = [0, 1, 2, 3, 4, 5] as const;
  const [n, ns, from, left, at] = [f.local(F64), f.local(V128), f.local(I32), f.local(I32), f.local(I32)];
  const each = pairs.map(() => ({
    mean: f.local(V128),
    sum: f.local(V128),
    value: f.local(V128),
    delta: f.local(V128),
  }));
  /** The next line's element as a double. */
  const element = (): Func => f.get(at).load().promote();
  const nextLine = (): void => {
    f.get(at).get(lineStep).add().set(at);
  };
  const update = (): void => {
    f.get(n).f64(1).dadd().tee(n).simd(splat).set(ns).get(from).set(at);
    for (const { value } of each) {
      element().simd(splat);
      nextLine();
      element().simd(replaceLane).op(1).set(value);
      nextLine();
    }
    for (const { value, mean, delta } of each) f.get(value).get(mean).simd(subtract).set(delta);
    for (const { mean, delta } of each) f.get(mean).get(delta).get(ns).simd(divide).simd(add).set(mean);
    for (const { value, mean, delta, sum } of each) {
      f.get(sum).get(delta).get(value).get(mean).simd(subtract).simd(multiply).simd(add).set(sum);
    }
    f.get(from).get(step).add().set(from);
  };
  f.repeat(runs, () => {
    f.get(x).set(from).get(count).set(left);
    f.repeat(left, update);
    f.get(x).get(runStep).add().set(x);
  });
  for (const [pair, { mean, sum }] of each.entries()) {
    f.i32(momentsAt)
      .get(mean)
      .vstore(16 * pair);
    f.i32(momentsAt)
      .get(sum)
      .vstore(8 * welfordLines + 16 * pair);
  }
  return f;
}

type Welford = (x: number, step: number, count: number, lineStep: number, runs: number, runStep: number) => void;
let compiled: Welford | null = null;

/** Leaves the moments of eight lines at `momentsAt`. */
export const momentsOfLines: Welford = (...places) => {
  compiled ??= compile<{ welford: Welford }>([welford()]).welford;
  compiled(...places);
};
