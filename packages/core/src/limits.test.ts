import { expect, test } from "vitest";
import {
  bfloat16,
  bool,
  device,
  finfo,
  float16,
  float32,
  float64,
  iinfo,
  int32,
  int64,
  tensor,
  uint8,
  zeros,
} from "./index.js";

// repr(torch.finfo(dtype))
test.each([
  [
    float16,
    "finfo(resolution=0.001, min=-65504, max=65504, eps=0.000976562, smallest_normal=6.10352e-05, tiny=6.10352e-05, dtype=float16)",
  ],
  [
    bfloat16,
    "finfo(resolution=0.01, min=-3.38953e+38, max=3.38953e+38, eps=0.0078125, smallest_normal=1.17549e-38, tiny=1.17549e-38, dtype=bfloat16)",
  ],
  [
    float32,
    "finfo(resolution=1e-06, min=-3.40282e+38, max=3.40282e+38, eps=1.19209e-07, smallest_normal=1.17549e-38, tiny=1.17549e-38, dtype=float32)",
  ],
  [
    float64,
    "finfo(resolution=1e-15, min=-1.79769e+308, max=1.79769e+308, eps=2.22045e-16, smallest_normal=2.22507e-308, tiny=2.22507e-308, dtype=float64)",
  ],
])("limits of %s", (dtype, text) => {
  expect(String(finfo(dtype))).toBe(text);
});

// repr(torch.iinfo(dtype))
test.each([
  [uint8, "iinfo(min=0, max=255, dtype=uint8)"],
  [int32, "iinfo(min=-2.14748e+09, max=2.14748e+09, dtype=int32)"],
  [int64, "iinfo(min=-9.22337e+18, max=9.22337e+18, dtype=int64)"],
])("limits of %s", (dtype, text) => {
  expect(String(iinfo(dtype))).toBe(text);
});

test("limits of the wrong kind of type", () => {
  expect(() => finfo(int32)).toThrow("torch.finfo() requires a floating point input type.");
  expect(() => iinfo(float32)).toThrow("torch.iinfo() requires an integer input type.");
  expect(() => iinfo(bool)).toThrow("torch.bool is not supported by torch.iinfo");
});

test("devices", () => {
  // repr(torch.device('cpu:1')), str(torch.device('cuda:1'))
  expect(device("cpu:1").repr).toBe("device(type='cpu', index=1)");
  expect(String(device("cuda:1"))).toBe("cuda:1");
  expect(zeros([1], { device: device("cpu") }).device.type).toBe("cpu");
  expect(tensor([1]).to(device("cpu")).tolist()).toEqual([1]);
  expect(() => zeros([1], { device: device("cuda") })).toThrow('device: there is only "cpu", got "cuda"');
  // torch.device('foo'), torch.device('cpu:x')
  expect(() => device("foo")).toThrow("device type at start of device string: foo");
  expect(() => device("cpu:x")).toThrow("Invalid device string: 'cpu:x'");
});
