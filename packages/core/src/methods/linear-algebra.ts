import * as cross from "../ops/cross.js";
import * as cholesky from "../ops/decomposition/cholesky.js";
import * as choleskySolve from "../ops/decomposition/cholesky-solve.js";
import * as householder from "../ops/decomposition/householder.js";
import * as qr from "../ops/decomposition/qr.js";
import * as svd from "../ops/decomposition/svd.js";
import * as determinant from "../ops/determinant.js";
import * as functions from "../ops/matrix-function.js";
import * as pseudoinverse from "../ops/pseudoinverse.js";
import * as solve from "../ops/solve.js";
import * as trace from "../ops/trace.js";
import { install, type MethodsOf } from "./install.js";

const choleskyNames = ["cholesky"] as const;
const choleskySolveNames = ["choleskyInverse", "choleskySolve"] as const;
const crossNames = ["cross"] as const;
const determinantNames = ["det", "logdet", "slogdet"] as const;
const functionNames = ["matrixExp", "matrixPower"] as const;
const pseudoinverseNames = ["pinverse"] as const;
const traceNames = ["trace"] as const;

declare module "../tensor.js" {
  interface Tensor
    extends MethodsOf<typeof cholesky, (typeof choleskyNames)[number]>,
      MethodsOf<typeof choleskySolve, (typeof choleskySolveNames)[number]>,
      MethodsOf<typeof cross, (typeof crossNames)[number]>,
      MethodsOf<typeof determinant, (typeof determinantNames)[number]>,
      MethodsOf<typeof functions, (typeof functionNames)[number]>,
      MethodsOf<typeof pseudoinverse, (typeof pseudoinverseNames)[number]>,
      MethodsOf<typeof trace, (typeof traceNames)[number]> {
    /** The reflections that make matrices upper triangular. */
    geqrf(): householder.GeqrfResult;
    /** The inverses of square matrices. */
    inverse(): Tensor;
    /** The first columns of the product of the reflections that `geqrf` gives. */
    orgqr(tau: Tensor): Tensor;
    /** The QR decomposition. */
    qr(options?: qr.OldQrOptions): qr.QrResult;
    /** The singular value decomposition. */
    svd(options?: svd.OldSvdOptions): svd.OldSvdResult;
  }
}

install(cholesky, choleskyNames);
install(choleskySolve, choleskySolveNames);
install(cross, crossNames);
install(determinant, determinantNames);
install(functions, functionNames);
install(pseudoinverse, pseudoinverseNames);
install(trace, traceNames);
install(
  {
    geqrf: householder.geqrf,
    inverse: solve.inv,
    orgqr: householder.householderProduct,
    qr: qr.oldQr,
    svd: svd.oldSvd,
  },
  ["geqrf", "inverse", "orgqr", "qr", "svd"],
);
