// The functions that PyTorch keeps in `torch.linalg`, with their names there.

export { LinAlgError } from "./errors/linear-algebra.js";
export { type CrossOptions, linalgCross as cross } from "./ops/cross.js";
export {
  type CholeskyExResult,
  type CholeskyOptions,
  choleskyEx,
  linalgCholesky as cholesky,
} from "./ops/decomposition/cholesky.js";
export { type EighOptions, type EighResult, eigh, eigvalsh } from "./ops/decomposition/eigh.js";
export { householderProduct } from "./ops/decomposition/householder.js";
export {
  type LuFactorExResult,
  type LuFactorResult,
  type LuOptions,
  type LuResult,
  lu,
  luFactor,
  luFactorEx,
} from "./ops/decomposition/lu.js";
export { type LuSolveOptions, luSolve } from "./ops/decomposition/lu-solve.js";
export { type QrMode, type QrOptions, type QrResult, qr } from "./ops/decomposition/qr.js";
export { type SvdOptions, type SvdResult, svd, svdvals } from "./ops/decomposition/svd.js";
export { det, type SlogdetResult, slogdet } from "./ops/determinant.js";
export { type LstsqDriver, type LstsqOptions, type LstsqResult, lstsq } from "./ops/least-squares.js";
export { matmul } from "./ops/matmul.js";
export { matrixExp, matrixPower, multiDot } from "./ops/matrix-function.js";
export { cond, type MatrixOrder, matrixNorm, norm } from "./ops/matrix-norm.js";
export { vectorNorm } from "./ops/norm.js";
export { matrixRank, pinv, type RankOptions } from "./ops/pseudoinverse.js";
export {
  type CheckOptions,
  type InvExResult,
  inv,
  invEx,
  type SolveExResult,
  type SolveOptions,
  solve,
  solveEx,
} from "./ops/solve.js";
export { type TensorsolveOptions, tensorinv, tensorsolve } from "./ops/tensor-solve.js";
export { type SolveTriangularOptions, solveTriangular } from "./ops/triangular.js";
export {
  type DiagonalOptions,
  diagonal,
  type VanderOptions,
  type VecdotOptions,
  vander,
  vecdot,
} from "./ops/vecdot.js";
