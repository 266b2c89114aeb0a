import type { DType } from "../dtype.js";
import type { Shape } from "../layout.js";
import { show } from "./shape.js";
import { nameInC } from "./type.js";

export function notImage(name: string, spatial: number, shape: Shape): Error {
  return new Error(
    `Expected ${spatial + 1}D (unbatched) or ${spatial + 2}D (batched) input to ${name}, but got input of size: ${show(shape)}`,
  );
}

export function notKernel(): Error {
  return new Error("weight should have at least three dimensions");
}

export function wrongCount(name: string, spatial: number, values: Shape): Error {
  return new Error(
    `expected ${name} to be a single integer value or a list of ${spatial} values to match the convolution dimensions, but got ${name}=${show(values)}`,
  );
}

/** `what` is `non-positive stride` and the like; `where` is an addition. */
export function notSupported(what: string, where = ""): Error {
  return new Error(`${what} is not supported${where}`);
}

export function negativeDilation(): Error {
  return new Error("dilation should be greater than zero");
}

export function unknownPadding(padding: string): Error {
  return new Error(`Invalid padding string: '${padding}'`);
}

export function differentDimensions(weight: Shape, input: Shape): Error {
  const n = weight.length;
  return new Error(
    `Expected ${n}-dimensional input for ${n}-dimensional weight ${show(weight)}, but got ${input.length}-dimensional input of size ${show(input)} instead`,
  );
}

export function indivisibleWeight(groups: number, weight: Shape): Error {
  const rule = weight[0]! < groups ? "at least" : "divisible by";
  return new Error(
    `Given groups=${groups}, expected weight to be ${rule} ${groups} at dimension 0, but got weight of size ${show(weight)} instead`,
  );
}

/** How messages begin that hold something against the weight. */
function given(transposed: boolean, groups: number | null, weight: Shape): string {
  const option = transposed ? "transposed=1, " : groups === null ? "" : `groups=${groups}, `;
  return `Given ${option}weight of size ${show(weight)}`;
}

export function wrongChannels(
  transposed: boolean,
  groups: number,
  weight: Shape,
  input: Shape,
  expected: number,
): Error {
  return new Error(
    `${given(transposed, groups, weight)}, expected input${show(input)} to have ${expected} channels, but got ${input[1]} channels instead`,
  );
}

export function wrongBias(transposed: boolean, weight: Shape, bias: Shape, expected: number): Error {
  return new Error(
    `${given(transposed, null, weight)}, expected bias to be 1-dimensional with ${expected} elements, but got bias of size ${show(bias)} instead`,
  );
}

const times = (shape: Shape): string => `(${shape.join(" x ")})`;

export function kernelTooLarge(image: Shape, kernel: Shape): Error {
  return new Error(
    `Calculated padded input size per channel: ${times(image)}. Kernel size: ${times(kernel)}. Kernel size can't be greater than actual input size`,
  );
}

export function outputTooSmall(input: Shape, output: Shape): Error {
  return new Error(
    `Given input size per channel: ${times(input)}. Calculated output size per channel: ${times(output)}. Output size is too small`,
  );
}

export function emptyImage(input: Shape): Error {
  return new Error(`Only zero batch or zero channel inputs are supported, but got input shape: ${show(input)}`);
}

/** `output_padding_height: 1 output_padding_width: 1` */
function perDimension(name: string, values: Shape): string {
  const dimensions = ["depth", "height", "width"].slice(-values.length);
  return values.map((value, d) => `${name}_${dimensions[d]}: ${value}`).join(" ");
}

export function emptyKernel(kernel: Shape): Error {
  return new Error(`kernel size should be greater than zero, but got ${perDimension("kernel", kernel)}`);
}

export function emptyWeight(weight: Shape): Error {
  const n = weight.length;
  return new Error(`non-empty ${n - 2}D or ${n}D weight tensor expected, but got: ${show(weight)}`);
}

export function outputPaddingTooLarge(outputPadding: Shape, stride: Shape, dilation: Shape): Error {
  return new Error(
    `output padding must be smaller than either stride or dilation, but got ${perDimension("output_padding", outputPadding)} ${perDimension("stride", stride)} ${perDimension("dilation", dilation)}`,
  );
}

export function differentBias(input: DType, bias: DType): TypeError {
  return new TypeError(`Input type (${nameInC(input)}) and bias type (${nameInC(bias)}) should be the same`);
}

export function differentWeight(input: DType, weight: DType): TypeError {
  return new TypeError(
    `Input type (torch.${input.title}Tensor) and weight type (torch.${weight.title}Tensor) should be the same: expected scalar type ${input.title} but found ${weight.title}`,
  );
}
