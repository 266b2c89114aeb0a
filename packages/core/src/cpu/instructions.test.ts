import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { instructionLevel } from "./instructions.js";

type Library = typeof import("../index.js");
type Tensor = import("../index.js").Tensor;

/** The library as it starts where the environment variable is set. */
async function start(setting: string): Promise<Library> {
  vi.stubEnv("FLAMBEAU_SIMD", setting);
  vi.resetModules();
  return import("../index.js");
}
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(() => {
  vi.resetModules(); // files that share this worker start with all instructions
});

const awkward = [
  ...[0, -0, 1, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38, -3e38],
  ...[1e-45, -1e-45, 1.1754942e-38, 1.17549435e-38, 88.7, -87.4, -103.9, 1e-4, 16777217, 1e10],
];

/** `n` numbers of all sizes, some of them awkward; the same in every library. */
function numbers(n: number, seed: number): number[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: n }, () => {
    const choice = random();
    if (choice < 0.2) return awkward[Math.floor(random() * awkward.length)]!;
    return (random() - 0.5) * 2 ** (choice < 0.8 ? 4 : Math.floor(random() * 250 - 125));
  });
}

const unary = [
  "exp",
  "log",
  "tanh",
  "sigmoid",
  "erf",
  "sqrt",
  "neg",
  "abs",
  "reciprocal",
  "sin",
  "cos",
  "square",
] as const;
const binary = ["add", "sub", "mul", "div", "maximum", "minimum", "pow", "atan2", "eq", "lt", "ge"] as const;

/** What programs make of matrices with three kinds of layout: as they were made, transposed, and with gaps. */
function results({ tensor }: Library, rows: number, columns: number): Record<string, Tensor> {
  const matrix = (seed: number): Tensor =>
    tensor(Array.from({ length: rows }, (_, row) => numbers(columns, seed + row)));
  const wide = (seed: number): Tensor =>
    tensor(Array.from({ length: rows }, (_, row) => numbers(2 * columns + 1, seed + row))).at(":", "1::2");
  const turned = (seed: number): Tensor =>
    tensor(Array.from({ length: columns }, (_, column) => numbers(rows, seed + column))).t();
  const found: Record<string, Tensor> = {};
  for (const [layout, make] of Object.entries({ matrix, wide, turned })) {
    const [x, y, z] = [make(1), make(1000), make(2000)];
    const row = y.at(0);
    for (const name of unary) found[`${name} ${layout}`] = x[name]();
    for (const name of binary) {
      found[`${name} ${layout}`] = x[name](y);
      found[`${name} of a row ${layout}`] = x[name](row);
    }
    Object.assign(found, {
      [`addcmul ${layout}`]: x.addcmul(y, z, { value: 0.3 }),
      [`addcdiv ${layout}`]: x.addcdiv(y, z, { value: 0.3 }),
      [`add of a multiple ${layout}`]: x.add(y, { alpha: 0.7 }),
      [`lerp ${layout}`]: x.lerp(y, 0.3),
      [`where ${layout}`]: y.where(x.gt(z), z),
      [`cube ${layout}`]: x.pow(3),
      [`sum ${layout}`]: x.sum(),
      [`sum of columns ${layout}`]: x.sum(0),
      [`sum of rows ${layout}`]: x.sum(1),
      [`norm ${layout}`]: x.clamp(-1e3, 1e3).norm(),
      [`softmax ${layout}`]: x.clamp(-90, 90).softmax(1),
      [`logSoftmax ${layout}`]: x.clamp(-90, 90).logSoftmax(1),
      [`product ${layout}`]: x.clamp(-9, 9).matmul(y.clamp(-9, 9).t()),
    });
  }
  return found;
}

/** The bits of a result; NaNs are alike, because an engine may choose among them. */
const bits = (x: Tensor): string =>
  `${x.dtype} [${x.shape}] ${[...x.toTypedArray()].map((v) => (Object.is(v, -0) ? "-0" : v))}`;

const sizes = [
  [1, 3],
  [2, 8],
  [5, 17],
  [9, 100],
  [33, 67],
] as const;

function allBits(library: Library): Map<string, string> {
  const all = new Map<string, string>();
  for (const [rows, columns] of sizes)
    for (const [name, x] of Object.entries(results(library, rows, columns)))
      all.set(`${name} ${rows} x ${columns}`, bits(x));
  return all;
}

describe("FLAMBEAU_SIMD", () => {
  let expected: Map<string, string>;
  beforeAll(async () => {
    expected = allBits(await start("relaxed"));
  });

  it.each(["plain", "off"])(
    "%s gives the bits of all instructions together, and backendInfo() tells",
    async (setting) => {
      const library = await start(setting);
      const { simd, fusedMultiplyAdd } = library.backendInfo();
      expect({ simd, fusedMultiplyAdd }).toEqual({ simd: setting !== "off", fusedMultiplyAdd: false });
      expect(expected.size).toBeGreaterThan(500);
      const different = [...allBits(library)].filter(([name, text]) => text !== expected.get(name));
      expect(different).toEqual([]);
    },
  );

  it("refuses other words", () => {
    const message = "FLAMBEAU_SIMD: expected off, plain, relaxed or nothing, got fast";
    expect(() => instructionLevel("fast")).toThrow(message);
  });
});
