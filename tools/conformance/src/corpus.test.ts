import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Case, readCases } from "./cases.js";
import { CallCount, compatibilityFile } from "./compatibility/file.js";
import { RecordingLibrary } from "./compatibility/recorder.js";
import { corpusFolder } from "./corpus.js";
import { loadLibrary } from "./library.js";
import { summarize } from "./report.js";

/** How many cases of each family pass at least. */
const passing = JSON.parse(readFileSync(join(corpusFolder, "passing.json"), "utf8")) as Record<string, number>;
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

  test("each family has its number", () => {
    expect([...families.keys()].sort()).toEqual(Object.keys(passing).sort());
  });

  test.each([...families])("%s", { timeout: 300_000 }, (family, cases: Case[]) => {
    const report = summarize(cases.map((one) => count.run(one)));
    const failures = report.failures.map(({ id, reason }) => `${id}: ${reason}`);
    const passed = report.families[family]!.passed;
    expect(passed, `${passed} of ${cases.length} pass\n${failures.join("\n")}`).toBeGreaterThanOrEqual(
      passing[family] as number,
    );
  });

  test("COMPATIBILITY.md says so", () => {
    const isWritten = readFileSync(compatibilityFile, "utf8") === count.text();
    expect(isWritten, "COMPATIBILITY.md is stale: run `npm run conformance -- --compatibility`").toBe(true);
  });
});
