import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Caller } from "../caller.js";
import { type Case, readCases } from "../cases.js";
import { type Library, loadLibrary } from "../library.js";
import { corpusFolder } from "../places.js";
import { toleranceOf } from "../run.js";
import { runCase } from "../runner.js";
import { checkGradients, workOf } from "./gradients.js";
import { StridedLibrary } from "./strided.js";

// What follows from PyTorch's cases of operations without another word of PyTorch: the same values laid out otherwise have the same
// result, and gradients are what finite differences in double precision say.

const families = new Map<string, Case[]>();
for (const one of readCases(corpusFolder)) {
  if (one.family.startsWith("ops_")) families.set(one.family, [...(families.get(one.family) ?? []), one]);
}

beforeAll(() => void vi.spyOn(console, "warn").mockImplementation(() => {}));
afterAll(() => vi.restoreAllMocks());

describe("tensors that are not contiguous", () => {
  let library: Library;
  beforeAll(async () => {
    library = await loadLibrary(StridedLibrary);
  });

  test.each([...families])("%s", { timeout: 120_000 }, (_, cases) => {
    // `as_strided` is told how the elements lie
    const failures = cases
      .filter(({ body }) => body.op !== "as_strided")
      .map((one) => runCase(library, { ...one, body: { ...one.body, ...looser(one.body) } }))
      .flatMap(({ id, verdict }) => (verdict.status === "passed" ? [] : [`${id}: ${verdict.kind} ${verdict.detail}`]));
    expect(failures).toEqual([]);
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

describe("first and second derivatives", () => {
  /** Cases per operation, those with the most elements that finite differences can afford. */
  const perOp = 2;
  const affordable = 400;
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
    for (const one of cases) {
      const work = workOf(one.body);
      // cases written by hand probe the points at which there is no derivative
      if (work === null || work > affordable || one.id.includes("/x/")) continue;
      const known = perName.get(String(one.body.op)) ?? [];
      perName.set(String(one.body.op), [...known, { one, work }].sort((a, b) => b.work - a.work).slice(0, perOp));
    }
    return [...perName.values()].flat().map(({ one }) => one);
  }
});
