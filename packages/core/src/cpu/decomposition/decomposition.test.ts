import { describe, expect, it } from "vitest";
import { cholesky } from "./cholesky.js";
import { productOfReflections, reflectionsBelow, triangularize } from "./householder.js";
import { factorize } from "./lu.js";
import { singularValues } from "./svd.js";
import { eigenSymmetric } from "./symmetric.js";
import { transposed } from "./transposed.js";
import { solveTriangle } from "./triangular.js";

/** Numbers between -1 and 1 without a pattern. */
function irregular(n: number, seed: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => Math.sin((i + 1) * 12.9898 + seed * 78.233) % 1);
}

function product(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array {
  return Float64Array.from({ length: m * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let l = 0; l < k; l++) sum += a[i * k + l]! * b[l * n + j]!;
    return sum;
  });
}

function symmetric(n: number, seed: number): Float64Array {
  const a = irregular(n * n, seed);
  return a.map((x, at) => (x + a[(at % n) * n + Math.floor(at / n)]!) / 2);
}

function triangle(a: Float64Array, m: number, n: number, keep: (i: number, j: number) => boolean): Float64Array {
  return Float64Array.from({ length: m * n }, (_, at) => (keep(Math.floor(at / n), at % n) ? a[at]! : 0));
}

function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => (Math.floor(at / n) === at % n ? 1 : 0));
}

function expectClose(got: Float64Array, wanted: Float64Array): void {
  expect(got.length).toBe(wanted.length);
  const difference = got.reduce((worst, x, i) => Math.max(worst, Math.abs(x - wanted[i]!)), 0);
  expect(difference).toBeLessThan(1e-12);
}

const shapes = [
  [1, 1],
  [3, 3],
  [5, 3],
  [3, 5],
  [20, 20],
] as const;

describe("factorize", () => {
  it.each(shapes)("gives L and U of the exchanged rows, %d × %d", (m, n) => {
    const a = irregular(m * n, m + n);
    const k = Math.min(m, n);
    const pivots = new Float64Array(k);
    const packed = a.slice();
    expect(factorize(packed, m, n, pivots)).toBe(0);
    const lower = Float64Array.from({ length: m * k }, (_, at) => {
      const [i, j] = [Math.floor(at / k), at % k];
      return i === j ? 1 : i > j ? packed[i * n + j]! : 0;
    });
    const upper = triangle(packed, k, n, (i, j) => i <= j);
    const exchanged = Array.from({ length: m }, (_, i) => a.slice(i * n, (i + 1) * n));
    pivots.forEach((row, i) => {
      [exchanged[i], exchanged[row - 1]] = [exchanged[row - 1]!, exchanged[i]!];
    });
    expectClose(product(lower, upper, m, k, n), Float64Array.from(exchanged.flatMap((row) => [...row])));
  });

  it("says where the first pivot vanishes", () => {
    expect(factorize(Float64Array.of(1, 2, 2, 4), 2, 2, new Float64Array(2))).toBe(2);
    expect(factorize(new Float64Array(4), 2, 2, new Float64Array(2))).toBe(1);
  });
});

describe("cholesky", () => {
  it("multiplies back", () => {
    const b = irregular(25, 3);
    const a = product(b, transposed(b, 5, 5), 5, 5, 5).map((x, at) => x + (at % 6 === 0 ? 1 : 0));
    const lower = a.slice();
    expect(cholesky(lower, 5)).toBe(0);
    expectClose(product(lower, transposed(lower, 5, 5), 5, 5, 5), a);
  });

  it("names the minor that is not positive definite", () => {
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBe(2);
    expect(cholesky(Float64Array.of(Number.NaN), 1)).toBe(1);
  });
});

describe("triangularize", () => {
  it.each(shapes)("gives Q and R, %d × %d", (m, n) => {
    const a = irregular(m * n, 2 * m + n);
    const k = Math.min(m, n);
    const packed = a.slice();
    const taus = new Float64Array(k);
    triangularize(packed, m, n, taus);
    const q = productOfReflections(reflectionsBelow(packed, n, taus), m, m);
    expectClose(
      product(
        q,
        triangle(packed, m, n, (i, j) => i <= j),
        m,
        m,
        n,
      ),
      a,
    );
    expectClose(product(transposed(q, m, m), q, m, m, m), identity(m));
  });

  it("has LAPACK's signs", () => {
    // torch.linalg.qr(torch.tensor([[3., 1.], [4., 2.]], dtype=torch.float64)) -> R = [[-5.0, -2.2], [0.0, 0.4]]
    const packed = Float64Array.of(3, 1, 4, 2);
    triangularize(packed, 2, 2, new Float64Array(2));
    expectClose(
      triangle(packed, 2, 2, (i, j) => i <= j),
      Float64Array.of(-5, -2.2, 0, 0.4),
    );
  });
});

describe("eigenSymmetric", () => {
  it.each([1, 2, 3, 8, 40])("diagonalizes, %d × %d", (n) => {
    const a = symmetric(n, n);
    const values = new Float64Array(n);
    const rows = new Float64Array(n * n);
    expect(eigenSymmetric(a.slice(), n, values, rows)).toBe(true);
    const scaled = rows.map((x, at) => x * values[Math.floor(at / n)]!);
    expectClose(product(transposed(rows, n, n), scaled, n, n, n), a);
    expectClose(product(rows, transposed(rows, n, n), n, n, n), identity(n));
    expect([...values]).toEqual([...values].sort((x, y) => x - y));
  });

  it("finds repeated and zero eigenvalues, and huge ones", () => {
    const values = new Float64Array(3);
    eigenSymmetric(Float64Array.of(2, 0, 0, 0, 2, 0, 0, 0, 0), 3, values, null);
    expect([...values]).toEqual([0, 2, 2]);
    eigenSymmetric(
      Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1).map((x) => x * 1e200),
      3,
      values,
      null,
    );
    expect(values[2]! / 3e200).toBeCloseTo(1, 12);
  });

  it("gives up on NaN", () => {
    expect(eigenSymmetric(Float64Array.of(1, Number.NaN, Number.NaN, 1), 2, new Float64Array(2), null)).toBe(false);
  });
});

describe("singularValues", () => {
  const ranks = [...shapes, [2, 7], [40, 10]] as const;
  it.each(ranks)("multiply back, %d × %d", (m, n) => {
    const a = irregular(m * n, m + 3 * n);
    const k = Math.min(m, n);
    for (const wanted of ["reduced", "full"] as const) {
      const { s, left, right } = singularValues(a.slice(), m, n, wanted)!;
      const [rows, columns] = wanted === "full" ? [m, n] : [k, k];
      expect([left.length, right.length]).toEqual([rows * m, columns * n]);
      const scaled = right.slice(0, k * n).map((x, at) => x * s[Math.floor(at / n)]!);
      expectClose(product(transposed(left.slice(0, k * m), k, m), scaled, m, k, n), a);
      expectClose(product(left, transposed(left, rows, m), rows, m, rows), identity(rows));
      expectClose(product(right, transposed(right, columns, n), columns, n, columns), identity(columns));
    }
  });

  it("may be zero, wherever the zero turns up", () => {
    // numpy.linalg.svd([[0, 1, 0], [0, 0, 1], [0, 0, 0]]) -> 1, 1, 0
    const shift = Float64Array.of(0, 1, 0, 0, 0, 1, 0, 0, 0);
    const { s } = singularValues(shift, 3, 3, "full")!;
    expectClose(s, Float64Array.of(1, 1, 0));
    const sums = Float64Array.from({ length: 16 }, (_, at) => Math.floor(at / 4) + (at % 4));
    // torch.linalg.svdvals(torch.arange(4.).double()[:, None] + torch.arange(4.)) -> 13.483314773547883, 1.4833147735478827, ...
    expectClose(singularValues(sums, 4, 4, "none")!.s, Float64Array.of(13.483314773547883, 1.4833147735478827, 0, 0));
    expect([...singularValues(new Float64Array(6), 2, 3, "none")!.s]).toEqual([0, 0]);
  });

  it("gives up on infinity", () => {
    expect(singularValues(Float64Array.of(1, Number.POSITIVE_INFINITY), 1, 2, "none")).toBe(null);
  });
});

describe("solveTriangle", () => {
  it.each([
    [true, false],
    [true, true],
    [false, false],
    [false, true],
  ])("upper %s, unitriangular %s", (upper, unitriangular) => {
    const a = irregular(16, 5).map((x) => x + 2);
    const x = irregular(8, 6);
    const t = triangle(a, 4, 4, (i, j) => (upper ? i <= j : i >= j)).map((v, at) =>
      unitriangular && at % 5 === 0 ? 1 : v,
    );
    const b = product(t, x, 4, 4, 2);
    solveTriangle(a, b, 4, 2, { upper, unitriangular });
    expectClose(b, x);
  });
});
