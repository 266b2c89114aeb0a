import { readFileSync } from "node:fs";

/** Where `npm test` leaves vitest's JSON report, from the root of the repository. */
export const reportFile = "out/test-report.json";

/** The fields of vitest's JSON report that are read here. */
export type TestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

/** Reads the report of the last run. */
export function readReport(): TestReport {
  return JSON.parse(readFileSync(reportFile, "utf8"));
}

/** `12 passed, 0 failed`; a test file that could not be loaded counts as one failure. */
export function tally(report: TestReport): string {
  const unloaded = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return `${report.numPassedTests} passed, ${report.numFailedTests + unloaded.length} failed`;
}
