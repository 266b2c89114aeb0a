import { expect, test } from "vitest";
import { parseFormat } from "./format.js";

// matplotlib.axes._base._process_plot_format(text)
test.each([
  ["rx", "#ff0000", "none", "x"],
  ["b-", "#0000ff", "solid", null],
  ["--o", null, "dashed", "o"],
  ["o--", null, "dashed", "o"],
  ["C1:", "#ff7f0e", "dotted", null],
  ["k^-.", "#000000", "dashdot", "^"],
  ["red", "#ff0000", null, null],
  ["ro ", "#ff0000", "none", "o"],
  ["-.x", null, "dashdot", "x"],
  [":", null, "dotted", null],
  [".", null, "none", "."],
  ["", null, null, null],
])("%j", (text, color, style, marker) => {
  expect(parseFormat("plot", text)).toEqual({ color, style, marker });
});

test.each([
  ["q", 'plot: "q" is not a format string: it has no meaning for "q"'],
  ["r--b", 'plot: "r--b" is not a format string: it has two colors'],
  ["x-x", 'plot: "x-x" is not a format string: it has two markers'],
  ["--:", 'plot: "--:" is not a format string: it has two line styles'],
])("%j is refused", (text, message) => {
  expect(() => parseFormat("plot", text)).toThrow(message);
});
