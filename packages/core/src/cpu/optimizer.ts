import { type DType, float32 } from "../dtype.js";
import { Ternary } from "../kernels/elementwise.js";
import type { AdamStep, OptimizerKernels } from "../kernels/optimizer.js";
import { doublePrecision, singlePrecision } from "../kernels/rule.js";
import { ternaryRules } from "../kernels/ternary.js";
import { f32 } from "../memory/heap.js";
import type { Operand } from "../tensor.js";
import { divideAhead } from "../threads/pool.js";
import { compile } from "./compiled.js";
import { floatsOf } from "./fold.js";
import { adamFunction, leastHastyWeight } from "./lanes/adam.js";
import { parametersAt } from "./lanes/compute.js";
import { ownRun } from "./run.js";
import type { Floats } from "./sum.js";

const [lerp, addcmul, addcdiv] = [Ternary.lerp, Ternary.addcmul, Ternary.addcdiv].map(
  (kernel) => ternaryRules[kernel]!.float!,
) as [Rule, Rule, Rule];
type Rule = NonNullable<(typeof ternaryRules)[number]["float"]>;

/** Where the elements of a step begin. */
type Places = readonly [x: number, gradient: number, average: number, squares: number];

const placesOf = (...operands: readonly Operand[]): Places => operands.map(ownRun) as unknown as Places;

/** The elements from `start` to `end`, each as the element-wise kernels make it one after the other. */
function adamPart(a: Floats, [x, g, m, s]: Places, start: number, end: number, step: AdamStep, dtype: DType): void {
  const arithmetic = dtype === float32 ? singlePrecision : doublePrecision;
  const { round } = arithmetic;
  const [weight, decay, gain, scale, eps, value, shrink] = numbersOf(step).map(round) as unknown as Numbers;
  for (let i = start; i < end; i++) {
    const gradient = a[g + i]!;
    a[m + i] = lerp(a[m + i]!, gradient, weight, 1, arithmetic);
    a[s + i] = addcmul(round(a[s + i]! * decay), gradient, gradient, gain, arithmetic);
    const denominator = round(round(round(Math.sqrt(a[s + i]!)) / scale) + eps);
    a[x + i] = addcdiv(round(a[x + i]! * shrink), a[m + i]!, denominator, value, arithmetic);
  }
}

type Numbers = readonly [
  weight: number,
  decay: number,
  gain: number,
  scale: number,
  eps: number,
  value: number,
  shrink: number,
];

function numbersOf({ weight, decay, gain, scale, eps, value, shrink }: AdamStep): Numbers {
  return [weight, decay, gain, scale, eps, value, shrink];
}

export const optimizers: OptimizerKernels = {
  adamStep(x, gradient, average, squares, step, dtype) {
    const places = placesOf(x, gradient, average, squares);
    adamPart(floatsOf(dtype)!, places, 0, x.layout.numel, step, dtype);
  },
};

type AdamFunction = (count: number, x: number, g: number, m: number, s: number, parameters: number) => number;
interface AdamFunctions {
  readonly hasty: AdamFunction;
  readonly patient: AdamFunction;
}
let adam: AdamFunctions | null = null;

/** How many elements are looked at closely where one is doubtful, and are computed plainly where one still is. */
const [doubtful, doubtfulStill] = [256, 16];

export const fastOptimizers: OptimizerKernels = {
  adamStep(x, gradient, average, squares, step, dtype) {
    const weight = Math.abs(Math.fround(step.weight));
    if (dtype !== float32 || weight >= 0.5) return optimizers.adamStep(x, gradient, average, squares, step, dtype);
    adam ??= compile<AdamFunctions>([adamFunction("hasty"), adamFunction("patient")]);
    const { hasty, patient } = adam;
    const places = placesOf(x, gradient, average, squares);
    const { numel } = x.layout;
    f32.set(numbersOf(step), parametersAt >> 2);
    const first = weight < leastHastyWeight ? patient : hasty;
    const goOn = (start: number, end: number): void => {
      for (let done = start; done < end; ) {
        done = advance(first, places, done, end);
        const near = Math.min(done + doubtful, end);
        done = advance(patient, places, done, near);
        if (done === near) continue;
        const still = Math.min(done + doubtfulStill, end);
        adamPart(f32, places, done, still, step, dtype);
        done = still;
      }
    };
    divideAhead(numel, numel * multiplicationsOfElement, first, (at, size) => argsOf(places, at, size), goOn);
  },
};

/** An element takes about as long as so many multiplications in a product of matrices. */
const multiplicationsOfElement = 16;

/** Computes elements from `start` on, and at most to `end`; gives how far it came. */
function advance(adam: AdamFunction, places: Places, start: number, end: number): number {
  return start + adam(...argsOf(places, start, end - start));
}

function argsOf([x, g, m, s]: Places, start: number, size: number): Parameters<AdamFunction> {
  const at = (place: number): number => (place + start) << 2;
  return [size, at(x), at(g), at(m), at(s), parametersAt];
}
