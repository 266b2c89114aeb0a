import { expect, test } from "vitest";
import { digamma, gammainc, gammaincc, lgamma, polygamma } from "./gamma.js";

// Values were made with mpmath at 60 digits or more.

// mpmath.log(abs(mpmath.gamma(x)))
test.each([
  [1e-8, 18.42068073818021],
  [0.3, 1.0957979948180756],
  [0.9999, 5.7729791561193866e-5],
  [1.5, -0.12078223763524522],
  [2.0001, 4.2281658112919945e-5],
  [4.7, 2.7364051463155667],
  [9.9, 12.57717990421988],
  [10.1, 13.027526738633236],
  [170.3, 702.9773854513282],
  [-0.4, 1.31452458994339],
  [-3.3, -0.8243558050174264],
])("lgamma(%s)", (x, wanted) => {
  expect(Math.abs(lgamma(x) - wanted)).toBeLessThanOrEqual(1e-14 * Math.abs(wanted));
});

// mpmath.digamma(x)
test.each([
  [0.001, -1000.5755719318103],
  [0.7, -1.2200235536979347],
  [2.5, 0.7031566406452432],
  [9.0, 2.14064147795561],
  [40.5, 3.6889054929332334],
  [-2.7, -1.1153471291406896],
])("digamma(%s)", (x, wanted) => {
  expect(Math.abs(digamma(x) - wanted)).toBeLessThanOrEqual(2e-14 * Math.abs(wanted));
});

// mpmath.psi(n, x)
test.each([
  [2, -2.7, -68.9329390232638],
  [3, -0.4, 281.78204104534575],
  [4, -10.25, 24481.574336748214],
  [2, 0.7, -6.4349928741909235],
  [3, 5.5, 0.015690592675882818],
  [5, 30.0, 1.0726994936161623e-6],
])("polygamma(%s, %s)", (x, y, wanted) => {
  expect(Math.abs(polygamma(x, y) - wanted)).toBeLessThanOrEqual(1e-14 * Math.abs(wanted));
});

// mpmath.gammainc(a, 0, x, regularized=True)
test.each([
  [0.5, 0.7, 0.7632764293621426],
  [3.0, 9.0, 0.9937678048936227],
  [50.0, 60.0, 0.9155933189063081],
  [300.0, 280.0, 0.12260728267114314],
])("gammainc(%s, %s)", (x, y, wanted) => {
  expect(Math.abs(gammainc(x, y) - wanted)).toBeLessThanOrEqual(1e-13 * Math.abs(wanted));
});

// mpmath.gammainc(a, x, mpmath.inf, regularized=True)
test.each([
  [0.5, 0.7, 0.23672357063785737],
  [3.0, 9.0, 0.006232195106377317],
  [50.0, 60.0, 0.08440668109369183],
  [300.0, 380.0, 9.29876239684356e-6],
])("gammaincc(%s, %s)", (x, y, wanted) => {
  expect(Math.abs(gammaincc(x, y) - wanted)).toBeLessThanOrEqual(1e-13 * Math.abs(wanted));
});

// torch.digamma(torch.tensor([-1e-20, 1e-20], dtype=torch.float64))
test("digamma beside its pole", () => {
  expect([-1e-20, 1e-20].map(digamma)).toEqual([1e20, -1e20]);
});
