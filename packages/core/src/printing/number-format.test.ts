import { expect, test } from "vitest";
import { float, type Scalar } from "../scalar.js";
import { formatNumber } from "./number-format.js";

// format(value, spec)
const cases: readonly (readonly [value: Scalar, spec: string, text: string])[] = [
  [0.1, "", "0.1"],
  [0.1, ".2f", "0.10"],
  [0.1, ".4f", "0.1000"],
  [0.1, ".3e", "1.000e-01"],
  [0.1, "10.3f", "     0.100"],
  [0.1, "<8.1f", "0.1     "],
  [0.1, "+.1f", "+0.1"],
  [0.1, " .1f", " 0.1"],
  [0.1, "e", "1.000000e-01"],
  [0.1, "g", "0.1"],
  [0.1, ".0%", "10%"],
  [0.1, ".2%", "10.00%"],
  [0.1, "#.0f", "0."],
  [1234567.891, ",.2f", "1,234,567.89"],
  [1234567.891, "_.1f", "1_234_567.9"],
  [1234567.891, "015,.1f", "0,001,234,567.9"],
  [1234567.891, ".3g", "1.23e+06"],
  [1234567.891, ".10g", "1234567.891"],
  [1234567.891, "G", "1.23457E+06"],
  [1234567.891, ".3", "1.23e+06"],
  [1234567.891, "*^14.1f", "**1234567.9***"],
  [-0.004, ".2f", "-0.00"],
  [-0.004, "z.2f", "0.00"],
  [-0.004, "08.3f", "-000.004"],
  [-0.004, "=8.1f", "-    0.0"],
  [float(2), "", "2.0"],
  [float(2), ".3", "2.0"],
  [float(2), "#g", "2.00000"],
  [float(2), "g", "2"],
  [float(2), "05", "002.0"],
  [0.125, ".2f", "0.12"],
  [0.375, ".2f", "0.38"],
  [2.5, ".0f", "2"],
  [3.5, ".0f", "4"],
  [float(1e16), "", "1e+16"],
  [float(1e16), "f", "10000000000000000.000000"],
  [float(1e23), ".15e", "9.999999999999999e+22"],
  [float(12), ".2", "1.2e+01"],
  [float(12), ".1", "1e+01"],
  [Number.POSITIVE_INFINITY, "", "inf"],
  [Number.POSITIVE_INFINITY, ".2f", "inf"],
  [Number.POSITIVE_INFINITY, "06.1f", "000inf"],
  [Number.POSITIVE_INFINITY, "F", "INF"],
  [Number.NaN, "5.1f", "  nan"],
  [5, "", "5"],
  [5, "3d", "  5"],
  [5, "03", "005"],
  [5, "+d", "+5"],
  [5, ".2f", "5.00"],
  [5, "b", "101"],
  [5, "#010b", "0b00000101"],
  [5, "%", "500.000000%"],
  [5, "e", "5.000000e+00"],
  [255, "x", "ff"],
  [255, "#X", "0XFF"],
  [255, "o", "377"],
  [-1234567, ",", "-1,234,567"],
  [-1234567, "012,d", "-001,234,567"],
  [-1234567, "_x", "-12_d687"],
  [2n ** 70n, "", "1180591620717411303424"],
  [2n ** 70n, ",d", "1,180,591,620,717,411,303,424"],
  [true, "", "True"],
  [true, "d", "1"],
  [true, "3", "  1"],
  [true, ".1f", "1.0"],
];

test.each(cases)("%o in %o", (value, spec, text) => {
  expect(formatNumber(value, spec)).toBe(text);
});

// format(value, spec) raises a ValueError
test.each([
  [0.5, "d", "format: specifier 'd' has the integer code 'd' but the number is a float"],
  [3, ".2d", "format: specifier '.2d' has a precision, which integers do not take"],
  [3, "z", "format: specifier 'z' has `z`, which integers do not take"],
  [3, ",x", "format: specifier ',x' cannot have ',' with 'x'"],
  [3, ".f", "format: specifier '.f' is not [[fill]align][sign][z][#][0][width][,][.precision][code]"],
  [3, "s", "format: specifier 's' is not [[fill]align][sign][z][#][0][width][,][.precision][code]"],
])("%o in %o is refused", (value, spec, message) => {
  expect(() => formatNumber(value, spec)).toThrow(new RangeError(message));
});
