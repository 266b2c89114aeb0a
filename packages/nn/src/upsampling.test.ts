import { arange } from "@flambeau/core";
import { expect, test } from "vitest";
import { functional, Upsample, UpsamplingBilinear2d, UpsamplingNearest2d } from "./index.js";

test("print as PyTorch's do", () => {
  // str(nn.Upsample(scale_factor=2)), ...
  expect(String(new Upsample({ scaleFactor: 2 }))).toBe("Upsample(scale_factor=2.0, mode='nearest')");
  expect(String(new Upsample({ size: [2, 3] }))).toBe("Upsample(size=(2, 3), mode='nearest')");
  expect(String(new Upsample({ scaleFactor: [2, 3], mode: "bilinear", alignCorners: true }))).toBe(
    "Upsample(scale_factor=(2.0, 3.0), mode='bilinear')",
  );
  expect(String(new Upsample())).toBe("Upsample(size=None, mode='nearest')");
  expect(String(new UpsamplingNearest2d({ scaleFactor: 2 }))).toBe(
    "UpsamplingNearest2d(scale_factor=2.0, mode='nearest')",
  );
  expect(String(new UpsamplingBilinear2d({ size: [2, 3] }))).toBe("UpsamplingBilinear2d(size=(2, 3), mode='bilinear')");
});

test("are the function", () => {
  const x = arange(6.0).add(0.5).reshape([1, 1, 2, 3]);
  const { interpolate } = functional;
  const options = { scaleFactor: 1.7, mode: "bilinear", recomputeScaleFactor: true } as const;
  expect(new Upsample(options).forward(x).equal(interpolate(x, options))).toBe(true);
  expect(new UpsamplingNearest2d({ size: 4 }).forward(x).equal(interpolate(x, { size: 4 }))).toBe(true);
  const corners = { size: 4, mode: "bilinear", alignCorners: true } as const;
  expect(new UpsamplingBilinear2d({ size: 4 }).forward(x).equal(interpolate(x, corners))).toBe(true);
});
