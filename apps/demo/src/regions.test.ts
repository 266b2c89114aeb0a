import { expect, test } from "vitest";
import { region, regionAt, replaceRegion } from "./regions.js";

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

test("puts another text in the place of a region", () => {
  const changed = replaceRegion(source, "loop", "stop();");
  expect(region(changed, "loop")).toBe("stop();");
  expect(changed).toContain("// #region open");
});

test("knows the region that a line lies in", () => {
  expect(regionAt(source, 4)).toEqual({ name: "loop", line: 2 });
  expect(regionAt(source, 1)).toBeNull();
  expect(regionAt(source, 7)).toBeNull();
});
