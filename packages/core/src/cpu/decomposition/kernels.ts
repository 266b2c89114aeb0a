import type { DecompositionKernels } from "../../kernels/decomposition.js";
import { cholesky } from "./cholesky.js";
import { productOfReflections, reflectionsBelow, triangularize } from "./householder.js";
import { factorize, solveFactored } from "./lu.js";
import { item, read, sizesOf, write } from "./stack.js";
import { singularValues } from "./svd.js";
import { eigenSymmetric } from "./symmetric.js";
import { transposed } from "./transposed.js";
import { solveTriangle } from "./triangular.js";

/** The factorizations, matrix by matrix. */
export const decomposition: DecompositionKernels = {
  lu(x, lu, pivots, info) {
    const [count, m, n] = sizesOf(x);
    const k = Math.min(m, n);
    const packed = read(x);
    const rows = new Float64Array(count * k);
    const zeros = new Float64Array(count);
    for (let i = 0; i < count; i++) zeros[i] = factorize(item(packed, i, m * n), m, n, item(rows, i, k));
    write(lu, packed);
    write(pivots, rows);
    write(info, zeros);
  },

  luSolve(lu, pivots, b, adjoint, out) {
    const [count, n, k] = sizesOf(b);
    const factors = read(lu);
    const rows = read(pivots);
    const solutions = read(b);
    for (let i = 0; i < count; i++)
      solveFactored(item(factors, i, n * n), item(rows, i, n), item(solutions, i, n * k), n, k, adjoint);
    write(out, solutions);
  },

  cholesky(x, out, info) {
    const [count, n] = sizesOf(x);
    const factors = read(x);
    const minors = new Float64Array(count);
    for (let i = 0; i < count; i++) minors[i] = cholesky(item(factors, i, n * n), n);
    write(out, factors);
    write(info, minors);
  },

  reflections(x, out, taus) {
    const [count, m, n] = sizesOf(x);
    const k = Math.min(m, n);
    const packed = read(x);
    const factors = new Float64Array(count * k);
    for (let i = 0; i < count; i++) triangularize(item(packed, i, m * n), m, n, item(factors, i, k));
    write(out, packed);
    write(taus, factors);
  },

  reflectionProduct(x, taus, out) {
    const [count, m, n] = sizesOf(x);
    const k = taus.layout.shape.at(-1)!;
    const columns = out.layout.shape.at(-1)!;
    const packed = read(x);
    const factors = read(taus);
    const products = new Float64Array(count * m * columns);
    for (let i = 0; i < count; i++) {
      const by = reflectionsBelow(item(packed, i, m * n), n, item(factors, i, k));
      products.set(productOfReflections(by, m, columns), i * m * columns);
    }
    write(out, products);
  },

  eigenSymmetric(x, values, vectors) {
    const [count, n] = sizesOf(x);
    const used = read(x);
    const found = new Float64Array(count * n);
    const columns = new Float64Array(vectors === null ? 0 : count * n * n);
    for (let i = 0; i < count; i++) {
      const rows = vectors === null ? null : new Float64Array(n * n);
      const converged = eigenSymmetric(item(used, i, n * n), n, item(found, i, n), rows);
      if (!converged) item(found, i, n).fill(Number.NaN);
      if (rows !== null) columns.set(converged ? transposed(rows, n, n) : rows.fill(Number.NaN), i * n * n);
    }
    write(values, found);
    if (vectors !== null) write(vectors, columns);
  },

  singularValues(x, u, s, vh, info) {
    const [count, m, n] = sizesOf(x);
    const k = Math.min(m, n);
    const used = read(x);
    const found = new Float64Array(count * k);
    const failed = new Float64Array(count);
    const left = new Float64Array(u === null ? 0 : u.layout.numel);
    const right = new Float64Array(vh === null ? 0 : vh.layout.numel);
    const columns = u === null ? 0 : u.layout.shape.at(-1)!;
    const rows = vh === null ? 0 : vh.layout.shape.at(-2)!;
    const wanted = u === null ? "none" : columns === m && rows === n ? "full" : "reduced";
    for (let i = 0; i < count; i++) {
      const result = singularValues(item(used, i, m * n), m, n, wanted);
      failed[i] = result === null ? 1 : 0;
      if (result === null) continue;
      found.set(result.s, i * k);
      if (u === null) continue;
      left.set(transposed(result.left, columns, m), i * m * columns);
      right.set(result.right, i * rows * n);
    }
    write(s, found);
    if (u !== null) write(u, left);
    if (vh !== null) write(vh, right);
    write(info, failed);
  },

  solveTriangle(a, b, triangle, out) {
    const [count, n, k] = sizesOf(b);
    const factors = read(a);
    const solutions = read(b);
    for (let i = 0; i < count; i++) solveTriangle(item(factors, i, n * n), item(solutions, i, n * k), n, k, triangle);
    write(out, solutions);
  },
};
