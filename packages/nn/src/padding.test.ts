import { float, ones, tensor } from "@flambeau/core";
import { expect, test } from "vitest";
import * as nn from "./index.js";

test("print as PyTorch's do", () => {
  // str(nn.ConstantPad1d((1, 2), 2.0)), ...
  expect(String(new nn.ConstantPad1d([1, 2], float(2)))).toBe("ConstantPad1d(padding=(1, 2), value=2.0)");
  expect(String(new nn.ConstantPad3d(1, 0.5))).toBe("ConstantPad3d(padding=(1, 1, 1, 1, 1, 1), value=0.5)");
  expect(String(new nn.ZeroPad2d(1))).toBe("ZeroPad2d((1, 1, 1, 1))");
  expect(String(new nn.ReflectionPad2d([1, 1, 2, 0]))).toBe("ReflectionPad2d((1, 1, 2, 0))");
  expect(String(new nn.ReplicationPad3d(1))).toBe("ReplicationPad3d((1, 1, 1, 1, 1, 1))");
  expect(String(new nn.CircularPad1d(2))).toBe("CircularPad1d((2, 2))");
});

test("are the function", () => {
  const x = tensor([
    [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ],
  ]);
  const pads = [1, 0, 2, 1];
  const { pad } = nn.functional;
  expect(new nn.ConstantPad2d(pads, 7).forward(x).equal(pad(x, pads, { value: 7 }))).toBe(true);
  expect(new nn.ZeroPad2d(pads).forward(x).equal(pad(x, pads))).toBe(true);
  expect(new nn.ReflectionPad2d(pads).forward(x).equal(pad(x, pads, { mode: "reflect" }))).toBe(true);
  expect(new nn.ReplicationPad2d(pads).forward(x).equal(pad(x, pads, { mode: "replicate" }))).toBe(true);
  expect(new nn.CircularPad2d(pads).forward(x).equal(pad(x, pads, { mode: "circular" }))).toBe(true);
});

test("circular ones name the dimensions they take", () => {
  expect(() => new nn.CircularPad1d(1).forward(ones([2, 2, 2, 2]))).toThrow("expected 2D or 3D input (got 4D input)");
  expect(() => new nn.CircularPad3d(1).forward(ones([2, 2, 2]))).toThrow("expected 4D or 5D input (got 3D input)");
});
