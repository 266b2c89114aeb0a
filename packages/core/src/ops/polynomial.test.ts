import { expect, test } from "vitest";
import { bool, float16, float32, float64, special, tensor } from "../index.js";

// Lines: torch.special.f(torch.tensor([-1., -0.3, 0., 0.5, 1., 2.5], dtype=…), n).tolist(), for n = 0, 1, 2, 5 in float32 and 6 in float64
const x = [-1, -0.3, 0, 0.5, 1, 2.5];
const table: Record<string, readonly (readonly number[])[]> = {
  chebyshevPolynomialT: [
    [1, 1, 1, 1, 1, 1],
    [-1, -0.30000001192092896, 0, 0.5, 1, 2.5],
    [1, -0.8199999928474426, -1, -0.5, 1, 11.5],
    [-1, -0.9988800287246704, 0, 0.5, 1, 1262.5],
    [1, 0.254528, -1, 1, 1, 6049],
  ],
  chebyshevPolynomialU: [
    [1, 1, 1, 1, 1, 1],
    [-2, -0.6000000238418579, 0, 1, 2, 5],
    [3, -0.6399999856948853, -1, 0, 3, 24],
    [-6, -1.013759970664978, 0, 0, 6, 2640],
    [7, 0.5586559999999999, -1, 1, 7, 12649],
  ],
  chebyshevPolynomialV: [
    [1, 1, 1, 1, 1, 1],
    [-3, -1.600000023841858, -1, 0, 1, 4],
    [5, -0.03999994695186615, -1, -1, 1, 19],
    [-11, -1.0633598566055298, -1, 1, 1, 2089],
    [13, 1.572416, -1, 1, 1, 10009],
  ],
  chebyshevPolynomialW: [
    [1, 1, 1, 1, 1, 1],
    [-1, 0.3999999761581421, 1, 2, 3, 6],
    [1, -1.2400000095367432, -1, 1, 5, 29],
    [-1, -0.9641600847244263, 1, -1, 11, 3191],
    [1, -0.45510400000000006, -1, 1, 13, 15289],
  ],
  shiftedChebyshevPolynomialT: [
    [1, 1, 1, 1, 1, 1],
    [-3, -1.600000023841858, -1, 0, 1, 4],
    [17, 4.12000036239624, 1, -1, 1, 31],
    [-3363, -93.85218048095703, -1, 0, 1, 15124],
    [19601, 267.37811200000016, 1, -1, 1, 119071],
  ],
  shiftedChebyshevPolynomialU: [
    [1, 1, 1, 1, 1, 1],
    [-6, -3.200000047683716, -2, 0, 2, 8],
    [35, 9.24000072479248, 3, -1, 3, 63],
    [-6930, -214.07232666015625, -6, 0, 6, 30744],
    [40391, 609.8938240000003, 7, -1, 7, 242047],
  ],
  shiftedChebyshevPolynomialV: [
    [1, 1, 1, 1, 1, 1],
    [-7, -4.199999809265137, -3, -1, 1, 7],
    [41, 12.4399995803833, 5, -1, 1, 55],
    [-8119, -289.20989990234375, -11, -1, 1, 26839],
    [47321, 823.9661440000002, 13, -1, 1, 211303],
  ],
  shiftedChebyshevPolynomialW: [
    [1, 1, 1, 1, 1, 1],
    [-5, -2.200000047683716, -1, 1, 3, 9],
    [29, 6.0400004386901855, 1, -1, 5, 71],
    [-5741, -138.9347381591797, -1, 0.9999993443489075, 11, 34649],
    [33461, 395.8215040000001, 1, -1.0000000000000007, 13, 272791],
  ],
  hermitePolynomialH: [
    [1, 1, 1, 1, 1, 1],
    [-2, -0.6000000238418579, 0, 1, 2, 5],
    [2, -1.6399999856948853, -2, -1, 2, 23],
    [8, -31.757761001586914, 0, 41, -8, 925],
    [184, -59.041344, -120, 31, 184, 1255],
  ],
  hermitePolynomialHe: [
    [1, 1, 1, 1, 1, 1],
    [-1, -0.30000001192092896, 0, 0.5, 1, 2.5],
    [0, -0.9099999666213989, -1, -0.75, 0, 5.25],
    [-6, -4.2324299812316895, 0, 6.28125, 6, -21.09375],
    [16, -11.070771, -15, -4.671875, 16, -75.546875],
  ],
  laguerrePolynomialL: [
    [1, 1, 1, 1, 1, 1],
    [2, 1.2999999523162842, 1, 0.5, 0, -1.5],
    [3.5, 1.6449998617172241, 1, 0.125, -0.5, -0.875],
    [12.883333206176758, 2.996708393096924, 1, -0.4455729126930237, -0.46666663885116577, 1.0325520038604736],
    [18.509722222222223, 3.5701850125, 1, -0.5041449652777779, -0.2569444444444445, 0.6620008680555558],
  ],
  legendrePolynomialP: [
    [1, 1, 1, 1, 1, 1],
    [-1, -0.30000001192092896, 0, 0.5, 1, 2.5],
    [1, -0.3649999797344208, -0.5, -0.125, 1, 8.875],
    [-1, -0.34538623690605164, 0, 0.08984375, 1, 637.01171875],
    [1, 0.12918118750000002, -0.3125, 0.3232421875, 1, 2796.4404296875],
  ],
};

test.each(Object.entries(table))("%s", (name, rows) => {
  const f = special[name as "hermitePolynomialH"];
  [0, 1, 2, 5].forEach((n, i) => expect(f(tensor(x, { dtype: float32 }), n).tolist()).toEqual(rows[i]));
  expect(f(tensor(x, { dtype: float64 }), 6).tolist()).toEqual(rows[4]);
});

// torch.special.f(torch.tensor([-0.9, 0.1, 0.9], dtype=torch.float64), 12): by angles, whose last bits depend on the C library
test.each([
  ["chebyshevPolynomialT", [0.6441662586879991, 0.3604845076479999, 0.6441662586879994]],
  ["chebyshevPolynomialU", [-0.9351246602239975, 0.2667380776959999, -0.9351246602240012]],
  ["chebyshevPolynomialV", [-2.689892347904, 1.2042023772159989, 0.8196430274559996]],
  ["chebyshevPolynomialW", [0.819643027456, -0.6707262218240025, -2.689892347904003]],
] as const)("%s of a high degree", (name, values) => {
  const got = special[name](tensor([-0.9, 0.1, 0.9], { dtype: float64 }), 12).tolist() as number[];
  got.forEach((value, i) => expect(value).toBeCloseTo(values[i]!, 12));
});

test("degrees of their own, numbers for tensors, types", () => {
  // torch.special.hermite_polynomial_h(torch.tensor([1., 2.]), torch.tensor([2.7, -1])), (2, torch.tensor([1, 2])), (torch.tensor([True]), 3)
  const h = special.hermitePolynomialH;
  expect(h(tensor([1, 2], { dtype: float32 }), tensor([2.7, -1])).tolist()).toEqual([2, 0]);
  expect(h(2, tensor([1, 2]))).toMatchObject({ dtype: float32 });
  expect(h(2, tensor([1, 2])).tolist()).toEqual([4, 14]);
  expect(h(tensor([true], { dtype: bool }), 3).tolist()).toEqual([-4]);
  // beyond 128 and 512: nan
  expect([h(tensor([0.5]), 129).item(), h(tensor([0.5], { dtype: float64 }), 513).item()]).toEqual([
    Number.NaN,
    Number.NaN,
  ]);
  expect(special.laguerrePolynomialL(tensor([0.5], { requiresGrad: true }), 2).requiresGrad).toBe(false);
  expect(() => h(tensor([1], { dtype: float16 }), 2)).toThrow(`"hermite_polynomial_h_cpu" not implemented for 'Half'`);
});
