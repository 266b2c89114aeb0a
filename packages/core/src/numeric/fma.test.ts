import { expect, test } from "vitest";
import { fma32, fma64 } from "./fma.js";

const float32Max = 3.4028234663852886e38;

// libm = ctypes.CDLL("libm.so.6"); libm.fmaf(a, b, c), where rounding the double sum would err
test.each([
  [-1.5551767302504824e-38, -1.7983361862577968e24, -5.458300460310192e-32, 2.7967305053322282e-14],
  [-1415839744, 1.7151635065782551e27, 1.9073485191256623e-6, -2.4283965808437366e36],
  [-2.701710137035501e23, -28143779840, 0.004750251770019531, 7.603633838307347e33],
  [-1.45556640625, -3.34619140625, 4.336810240905666e-19, 4.870604038238525],
  [-3.50244140625, 4.966796875, 1.164968943756363e-20, -17.39591407775879],
  [-3.01904296875, 5.000270903110504e-6, 1.2621773731219804e-29, -1.509603225713363e-5],
  [159.21875, 1.4619180547132056e33, -1.6940657935344048e-21, 2.327647553703479e35],
])("fma32(%s, %s, %s) is rounded once", (a, b, c, expected) => {
  expect(Math.fround(a * b + c)).not.toBe(expected);
  expect(fma32(a, b, c)).toBe(expected);
});

// libm.fmaf(a, b, c)
test.each([
  [2, 3, 4, 10],
  [0, -1, 0, 0],
  [-0, 1, -0, -0],
  [Number.POSITIVE_INFINITY, 1, 1, Number.POSITIVE_INFINITY],
  [Number.POSITIVE_INFINITY, 1, Number.NEGATIVE_INFINITY, Number.NaN],
  [float32Max, 2, 0, Number.POSITIVE_INFINITY],
  [2 ** 103, 1, float32Max, Number.POSITIVE_INFINITY],
  [2 ** 90, 2 ** 13 - 2 ** -10, float32Max, float32Max],
  [2 ** -149, 0.5, 0, 0],
  [2 ** -149, 0.5, 2 ** -149, 2 ** -148],
])("fma32(%s, %s, %s) at the edges", (a, b, c, expected) => {
  expect(fma32(a, b, c)).toBe(expected);
});

test("fma32 at the tie before infinity looks at what the double lost", () => {
  // libm.fmaf(2**103, 1, FLT_MAX) is inf; libm.fmaf(2**52 + 2**29, 2**51 - 2**28, FLT_MAX) is FLT_MAX
  expect(fma32(2 ** 52 + 2 ** 29, 2 ** 51 - 2 ** 28, float32Max)).toBe(float32Max);
  expect(fma32(-(2 ** 52 + 2 ** 29), 2 ** 51 - 2 ** 28, -float32Max)).toBe(-float32Max);
});

// libm.fma(a, b, c), where a * b + c would err; the last ones underflow or overflow on the way
test.each([
  [3.6379788070917125e-12, -6.398177351617479e-12, 2.3276433609198574e-23, 5.5229391294648274e-39],
  [-2.067951531382569e-25, 6905539414411641000, 7.14016040352762e-7, -7.140160403527621e-7],
  [-1.215432671457255e-63, 2.0568806966515073e62, -4.930380657631327e-32, -0.25000000000000017],
  [484.14784191970716, 1.7125856542580276e23, -4.145723243058369e25, 4.14572324305837e25],
  [-281474976710656.4, 17179869183.999998, 4.835703278458522e24, -536870911.9999993],
  [38295619477.90054, -0.04008553155696848, 1535100263.0750387, -2.9816487825244867e-7],
  [127.99999999999999, -1.1103393973144193e-6, -5.897572237717109e-6, -0.00014802101509396278],
  [-1.5070447813219743e-84, -4.914206519773203e-237, -8.900295434028806e-308, -8.900295434028065e-308],
  [1.5761205397712232e-88, -8.852647460508912e-221, -4.450147717014403e-308, -5.845431666400568e-308],
  [1.0130653244338364e177, 2.2181357552966516e130, 1.1235582092889477e307, 3.370674627866843e307],
  [2.0949699890535336e152, -1.0726246343954092e155, -8.988465674311579e307, -1.123558209288948e308],
])("fma64(%s, %s, %s) is rounded once", (a, b, c, expected) => {
  expect(a * b + c).not.toBe(expected);
  expect(fma64(a, b, c)).toBe(expected);
});

// libm.fma(a, b, c)
test.each([
  [2, 3, 4, 10],
  [-0, 1, -0, -0],
  [5e-324, -0.5, 0, -0],
  [1e200, 1e200, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  [1e200, 1e200, -1e308, Number.POSITIVE_INFINITY],
  [Number.NaN, 1, 1, Number.NaN],
  [0, Number.POSITIVE_INFINITY, 1, Number.NaN],
])("fma64(%s, %s, %s) at the edges", (a, b, c, expected) => {
  expect(fma64(a, b, c)).toBe(expected);
});
