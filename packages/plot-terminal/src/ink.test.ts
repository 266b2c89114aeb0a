import { expect, test } from "vitest";
import { lightness, terminalColor } from "./ink.js";

// The cube and the ramp of xterm's 256 colours
test.each([
  ["#000000", 16],
  ["#ff0000", 196],
  ["#00ff00", 46],
  ["#0000ff", 21],
  ["#ffffff", 231],
  ["#5f87af", 67],
  ["#808080", 244],
  ["#080808", 232],
  ["#eeeeee", 255],
])("%s is colour %d", (color, number) => expect(terminalColor(color)).toBe(number));

test("green looks lighter than red, and red than blue", () => {
  expect(lightness("#00ff00")).toBeGreaterThan(lightness("#ff0000"));
  expect(lightness("#ff0000")).toBeGreaterThan(lightness("#0000ff"));
  expect([lightness("#000000"), lightness("#ffffff")]).toEqual([0, 1]);
});
