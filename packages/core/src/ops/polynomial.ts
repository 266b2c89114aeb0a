import type { RareRule } from "../kernels/elementwise.js";
import {
  chebyshevT,
  chebyshevU,
  chebyshevV,
  chebyshevW,
  hermiteH,
  hermiteHe,
  laguerre,
  legendre,
  shiftedChebyshevT,
  shiftedChebyshevU,
  shiftedChebyshevV,
  shiftedChebyshevW,
} from "../numeric/polynomial.js";
import { isScalar, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { applyOperands, asOperand } from "./operand.js";
import { type BinaryOp, binaryOp, Result } from "./record.js";

// Orthogonal polynomials of a degree `n`, which may differ from element to element; PyTorch has no gradients of them.

function polynomialOp(name: string, float: RareRule["float"]): BinaryOp<void> {
  return binaryOp<void>({
    name,
    result: Result.float,
    forward: (k, x, n, out, dtype) => k.rare({ name, float }, x, n, out, dtype),
    dx: null,
    dy: null,
  });
}

function apply(op: BinaryOp<void>, x: Tensor | Scalar, n: Tensor | Scalar): Tensor {
  return applyOperands(op, isScalar(x) ? asOperand(x, n as Tensor) : x, n);
}

const chebyshevTOp = polynomialOp("chebyshev_polynomial_t", chebyshevT);

/**
 * Element-wise Chebyshev polynomial of the first kind, of degree `n`; either may be a number. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.chebyshevPolynomialT(tensor([0.5]), 3).tolist() // => [-1]
 */
export function chebyshevPolynomialT(x: Tensor | Scalar, n: Tensor | Scalar): Tensor {
  return apply(chebyshevTOp, x, n);
}

const chebyshevUOp = polynomialOp("chebyshev_polynomial_u", chebyshevU);

/**
 * Element-wise Chebyshev polynomial of the second kind, of degree `n`; either may be a number. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.chebyshevPolynomialU(tensor([0.5]), 3).tolist() // => [-1]
 */
export function chebyshevPolynomialU(x: Tensor | Scalar, n: Tensor | Scalar): Tensor {
  return apply(chebyshevUOp, x, n);
}

const chebyshevVOp = polynomialOp("chebyshev_polynomial_v", chebyshevV);

/**
 * Element-wise Chebyshev polynomial of the third kind, of degree `n`; either may be a number. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.chebyshevPolynomialV(tensor([0.5]), 3).tolist() // => [-1]
 */
export function chebyshevPolynomialV(x: Tensor | Scalar, n: Tensor | Scalar): Tensor {
  return apply(chebyshevVOp, x, n);
}

const chebyshevWOp = polynomialOp("chebyshev_polynomial_w", chebyshevW);

/**
 * Element-wise Chebyshev polynomial of the fourth kind, of degree `n`; either may be a number. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.chebyshevPolynomialW(tensor([0.5]), 3).tolist() // => [-1]
 */
export function chebyshevPolynomialW(x: Tensor | Scalar, n: Tensor | Scalar): Tensor {
  return apply(chebyshevWOp, x, n);
}

const shiftedChebyshevTOp = polynomialOp("shifted_chebyshev_polynomial_t", shiftedChebyshevT);

/**
 * Element-wise Chebyshev polynomial of the first kind at `2x - 1`, of degree `n`; either may be a number. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.shiftedChebyshevPolynomialT(tensor([0.5]), 3).tolist() // => [-0]
 */
export function shiftedChebyshevPolynomialT(x: Tensor | Scalar, n: Tensor | Scalar): Tensor {
  return apply(shiftedChebyshevTOp, x, n);
}

const shiftedChebyshevUOp = polynomialOp("shifted_chebyshev_polynomial_u", shiftedChebyshevU);

/**
 * Element-wise Chebyshev polynomial of the second kind at `2x - 1`, of degree `n`; either may be a number. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.shiftedChebyshevPolynomialU(tensor([0.5]), 3).tolist() // => [-0]
 */
export function shiftedChebyshevPolynomialU(x: Tensor | Scalar, n: Tensor | Scalar): Tensor {
  return apply(shiftedChebyshevUOp, x, n);
}

const shiftedChebyshevVOp = polynomialOp("shifted_chebyshev_polynomial_v", shiftedChebyshevV);

/**
 * Element-wise Chebyshev polynomial of the third kind at `2x - 1`, of degree `n`; either may be a number. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.shiftedChebyshevPolynomialV(tensor([0.5]), 3).tolist() // => [1]
 */
export function shiftedChebyshevPolynomialV(x: Tensor | Scalar, n: Tensor | Scalar): Tensor {
  return apply(shiftedChebyshevVOp, x, n);
}

const shiftedChebyshevWOp = polynomialOp("shifted_chebyshev_polynomial_w", shiftedChebyshevW);

/**
 * Element-wise Chebyshev polynomial of the fourth kind at `2x - 1`, of degree `n`; either may be a number. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.shiftedChebyshevPolynomialW(tensor([0.5]), 3).tolist() // => [-1]
 */
export function shiftedChebyshevPolynomialW(x: Tensor | Scalar, n: Tensor | Scalar): Tensor {
  return apply(shiftedChebyshevWOp, x, n);
}

const hermiteHOp = polynomialOp("hermite_polynomial_h", hermiteH);

/**
 * Element-wise Hermite polynomial, as physicists have it, of degree `n`; either may be a number. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.hermitePolynomialH(tensor([0.5]), 3).tolist() // => [-5]
 */
export function hermitePolynomialH(x: Tensor | Scalar, n: Tensor | Scalar): Tensor {
  return apply(hermiteHOp, x, n);
}

const hermiteHeOp = polynomialOp("hermite_polynomial_he", hermiteHe);

/**
 * Element-wise Hermite polynomial, as statisticians have it, of degree `n`; either may be a number. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.hermitePolynomialHe(tensor([0.5]), 3).tolist() // => [-1.375]
 */
export function hermitePolynomialHe(x: Tensor | Scalar, n: Tensor | Scalar): Tensor {
  return apply(hermiteHeOp, x, n);
}

const laguerreOp = polynomialOp("laguerre_polynomial_l", laguerre);

/**
 * Element-wise Laguerre polynomial, of degree `n`; either may be a number. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.laguerrePolynomialL(tensor([0.5]), 3).tolist() // => [-0.1458333283662796]
 */
export function laguerrePolynomialL(x: Tensor | Scalar, n: Tensor | Scalar): Tensor {
  return apply(laguerreOp, x, n);
}

const legendreOp = polynomialOp("legendre_polynomial_p", legendre);

/**
 * Element-wise Legendre polynomial, of degree `n`; either may be a number. Without a gradient.
 *
 * @throws {UnsupportedKernelError} for float16 and bfloat16
 * @example
 * special.legendrePolynomialP(tensor([0.5]), 3).tolist() // => [-0.4375]
 */
export function legendrePolynomialP(x: Tensor | Scalar, n: Tensor | Scalar): Tensor {
  return apply(legendreOp, x, n);
}
