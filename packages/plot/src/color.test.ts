import { expect, test } from "vitest";
import { findColor, hexColor, parseColor, rgb } from "./color.js";
import { type ColormapName, colorOf } from "./colormap.js";

// matplotlib.colors.to_hex(text)
test.each([
  ["r", "#ff0000"],
  ["g", "#008000"],
  ["c", "#00bfbf"],
  ["C0", "#1f77b4"],
  ["C13", "#d62728"],
  ["tab:orange", "#ff7f0e"],
  ["tab:grey", "#7f7f7f"],
  ["crimson", "#dc143c"],
  ["#Abc", "#aabbcc"],
  ["#12345F", "#12345f"],
])("%s is %s", (text, hex) => expect(findColor(text)).toBe(hex));

test("an unknown colour is refused with the forms there are", () => {
  expect(() => parseColor("plot", "reddish")).toThrow(
    'plot: unknown color "reddish"; write it like "r", "red", "C0", "tab:blue" or "#ff0000"',
  );
  expect(findColor("constructor")).toBeNull();
});

test("parts and colour belong together", () => {
  expect(rgb("#0a141e")).toEqual([10, 20, 30]);
  expect(hexColor(10.4, 19.6, 30)).toBe("#0a141e");
});

// [matplotlib.colors.to_hex(matplotlib.colormaps[name](v)) for v in (0.0, 0.1, 0.33, 0.5, 0.77)], whose 256 steps we blend
const published: Record<string, string[]> = {
  viridis: ["#440154", "#482475", "#31678e", "#21918c", "#69cd5b"],
  plasma: ["#0d0887", "#41049d", "#9a169f", "#cc4778", "#fa9c3c"],
  inferno: ["#000004", "#160b39", "#771c6d", "#bc3754", "#fb9706"],
  magma: ["#000004", "#140e36", "#701f81", "#b73779", "#fd9266"],
  coolwarm: ["#3b4cc0", "#5977e3", "#a9c6fd", "#dddcdc", "#f29072"],
  gray: ["#000000", "#191919", "#545454", "#808080", "#c5c5c5"],
};
test.each(Object.keys(published))("%s has matplotlib's colours within 3 of 255", (name) => {
  [0, 0.1, 0.33, 0.5, 0.77].forEach((value, index) => {
    const ours = rgb(colorOf({ colormap: name as ColormapName, min: 0, max: 1 }, value) as string);
    const theirs = rgb(published[name]?.[index] as string);
    ours.forEach((part, channel) => expect(Math.abs(part - (theirs[channel] as number))).toBeLessThanOrEqual(3));
  });
});

test("values beyond the ends take the colour of the end, missing ones none, and _r runs backwards", () => {
  const coloring = { colormap: "viridis_r", min: 0, max: 1 };
  expect(colorOf(coloring, -5)).toBe("#fde725");
  expect(colorOf(coloring, 7)).toBe("#440154");
  expect(colorOf(coloring, null)).toBeNull();
  expect(colorOf({ ...coloring, max: 0 }, 0)).toBe("#fde725");
});
