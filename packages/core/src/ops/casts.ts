import * as dtypes from "../dtype.js";
import type { Tensor } from "../tensor.js";
import { toDtype } from "./conversion.js";

// Conversions named after C's types, as methods of tensors.

/** Converted to `bool`. */
export function bool(x: Tensor): Tensor {
  return toDtype(x, dtypes.bool);
}

/** Converted to `uint8`. */
export function byte(x: Tensor): Tensor {
  return toDtype(x, dtypes.uint8);
}

/** Converted to `int8`. */
export function char(x: Tensor): Tensor {
  return toDtype(x, dtypes.int8);
}

/** Converted to `int16`. */
export function short(x: Tensor): Tensor {
  return toDtype(x, dtypes.int16);
}

/** Converted to `int32`. */
export function int(x: Tensor): Tensor {
  return toDtype(x, dtypes.int32);
}

/** Converted to `int64`. */
export function long(x: Tensor): Tensor {
  return toDtype(x, dtypes.int64);
}

/** Converted to `float16`. */
export function half(x: Tensor): Tensor {
  return toDtype(x, dtypes.float16);
}

/** Converted to `bfloat16`. */
export function bfloat16(x: Tensor): Tensor {
  return toDtype(x, dtypes.bfloat16);
}

/** Converted to `float32`. */
export function float(x: Tensor): Tensor {
  return toDtype(x, dtypes.float32);
}

/** Converted to `float64`. */
export function double(x: Tensor): Tensor {
  return toDtype(x, dtypes.float64);
}
