import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Case, readCases } from "./cases.js";
import { CallCount } from "./compatibility/call-count.js";
import { RecordingLibrary } from "./compatibility/recorder.js";
import { loadLibrary } from "./library.js";
import { compatibilityFile, corpusFolder } from "./places.js";
import { summarize } from "./report.js";

const families = new Map<string, Case[]>();
for (const one of readCases(corpusFolder)) {
  const cases = families.get(one.family);
  if (cases === undefined) families.set(one.family, [one]);
  else cases.push(one);
}

describe("PyTorch's own cases", () => {
  let count: CallCount;
  beforeAll(async () => {
    count = new CallCount(await loadLibrary(RecordingLibrary));
    // PyTorch warns, and so do we; the cases about warnings listen themselves
    vi.spyOn(console, "warn").mockImplementation(() => {});
  });
  afterAll(() => vi.restoreAllMocks());

  test("all are there", () => {
    expect([...families.values()].flat()).toHaveLength(8128);
  });

  test.each([...families])("%s", { timeout: 300_000 }, (family, cases: Case[]) => {
    const report = summarize(cases.map((one) => count.run(one)));
    expect(report.failures).toEqual([]);
    expect(report.families[family]!.passed).toBe(cases.length);
  });

  test("COMPATIBILITY.md says so", () => {
    const isWritten = readFileSync(compatibilityFile, "utf8") === count.text();
    expect(isWritten, "COMPATIBILITY.md is stale: run `npm run conformance -- --compatibility`").toBe(true);
  });
});
