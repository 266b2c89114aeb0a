import { expect, test } from "vitest";
import { erf, erfc, erfcx, erfinv, logNdtr } from "./erf.js";

// Values were made with mpmath at 60 digits or more.

// mpmath.erf(x)
test.each([
  [1e-10, 1.1283791670955126e-10],
  [0.3, 0.3286267594591274],
  [0.999, 0.8422852702064969],
  [1.0, 0.8427007929497149],
  [1.7, 0.9837904585907745],
  [2.5, 0.999593047982555],
  [5.9, 0.9999999999999999],
])("erf(%s)", (x, wanted) => {
  expect(Math.abs(erf(x) - wanted)).toBeLessThanOrEqual(4e-16 * Math.abs(wanted));
});

// mpmath.erfc(x)
test.each([
  [-2.0, 1.9953222650189528],
  [0.3, 0.6713732405408726],
  [0.6, 0.3961439091520741],
  [1.7, 0.01620954140922544],
  [5.5, 7.357847917974398e-15],
  [12.3, 9.029925149482068e-68],
  [26.0, 5.663192408856143e-296],
])("erfc(%s)", (x, wanted) => {
  expect(Math.abs(erfc(x) - wanted)).toBeLessThanOrEqual(1e-15 * Math.abs(wanted));
});

// mpmath.exp(x * x) * mpmath.erfc(x)
test.each([
  [-3.1, 29826.166456136547],
  [0.0, 1.0],
  [0.02, 0.9778264776835394],
  [0.7, 0.525930337349441],
  [2.2, 0.23559296367861401],
  [30.0, 0.01879588886141675],
  [200.0, 0.0028209126572120466],
])("erfcx(%s)", (x, wanted) => {
  expect(Math.abs(erfcx(x) - wanted)).toBeLessThanOrEqual(1e-15 * Math.abs(wanted));
});

// mpmath.erfinv(x)
test.each([
  [1e-9, 8.86226925452758e-10],
  [0.3, 0.2724627147267543],
  [0.501, 0.4780494522745675],
  [0.9, 1.1630871536766743],
  [0.999999, 3.458910737275499],
  [-0.7, -0.7328690779592167],
])("erfinv(%s)", (x, wanted) => {
  expect(Math.abs(erfinv(x) - wanted)).toBeLessThanOrEqual(1e-15 * Math.abs(wanted));
});

// mpmath.log(mpmath.ncdf(x))
test.each([
  [-3.0, -6.607726221510349],
  [-0.5, -1.1759117615936185],
  [0.5, -0.3689464152886564],
  [4.0, -3.167174337748927e-5],
])("logNdtr(%s)", (x, wanted) => {
  expect(Math.abs(logNdtr(x) - wanted)).toBeLessThanOrEqual(1e-14 * Math.abs(wanted));
});
