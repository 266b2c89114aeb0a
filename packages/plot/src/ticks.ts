/** A mark on an axis; minor ones have no label. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

const mantissas = [1, 2, 2.5, 5, 10];

/** The steps that a person would count in, around `rough`: 1, 2, 2.5 and 5 times powers of ten, in rising order. */
function stepsAround(rough: number): number[] {
  const exponent = Math.floor(Math.log10(rough));
  return [exponent - 1, exponent]
    .flatMap((power) => mantissas.slice(power === exponent ? 0 : 1, -1).map((mantissa) => exact(mantissa, power)))
    .concat(exact(10, exponent));
}

/** `mantissa * 10 ** power`, rounded once: `3 * 0.1` is written 0.3. */
function exact(mantissa: number, power: number): number {
  return Number(`${mantissa}e${power}`);
}

/** Multiples of `step` from just outside `low` to just outside `high`. */
function multiples(step: number, low: number, high: number): number[] {
  const [mantissa, power] = step.toExponential().split("e").map(Number) as [number, number];
  const slack = 1e-10;
  const first = Math.floor(low / step + slack);
  const last = Math.ceil(high / step - slack);
  return Array.from({ length: last - first + 1 }, (_, index) => exactMultiple(first + index, mantissa, power));
}

function exactMultiple(count: number, mantissa: number, power: number): number {
  return exact(Number((count * mantissa).toPrecision(15)), power);
}

/**
 * At most `bins + 1` round numbers whose ends enclose `[low, high]`, and at least two of them inside it: matplotlib's
 * `MaxNLocator`, which places the ticks of a linear axis and the levels of contours.
 */
export function roundNumbers(low: number, high: number, bins: number, inside = 2): number[] {
  const rough = (high - low) / bins;
  const steps = stepsAround(rough);
  let index = steps.findIndex((step) => step >= rough * (1 - 1e-10));
  for (; index >= 0; index--) {
    const values = multiples(steps[index] as number, low, high);
    const slack = (high - low) * 1e-10;
    if (index === 0 || values.filter((value) => value >= low - slack && value <= high + slack).length >= inside)
      return values;
  }
  return [low, high];
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join("");
  return exponent < 0 ? `⁻${digits}` : digits;
}

/** A number as an axis shows it, with a true minus sign. */
function minus(text: string): string {
  return text.replace(/^-/, "−").replace("e-", "e−").replace("e+", "e");
}

/** Writes round numbers with as many decimals as the finest of them needs; very large and very small ones with an exponent. */
export function tickLabels(values: readonly number[]): string[] {
  const largest = Math.max(...values.map(Math.abs));
  if (largest >= 1e6 || (largest < 1e-4 && largest > 0)) {
    return values.map((value) => (value === 0 ? "0" : minus(Number(value.toPrecision(12)).toExponential())));
  }
  const decimals = Math.max(...values.map((value) => decimalsOf(value)));
  return values.map((value) => minus((value === 0 ? 0 : value).toFixed(decimals)));
}

function decimalsOf(value: number): number {
  const text = String(Number(value.toPrecision(12)));
  const [digits, exponent] = text.split("e");
  const point = (digits as string).indexOf(".");
  return Math.max(0, (point < 0 ? 0 : (digits as string).length - point - 1) - Number(exponent ?? 0));
}

/** Ticks of a linear axis between its limits, at most `room + 1`. */
export function linearTicks(low: number, high: number, room: number): Tick[] {
  const [start, end] = low <= high ? [low, high] : [high, low];
  const slack = (end - start) * 1e-10;
  const values = roundNumbers(start, end, room).filter((value) => value >= start - slack && value <= end + slack);
  const labels = tickLabels(values);
  return values.map((value, index) => ({ value, label: labels[index] as string }));
}

/** Ticks of a logarithmic axis: powers of ten, thinned to `room`; on less than two of them, round numbers between. */
export function logTicks(low: number, high: number, room: number): Tick[] {
  const [start, end] = low <= high ? [low, high] : [high, low];
  const first = Math.ceil(Math.log10(start) - 1e-10);
  const last = Math.floor(Math.log10(end) + 1e-10);
  if (last <= first) {
    const within = [1, 2, 3, 5]
      .flatMap((digit) => [first - 1, first].map((power) => exact(digit, power)))
      .filter((value) => value >= start && value <= end)
      .sort((a, b) => a - b);
    const values = within.length >= 2 ? within : linearTicks(start, end, Math.min(room, 5)).map((tick) => tick.value);
    return values.map((value) => ({ value, label: tickLabels([value])[0] as string }));
  }
  const stride = Math.ceil((last - first + 1) / Math.max(room, 2));
  const ticks: Tick[] = [];
  for (let power = Math.ceil(first / stride) * stride; power <= last; power += stride) {
    ticks.push({ value: exact(1, power), label: `10${superscript(power)}` });
  }
  return ticks;
}
