import { hexColor, rgb } from "@flambeau/plot";

const steps = [0, 95, 135, 175, 215, 255];

function nearestStep(channel: number): number {
  return steps.reduce((best, step, index) => {
    return Math.abs(step - channel) < Math.abs((steps[best] as number) - channel) ? index : best;
  }, 0);
}

/** The number of the nearest of the 256 colours that terminals share. */
export function terminalColor(color: string): number {
  const [red, green, blue] = rgb(color);
  const [r, g, b] = [nearestStep(red), nearestStep(green), nearestStep(blue)];
  const gray = Math.min(23, Math.max(0, Math.round(((red + green + blue) / 3 - 8) / 10)));
  const distance = (other: readonly number[]): number =>
    (other[0]! - red) ** 2 + (other[1]! - green) ** 2 + (other[2]! - blue) ** 2;
  const level = 8 + 10 * gray;
  const cube = distance([steps[r]!, steps[g]!, steps[b]!]);
  return distance([level, level, level]) < cube ? 232 + gray : 16 + 36 * r + 6 * g + b;
}

/** How light a colour looks, 0 to 1. */
export function lightness(color: string): number {
  const [red, green, blue] = rgb(color);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

/** The colour of a stroke; `null`, the terminal's own, for black and white, one of which its background hides. */
export function strokeColor(color: string): string | null {
  const light = lightness(color);
  return light < 0.1 || light > 0.95 ? null : color;
}

/** Blends two colours evenly. */
export function blend(first: string, second: string): string {
  const [a, b] = [rgb(first), rgb(second)];
  return hexColor((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2);
}

interface Environment {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdout?: { readonly isTTY?: boolean };
}

/** Whether the standard output is a terminal that shows colours and no `NO_COLOR` forbids them. */
export function terminalHasColor(): boolean {
  const { env = {}, stdout = {} } = (globalThis as { process?: Environment }).process ?? {};
  return stdout.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
}
