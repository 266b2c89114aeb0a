import { expect, test } from "vitest";
import { region } from "./regions.js";

const source = `
    // #region loop
    for (const x of xs) {
      step(x);

    }
    // #endregion
// #region open
`;

test("cuts a region and its common indentation", () => {
  expect(region(source, "loop")).toBe("for (const x of xs) {\n  step(x);\n\n}");
});

test("names a region that is not there, or not closed", () => {
  expect(() => region(source, "lop")).toThrow("region: the source has no region `lop` that is opened and closed");
  expect(() => region(source, "open")).toThrow("no region `open`");
});
