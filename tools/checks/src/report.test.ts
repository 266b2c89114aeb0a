import { expect, test } from "vitest";
import { tally } from "./report.js";

const passed = { status: "passed" };
const failed = { status: "failed" };

test("the tally repeats the report's figures", () => {
  const testResults = [{ status: "failed", assertionResults: [passed, passed, failed] }];
  expect(tally({ numPassedTests: 2, numFailedTests: 1, testResults })).toBe("2 passed, 1 failed");
});

test("a test file that could not be loaded counts as a failure", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "passed", assertionResults: [passed] },
  ];
  expect(tally({ numPassedTests: 1, numFailedTests: 0, testResults })).toBe("1 passed, 1 failed");
});
