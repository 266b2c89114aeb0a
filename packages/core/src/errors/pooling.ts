import type { Shape } from "../layout.js";
import { show } from "./shape.js";

/** `kH: 2 kW: 3`: the sizes along depth, height and width as PyTorch names them. */
function named(prefix: string, sizes: Shape, assign = ": "): string {
  const axes = ["T", "H", "W"].slice(-sizes.length);
  return sizes.map((size, d) => `${prefix}${axes[d]}${assign}${size}`).join(" ");
}
const countWords = ["", "one", "two", "three"];

/** An argument that is a list has not as many numbers as there are dimensions. */
export function wrongSizeCount(op: string, argument: string, dims: number, count: number): Error {
  if (dims === 1) return new Error(`${op}() argument '${argument}' should contain one int (got ${count})`);
  const verb = op === "avg_pool3d" ? "must be" : argument === "dilation" ? "must be either" : "must either be";
  const omitted = argument === "stride" ? "omitted, " : "";
  return new Error(`${op}: ${argument} ${verb} ${omitted}a single int, or a tuple of ${countWords[dims]} ints`);
}

export function notInts(op: string, argument: string, value: unknown): TypeError {
  return new TypeError(
    `${op}(): argument '${argument}' must be a whole number or a list of them, not ${String(value)}`,
  );
}

export function wrongDimRange(op: string, ndim: number): Error {
  return new Error(
    `Expected 2 to 3 dimensions, but got ${ndim}-dimensional tensor for argument #1 'self' (while checking arguments for ${op})`,
  );
}

export function notPoolable(dims: number): Error {
  return new Error(`non-empty ${dims + 1}D or ${dims + 2}D (batch mode) tensor expected for input`);
}

export function notPoolableShape(dims: number, shape: Shape, op = ""): Error {
  return new Error(
    `${op}Expected ${dims + 1}D or ${dims + 2}D (batch mode) tensor with optional 0 dim batch size for input, but got:${show(shape)}`,
  );
}

export function emptyNonBatch(op: string, shape: Shape): Error {
  return new Error(
    `${op}(): Expected input's non-batch dimensions to have positive length, but input has a shape of ${show(shape)} and non-batch dimension 0 has length zero!`,
  );
}

export function zeroDivisor(): Error {
  return new Error("divisor must be not zero");
}

export function zeroStride(): Error {
  return new Error("stride should not be zero");
}

export function negativePadding(padding: number): Error {
  return new Error(`pad must be non-negative, but got pad: ${padding}`);
}

export function padBeyondEffectiveKernel(padding: number, kernel: number, dilation: number): Error {
  return new Error(
    `pad should be at most half of effective kernel size, but got pad=${padding}, kernel_size=${kernel} and dilation=${dilation}`,
  );
}

export function notPositive(what: string, prefix: string, sizes: Shape): Error {
  return new Error(`${what} should be greater than zero, but got ${named(prefix, sizes)}`);
}

export function padBeyondKernel(padding: Shape, kernel: Shape): Error {
  // PyTorch names these by width before height
  const swapped = ([depth, height, width]: Shape): string[] => [`T: ${depth}`, `W: ${width}`, `H: ${height}`];
  const seen =
    kernel.length === 3
      ? [...swapped(kernel).map((size) => `k${size}`), ...swapped(padding).map((size) => `pad${size}`)].join(" ")
      : `padW = ${padding[1]}, padH = ${padding[0]}, kW = ${kernel[1]}, kH = ${kernel[0]}`;
  return new Error(`pad should be smaller than or equal to half of kernel size, but got ${seen}`);
}

export function smallerThanKernel(input: Shape, kernel: Shape): Error {
  return new Error(`input image (${named("", input)}) smaller than kernel size (${named("k", kernel)})`);
}

export function outputTooSmall(planes: number, input: Shape, output: Shape): Error {
  const text = (sizes: Shape): string => [planes, ...sizes].join("x");
  return new Error(
    `Given input size: (${text(input)}). Calculated output size: (${text(output)}). Output size is too small`,
  );
}

/** What `max_pool1d` says of its arguments, in words of its own. */
export function wrongMaxPool1d(problem: string): Error {
  return new Error(`max_pool1d() ${problem}`);
}

export function wrongOutputSizeCount(op: string, dims: number): Error {
  const isMax = op.startsWith("adaptive_max");
  return new Error(
    isMax ? `${op}(): internal error: output_size.size() must be ${dims}` : `${op}: output_size must be ${dims}`,
  );
}

export function negativeOutputSize(op: string, sizes: Shape): Error {
  return new Error(
    `${op}: elements of output_size must be greater than or equal to 0 but received {${sizes.join(", ")}}`,
  );
}

export function wrongAdaptiveDims(op: string, dims: number, shape: Shape): Error {
  const colon = op.startsWith("adaptive_max") ? ":" : "";
  return new Error(`${op}(): Expected ${dims + 1}D or ${dims + 2}D tensor, but got${colon} ${show(shape)}`);
}

export function emptyAdaptiveInput(op: string, shape: Shape, dim: number): Error {
  return new Error(
    `${op}(): Expected input to have non-zero size for non-batch dimensions, but input has sizes ${show(shape)} with dimension ${dim} being empty`,
  );
}

export function tooManyOutputSizes(count: number): Error {
  return new Error(`Input dimension should be at least ${count + 1}`);
}
