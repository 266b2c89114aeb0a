import type { DType } from "../dtype.js";

export function cannotCast(from: DType, to: DType): Error {
  return new Error(`result type ${from.title} can't be cast to the desired output type ${to.title}`);
}

const namesInC: Partial<Record<DType["name"], string>> = {
  uint8: "unsigned char",
  int8: "signed char",
  int16: "short int",
  int32: "int",
  int64: "long int",
  float32: "float",
  float64: "double",
  float16: "c10::Half",
  bfloat16: "c10::BFloat16",
};

/**
 * How some of PyTorch's messages call a type.
 *
 * @example
 * nameInC(int64) // => "long int"
 */
export function nameInC({ name }: DType): string {
  return namesInC[name] ?? name;
}

/**
 * A backend has no kernel for this case.
 *
 * @example
 * new UnsupportedKernelError("sqrt", bool).message // => "sqrt" not implemented for 'Bool' (device cpu)
 */
export class UnsupportedKernelError extends Error {
  /** The name that error texts begin with. */
  override readonly name = "UnsupportedKernelError";
  /** The operation. */
  readonly op: string;
  /** The type of its operands. */
  readonly dtype: DType;
  /** Where it was to run. */
  readonly device: string;

  constructor(op: string, dtype: DType, device = "cpu") {
    super(`"${op}" not implemented for '${dtype.title}' (device ${device})`);
    this.op = op;
    this.dtype = dtype;
    this.device = device;
  }
}
