import type { DType } from "../dtype.js";
import type { Shape } from "../layout.js";
import { show } from "./shape.js";

export function negativeDimension(shape: Shape, size: number): Error {
  return new Error(`Trying to create tensor with negative dimension ${size}: ${show(shape)}`);
}

export function negativeZeros(shape: Shape): Error {
  return new Error(`zeros: Dimension size must be non-negative. Got ${show(shape)}`);
}

export function fractionalDimension(shape: Shape, size: unknown): TypeError {
  return new TypeError(`sizes must be whole numbers, got ${String(size)} in [${shape.map(String).join(", ")}]`);
}

export function unknownDevice(device: string): Error {
  return new Error(`device: there is only "cpu", got "${device}"`);
}

export function unknownDeviceType(types: readonly string[], device: string): Error {
  return new Error(`Expected one of ${types.join(", ")} device type at start of device string: ${device}`);
}

export function invalidDevice(device: string): Error {
  return new Error(`Invalid device string: '${device}'`);
}

export function notFloatingPoint(dtype: DType): TypeError {
  return new TypeError(
    `torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.finfo'; got ${dtype}`,
  );
}

export function notInteger(dtype: DType): TypeError {
  if (dtype.name === "bool") return new TypeError(`${dtype} is not supported by torch.iinfo`);
  return new TypeError(
    `torch.iinfo() requires an integer input type. Use torch.finfo to handle 'torch.iinfo'; got ${dtype}`,
  );
}

export function lengthOfScalar(): TypeError {
  return new TypeError("len() of a 0-d tensor");
}

export function numpyOfTracked(): Error {
  return new Error("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.");
}

export function valueOverflow(dtype: DType): RangeError {
  return new RangeError(`value cannot be converted to type ${dtype.name} without overflow`);
}

/** Of a whole number. */
export function longOverflow(value: number | bigint): RangeError {
  return new RangeError(`Overflow when unpacking long long: int64 holds -2^63 to 2^63 - 1, not ${value}`);
}

export function missingValue(): TypeError {
  return new TypeError('full() missing 1 required positional arguments: "fill_value"');
}

export function notData(value: unknown): TypeError {
  const wanted = "give numbers, nested lists of numbers or a typed array";
  if (typeof value === "string") return new TypeError(`new(): invalid data type 'string'; ${wanted}`);
  const kind = value === null ? "null" : Array.isArray(value) ? "an array" : typeof value;
  return new TypeError(`tensor: Could not infer dtype of ${kind}; ${wanted}`);
}

export function onlyOneElement(): TypeError {
  return new TypeError("only one element tensors can be converted to Python scalars");
}

export function raggedLists(expected: number, dim: number, length: number): RangeError {
  return new RangeError(`expected sequence of length ${expected} at dim ${dim} (got ${length})`);
}

export function mixedDepth(dim: number): TypeError {
  return new TypeError(
    `tensor: what stands beside a list at dim ${dim} is not a sequence; nested lists must be equally deep`,
  );
}

export function wrongStepSign(): Error {
  return new Error("upper bound and lower bound inconsistent with step sign");
}

export function zeroStep(): Error {
  return new Error("step must be nonzero");
}

export function unboundedRange(start: number, end: number): Error {
  const text = (value: number): string => (Number.isNaN(value) ? "nan" : String(value).replace("Infinity", "inf"));
  return new Error(`unsupported range: ${text(start)} -> ${text(end)}`);
}
