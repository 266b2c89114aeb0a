import type { DType } from "../dtype.js";
import { nameInC } from "./type.js";

export function zeroDivision(): Error {
  return new Error("ZeroDivisionError: an integer was divided by zero");
}

export function boolSubtraction(both: boolean): Error {
  return new Error(
    both
      ? "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead: `bitwiseXor()`, `logicalXor()`."
      : "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead: `bitwiseNot()`, `logicalNot()`.",
  );
}

export function boolNegation(): Error {
  return new Error(
    "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead: `bitwiseNot()`, `logicalNot()`.",
  );
}

export function boolPositive(): Error {
  return new Error("The `+` operator, on a bool tensor is not supported.");
}

export function boolRelu(): Error {
  return new Error("Boolean inputs not supported for relu");
}

export function floatAlpha(): Error {
  return new Error("For integral input tensors, argument alpha must not be a floating point number.");
}

export function boolAlpha(): Error {
  return new Error("Boolean alpha only supported for Boolean results.");
}

export function negativeIntegerPower(): Error {
  return new Error("Integers to negative integer powers are not allowed.");
}

export function scalarOverflow(value: number | bigint, dtype: DType): RangeError {
  return new RangeError(`value cannot be converted to type ${dtype.name} without overflow: ${value}`);
}

export function unknownRounding(op: string, mode: unknown): Error {
  return new Error(
    `${op} expected \`roundingMode\` to be one of null, 'trunc', or 'floor' but found '${String(mode)}'`,
  );
}

export function invertedFloat(dtype: DType): TypeError {
  return new TypeError(
    `"bitwise_not_cpu" not implemented for '${dtype.title}': ~ (operator.invert) is only implemented on integer and Boolean-type tensors`,
  );
}

export function integerAddcdiv(): Error {
  return new Error(
    "Integer division with addcdiv is no longer supported, and in a future  release addcdiv will perform a true division of tensor1 and tensor2. The historic addcdiv behavior can be implemented as (input + value * torch.trunc(tensor1 / tensor2)).to(input.dtype) for integer inputs and as (input + value * tensor1 / tensor2) for float inputs. The future addcdiv behavior is just the latter implementation: (input + value * tensor1 / tensor2), for all dtypes.",
  );
}

export function differentTypes(op: string, name: string, expected: DType, seen: DType): Error {
  return new Error(`${op}: expected dtype ${nameInC(expected)} for \`${name}\` but got dtype ${nameInC(seen)}`);
}

export function heavisideTypes(): Error {
  return new Error("heaviside is not yet implemented for tensors with different dtypes.");
}

export function typesDoNotMatch(a: DType, b: DType): Error {
  return new Error(`${a.title} did not match ${b.title}`);
}

export function negativeTolerance(name: string, value: number): Error {
  return new Error(`${name} must be greater than or equal to zero, but got ${value}`);
}

export function nothingToClamp(op: string): Error {
  return new Error(`${op}: At least one of 'min' or 'max' must not be None (null)`);
}

export function notAMask(op: string, dtype: DType): Error {
  return new Error(`${op} expected condition to be a boolean tensor, but got a tensor with dtype ${dtype.title}`);
}

export function onlyFloats(op: string): Error {
  return new Error(`${op}() only supports floating-point dtypes`);
}

export function negativeOrder(): Error {
  return new Error("polygamma(n, x) does not support negative n.");
}

export function floatPowerType(base: DType): Error {
  return new Error(
    `the base given to float_power_ has dtype ${base.title} but the operation's result requires dtype Double`,
  );
}

export function scalarFillOnly(ndim: number): Error {
  return new Error(`fill_ only supports 0-dimension value tensor but got tensor with ${ndim} dimensions.`);
}
