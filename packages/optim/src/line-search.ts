import type { Tensor } from "@flambeau/core";

/** A function along a line: its value and its gradient at a distance. */
export type AlongLine = (t: number) => { readonly value: number; readonly gradient: Tensor };

/** Where a line was tried: the distance, the value there, the gradient and its part along the line. */
interface Point {
  readonly t: number;
  readonly value: number;
  readonly gradient: Tensor;
  readonly slope: number;
}

export interface LineSearchResult {
  readonly t: number;
  readonly value: number;
  readonly gradient: Tensor;
  readonly evaluations: number;
}

const sufficientDecrease = 1e-4;
const curvature = 0.9;
const smallestChange = 1e-9;

/**
 * A distance along `direction` that meets the strong Wolfe conditions: the value falls enough, and the slope flattens enough.
 *
 * @param start value, gradient and slope at distance 0
 * @param round rounds to the type of the parameters, in which PyTorch computes with slopes
 */
export function strongWolfe(
  along: AlongLine,
  direction: Tensor,
  firstStep: number,
  start: Omit<Point, "t">,
  mostEvaluations: number,
  round: (value: number) => number,
): LineSearchResult {
  const origin: Point = { t: 0, ...start, gradient: start.gradient.clone() };
  const evaluate = (t: number): Point => {
    const { value, gradient } = along(t);
    return { t, value, gradient, slope: gradient.dot(direction).item() as number };
  };
  const tooHigh = ({ t, value }: Point): boolean =>
    value > round(start.value + round(sufficientDecrease * t * start.slope));
  const isFlat = ({ slope }: Point): boolean => Math.abs(slope) <= round(-curvature * start.slope);
  const length = direction.abs().max().item() as number;

  // widen until an interval holds a good point
  let previous = origin;
  let current = evaluate(firstStep);
  let evaluations = 1;
  let tries = 0;
  let bracket: [Point, Point] | null = null;
  while (tries < mostEvaluations && bracket === null) {
    if (tooHigh(current) || (tries > 1 && current.value >= previous.value)) bracket = [previous, current];
    else if (isFlat(current)) return { ...current, evaluations };
    else if (current.slope >= 0) bracket = [previous, current];
    else {
      const least = round(current.t + 0.01 * (current.t - previous.t));
      const t = cubicMinimum(previous, current, round, [least, current.t * 10]);
      previous = current;
      current = evaluate(t);
      evaluations++;
      tries++;
    }
  }
  bracket ??= [origin, current];

  // narrow it
  let low = bracket[0].value <= bracket[1].value ? 0 : 1;
  let wasClose = false;
  while (tries < mostEvaluations) {
    const [a, b] = bracket;
    if (Math.abs(b.t - a.t) * length < smallestChange) break;
    let t = cubicMinimum(a, b, round);
    const left = Math.min(a.t, b.t);
    const right = Math.max(a.t, b.t);
    const margin = round(0.1 * (right - left));
    if (Math.min(right - t, t - left) < margin) {
      // so near to an end that it may never leave it
      if (wasClose || t >= right || t <= left) {
        t = round(Math.abs(t - right) < Math.abs(t - left) ? right - margin : left + margin);
        wasClose = false;
      } else wasClose = true;
    } else wasClose = false;
    current = evaluate(t);
    evaluations++;
    tries++;
    const high = 1 - low;
    if (tooHigh(current) || current.value >= bracket[low]!.value) {
      bracket[high] = current;
      low = bracket[0].value <= bracket[1].value ? 0 : 1;
      continue;
    }
    const done = isFlat(current);
    if (!done && current.slope * (bracket[high]!.t - bracket[low]!.t) >= 0) bracket[high] = bracket[low]!;
    bracket[low] = current;
    if (done) break;
  }
  return { ...bracket[low]!, evaluations };
}

/** The lowest point of the cubic through two points with their slopes, within bounds. */
function cubicMinimum(
  a: Point,
  b: Point,
  round: (value: number) => number,
  bounds?: readonly [number, number],
): number {
  const [least, most] = bounds ?? [Math.min(a.t, b.t), Math.max(a.t, b.t)];
  const d1 = round(round(a.slope + b.slope) - round((3 * (a.value - b.value)) / (a.t - b.t)));
  const square = round(round(d1 * d1) - round(a.slope * b.slope));
  if (!(square >= 0)) return (least + most) / 2;
  const d2 = round(Math.sqrt(square));
  const [from, to] = a.t <= b.t ? [a, b] : [b, a];
  const part = round(round(round(to.slope + d2) - d1) / round(round(to.slope - from.slope) + 2 * d2));
  return Math.min(Math.max(round(to.t - round((to.t - from.t) * part)), least), most);
}
