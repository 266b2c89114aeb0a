import type { Arithmetic } from "../kernels/rule.js";
import { modifiedI1, modifiedK0, modifiedK1, scaledK0, scaledK1 } from "../numeric/bessel-modified.js";
import {
  besselJ1 as firstOne,
  besselJ0 as firstZero,
  besselY1 as secondOne,
  besselY0 as secondZero,
  sphericalBesselJ0 as spherical,
} from "../numeric/bessel-wave.js";
import { i0 } from "../numeric/bessel-zero.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { Result, type UnaryOp, unaryOp } from "./record.js";

// Bessel functions of which PyTorch has no gradients; those with gradients are in `bessel.ts`.

function besselOp(name: string, f: (x: number, arithmetic: Arithmetic) => number): UnaryOp<void> {
  const rule = { name, float: (x: number, _: number, arithmetic: Arithmetic) => f(x, arithmetic) };
  return unaryOp<void>({
    name,
    result: Result.float,
    forward: (k, x, _, out, dtype) => k.rare(rule, x, x, out, dtype),
    dx: null,
  });
}

const besselJ0Op = besselOp("bessel_j0", firstZero);

/**
 * Element-wise Bessel function of the first kind of order 0; integers give floats. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.besselJ0(tensor([1.5])) // => tensor([0.5118])
 */
export function besselJ0(x: Tensor): Tensor {
  return applyUnary(besselJ0Op, x, undefined);
}

const besselJ1Op = besselOp("bessel_j1", firstOne);

/**
 * Element-wise Bessel function of the first kind of order 1; integers give floats. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.besselJ1(tensor([1.5])) // => tensor([0.5579])
 */
export function besselJ1(x: Tensor): Tensor {
  return applyUnary(besselJ1Op, x, undefined);
}

const besselY0Op = besselOp("bessel_y0", secondZero);

/**
 * Element-wise Bessel function of the second kind of order 0; integers give floats. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.besselY0(tensor([1.5])) // => tensor([0.3824])
 */
export function besselY0(x: Tensor): Tensor {
  return applyUnary(besselY0Op, x, undefined);
}

const besselY1Op = besselOp("bessel_y1", secondOne);

/**
 * Element-wise Bessel function of the second kind of order 1; integers give floats. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.besselY1(tensor([1.5])) // => tensor([-0.4123])
 */
export function besselY1(x: Tensor): Tensor {
  return applyUnary(besselY1Op, x, undefined);
}

const modifiedBesselI0Op = besselOp("modified_bessel_i0", i0);

/**
 * Element-wise modified Bessel function of the first kind of order 0; integers give floats. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.modifiedBesselI0(tensor([1.5])) // => tensor([1.6467])
 */
export function modifiedBesselI0(x: Tensor): Tensor {
  return applyUnary(modifiedBesselI0Op, x, undefined);
}

const modifiedBesselI1Op = besselOp("modified_bessel_i1", modifiedI1);

/**
 * Element-wise modified Bessel function of the first kind of order 1; integers give floats. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.modifiedBesselI1(tensor([1.5])) // => tensor([0.9817])
 */
export function modifiedBesselI1(x: Tensor): Tensor {
  return applyUnary(modifiedBesselI1Op, x, undefined);
}

const modifiedBesselK0Op = besselOp("modified_bessel_k0", modifiedK0);

/**
 * Element-wise modified Bessel function of the second kind of order 0; integers give floats. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.modifiedBesselK0(tensor([1.5])) // => tensor([0.2138])
 */
export function modifiedBesselK0(x: Tensor): Tensor {
  return applyUnary(modifiedBesselK0Op, x, undefined);
}

const modifiedBesselK1Op = besselOp("modified_bessel_k1", modifiedK1);

/**
 * Element-wise modified Bessel function of the second kind of order 1; integers give floats. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.modifiedBesselK1(tensor([1.5])) // => tensor([0.2774])
 */
export function modifiedBesselK1(x: Tensor): Tensor {
  return applyUnary(modifiedBesselK1Op, x, undefined);
}

const scaledModifiedBesselK0Op = besselOp("scaled_modified_bessel_k0", scaledK0);

/**
 * Element-wise `exp(x) * modifiedBesselK0(x)`; integers give floats. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.scaledModifiedBesselK0(tensor([1.5])) // => tensor([0.9582])
 */
export function scaledModifiedBesselK0(x: Tensor): Tensor {
  return applyUnary(scaledModifiedBesselK0Op, x, undefined);
}

const scaledModifiedBesselK1Op = besselOp("scaled_modified_bessel_k1", scaledK1);

/**
 * Element-wise `exp(x) * modifiedBesselK1(x)`; integers give floats. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.scaledModifiedBesselK1(tensor([1.5])) // => tensor([1.2432])
 */
export function scaledModifiedBesselK1(x: Tensor): Tensor {
  return applyUnary(scaledModifiedBesselK1Op, x, undefined);
}

const sphericalBesselJ0Op = besselOp("spherical_bessel_j0", spherical);

/**
 * Element-wise spherical Bessel function of the first kind of order 0, `sin(x) / x`; integers give floats. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.sphericalBesselJ0(tensor([1.5])) // => tensor([0.6650])
 */
export function sphericalBesselJ0(x: Tensor): Tensor {
  return applyUnary(sphericalBesselJ0Op, x, undefined);
}
