import type { DType, DTypeName } from "../dtype.js";
import type { Shape } from "../layout.js";
import { show } from "./shape.js";

/** How messages about products of matrices call element types. */
const nativeNames: Record<DTypeName, string> = {
  bool: "bool",
  uint8: "unsigned char",
  int8: "signed char",
  int16: "short int",
  int32: "int",
  int64: "long int",
  float16: "c10::Half",
  bfloat16: "c10::BFloat16",
  float32: "float",
  float64: "double",
};

export function nativeName({ name }: DType): string {
  return nativeNames[name];
}

export function notMultipliable(a: Shape, b: Shape): Error {
  return new Error(`mat1 and mat2 shapes cannot be multiplied (${a.join("x")} and ${b.join("x")})`);
}

export function differentFactors(a: DType, b: DType): TypeError {
  return new TypeError(`expected m1 and m2 to have the same dtype, but got: ${nativeName(a)} != ${nativeName(b)}`);
}

export function unexpectedType(expected: DType, found: DType): TypeError {
  return new TypeError(`expected scalar type ${expected.title} but found ${found.title}`);
}

export function differentVectors(a: DType, b: DType): TypeError {
  return new TypeError(`dot : expected both vectors to have same dtype, but found ${a.title} and ${b.title}`);
}

export function differentInputs(): TypeError {
  return new TypeError("both inputs should have same dtype");
}

export function notStackOfMatrices(name: string): Error {
  return new Error(`${name} must be a 3D tensor`);
}

export function unfitStack(a: Shape, b: Shape): Error {
  return new Error(
    `Expected size for first two dimensions of batch2 tensor to be: [${a[0]}, ${a[2]}] but got: [${b[0]}, ${b[1]}].`,
  );
}

export function notMatrixAndVector(input: number, mat: number, vec: number): Error {
  return new Error(`vector + matrix @ vector expected, got ${input}, ${mat}, ${vec}`);
}

export function unfitVector(input: number, mat: Shape, vec: number): Error {
  return new Error(`size mismatch, got input (${input}), mat (${mat.join("x")}), vec (${vec})`);
}

export function unequalLengths(a: number, b: number): Error {
  return new Error(
    `inconsistent tensor size, expected tensor [${a}] and src [${b}] to have the same number of elements, but got ${a} and ${b} elements respectively`,
  );
}

export function notSameSize(own: Shape, result: Shape): Error {
  return new Error(
    `Bad in-place call: input tensor size ${show(own)} and output tensor size ${show(result)} should match`,
  );
}

export function floatFactor(name: string): Error {
  return new Error(`For integral input tensors, argument ${name} must not be a floating point number.`);
}
