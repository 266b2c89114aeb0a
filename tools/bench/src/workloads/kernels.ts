import { bool, cat, cumsum, float64, int64, maximum, nn, noGrad, randn, softmax, type Tensor, where } from "flambeau";
import type { Workload } from "../workload.js";

// K: single kernels on a hundred thousand elements, which caches hold. Results are given back, so that only kernels are measured.

const size = 100_000;

function kernel(name: string, prepare: (x: Tensor, y: Tensor) => () => Tensor): Workload {
  return {
    name: `K.${name}`,
    unit: "ns/elt",
    convert: (seconds) => (seconds * 1e9) / size,
    prepare() {
      const compute = prepare(randn([size]), randn([size]));
      return () => noGrad(() => compute().dispose());
    },
  };
}

/** A product of matrices. */
function product(size: number): Workload {
  return {
    name: `K.matmul${size}`,
    unit: "GFLOP/s",
    convert: (seconds) => (2 * size ** 3) / seconds / 1e9,
    prepare() {
      const [a, b] = [randn([size, size]), randn([size, size])];
      return () => noGrad(() => a.matmul(b).dispose());
    },
  };
}

const unary = (name: string, compute: (x: Tensor) => Tensor): Workload => kernel(name, (x) => () => compute(x));
const rows = (x: Tensor): Tensor => x.view([250, 400]);
/** As `unary`, of rows. */
const lines = (name: string, compute: (x: Tensor) => Tensor): Workload =>
  kernel(name, (x) => {
    const m = rows(x);
    return () => compute(m);
  });
const { functional } = nn;

export const kernels: readonly Workload[] = [
  kernel("add", (x, y) => () => x.add(y)),
  kernel("addAlpha", (x, y) => () => x.add(y, { alpha: 0.1 })),
  kernel("addRow", (x, y) => {
    const [m, row] = [rows(x), y.at("0:400")];
    return () => m.add(row);
  }),
  kernel("addTurned", (x, y) => {
    const [m, turned] = [rows(x), y.view([400, 250]).t()];
    return () => m.add(turned);
  }),
  kernel("lt", (x, y) => () => x.lt(y)),
  kernel("maximum", (x, y) => () => maximum(x, y)),
  kernel("where", (x, y) => {
    const isLess = x.lt(y);
    return () => where(isLess, x, y);
  }),
  kernel("addcmul", (x, y) => () => x.addcmul(x, y)),
  kernel("addDouble", (x, y) => {
    const [a, b] = [x.to(float64), y.to(float64)];
    return () => a.add(b);
  }),
  kernel("mulLong", (x, y) => {
    const [a, b] = [x.mul(9).to(int64), y.mul(9).to(int64)];
    return () => a.mul(b);
  }),
  ...["sqrt", "exp", "log", "log1p", "expm1", "sin", "cos", "tanh", "sigmoid", "erf"].map((name) =>
    unary(name, (x) => (x as unknown as Record<string, () => Tensor>)[name]!()),
  ),
  kernel("pow", (x, y) => {
    const base = x.abs();
    return () => base.pow(y);
  }),
  unary("gelu", (x) => functional.gelu(x)),
  unary("silu", (x) => functional.silu(x)),
  unary("softplus", (x) => functional.softplus(x)),
  unary("sum", (x) => x.sum()),
  lines("sumRows", (m) => m.sum(1)),
  lines("sumColumns", (m) => m.sum(0)),
  lines("maxRows", (m) => m.amax(1)),
  lines("varRows", (m) => m.var(1)),
  lines("argmaxRows", (m) => m.argmax(1)),
  lines("cumsum", (m) => cumsum(m, 1)),
  lines("softmax", (m) => softmax(m, 1)),
  lines("layerNorm", (m) => functional.layerNorm(m, [400])),
  lines("transpose", (m) => m.t().contiguous()),
  lines("cat", (m) => cat([m, m], 1)),
  unary("toDouble", (x) => x.to(float64)),
  kernel("boolToFloat", (x) => {
    const isPositive = x.gt(0).to(bool);
    return () => isPositive.float();
  }),
  unary("toLong", (x) => x.to(int64)),
  product(64),
  product(256),
];
