import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Caller } from "../caller.js";
import { type Case, readCases } from "../cases.js";
import { type Library, loadLibrary } from "../library.js";
import { corpusFolder, zeroSizeFolder } from "../places.js";
import { toleranceOf } from "../run.js";
import { runCase } from "../runner.js";
import { checkGradients, shortened, workOf } from "./gradients.js";
import { StridedLibrary } from "./strided.js";

// What follows from PyTorch's cases of operations without another word of PyTorch: the same values laid out otherwise have the same
// result, and gradients are what finite differences in double precision say.

const families = new Map<string, Case[]>();
for (const one of readCases(corpusFolder)) {
  if (one.family.startsWith("ops_")) families.set(one.family, [...(families.get(one.family) ?? []), one]);
}
const failuresOf = (library: Library, cases: readonly Case[]): string[] =>
  cases
    .map((one) => runCase(library, one))
    .flatMap(({ id, verdict }) => (verdict.status === "passed" ? [] : [`${id}: ${verdict.kind} ${verdict.detail}`]));

beforeAll(() => void vi.spyOn(console, "warn").mockImplementation(() => {}));
afterAll(() => vi.restoreAllMocks());

describe("tensors that are not contiguous", () => {
  let library: Library;
  beforeAll(async () => {
    library = await loadLibrary(StridedLibrary);
  });

  test.each([...families])("%s", { timeout: 120_000 }, (_, cases) => {
    // `as_strided` is told how the elements lie
    const free = cases.filter(({ body }) => body.op !== "as_strided");
    expect(
      failuresOf(
        library,
        free.map((one) => ({ ...one, body: { ...one.body, ...looser(one.body) } })),
      ),
    ).toEqual([]);
  });
});

/** The order of sums depends on the layout, in PyTorch too: the tolerance that the corpus starts from, unless the case has a wider one. */
function looser(body: Case["body"]): Record<string, unknown> {
  const { rtol, atol } = toleranceOf(body);
  const own = body.tol_grad ?? body.tol;
  return {
    tol: { rtol: Math.max(rtol, 1e-5), atol: Math.max(atol, 2e-6) },
    ...(own !== undefined && { tol_grad: own }),
  };
}

// `zero-size/make.py` asked PyTorch
test("tensors that hold nothing: what becomes of them, and what is refused", async () => {
  const cases = readCases(zeroSizeFolder);
  expect(cases).toHaveLength(536);
  expect(failuresOf(await loadLibrary(), cases)).toEqual([]);
});

describe("first and second derivatives", () => {
  /** Of each operation the two cases with the most elements that finite differences can afford, or else the one with the least. */
  const affordable = 400;
  const bearable = 1500;
  let library: Library;
  beforeAll(async () => {
    library = await loadLibrary();
  });

  test.each([...families].filter(([, cases]) => sampleOf(cases).length > 0))("%s", { timeout: 120_000 }, (_, cases) => {
    const run = { library, caller: new Caller(library), note: () => {} };
    const failures = sampleOf(cases).flatMap(({ id, body }) => {
      try {
        checkGradients(body, run);
        return [];
      } catch (error) {
        return [`${id}: ${(error as Error).message}`];
      }
    });
    expect(failures).toEqual([]);
  });

  function sampleOf(cases: readonly Case[]): readonly Case[] {
    const perName = new Map<string, { one: Case; work: number }[]>();
    for (const whole of cases) {
      const one = whole.family === "ops_unary" ? { ...whole, body: shortened(whole.body) } : whole;
      const work = workOf(one.body);
      // cases written by hand probe the points at which there is no derivative
      if (work === null || work > bearable || one.id.includes("/x/")) continue;
      perName.set(String(one.body.op), [...(perName.get(String(one.body.op)) ?? []), { one, work }]);
    }
    return [...perName.values()].flatMap((all) => {
      const sorted = all.sort((a, b) => b.work - a.work);
      const small = sorted.filter(({ work }) => work <= affordable).slice(0, 2);
      return (small.length > 0 ? small : sorted.slice(-1)).map(({ one }) => one);
    });
  }
});
