import { expect, test } from "vitest";
import { testElementwise } from "../../test/elementwise.js";
import { exp, float64, logaddexp, special, tensor, xlogy } from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  1,
  `
  exp | -1.2 0.3 2.5 | 0.3011942119122021 1.3498588075760032 12.182493960703473 | 0.3011942119122021 1.3498588075760032 12.182493960703473 | ExpBackward0
  exp2 | -1.2 0.3 2.5 | 0.43527528164806206 1.2311444133449163 5.656854249492381 | 0.3017098342417903 0.8533642789721566 3.921032573874189 | Exp2Backward0
  expm1 | -1.2 0.3 2.5 | -0.6988057880877979 0.3498588075760031 11.182493960703473 | 0.3011942119122021 1.3498588075760032 12.182493960703473 | Expm1Backward0
  log | 0.3 1.1 2.5 | -1.2039728043259361 0.09531017980432493 0.9162907318741551 | 3.3333333333333335 0.9090909090909091 0.4 | LogBackward0
  log2 | 0.3 1.1 2.5 | -1.7369655941662063 0.13750352374993502 1.3219280948873624 | 4.808983469629878 1.3115409462626941 0.5770780163555853 | Log2Backward0
  log10 | 0.3 1.1 2.5 | -0.5228787452803376 0.04139268515822508 0.3979400086720376 | 1.4476482730108395 0.39481316536659256 0.17371779276130075 | Log10Backward0
  log1p | 0.3 1.1 2.5 | 0.26236426446749106 0.7419373447293773 1.252762968495368 | 0.7692307692307692 0.47619047619047616 0.2857142857142857 | Log1PBackward0
  `,
);

testElementwise(
  2,
  `
  logaddexp | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | 0.8393867582829606 0.4677860293862659 3.0130152523999527 | 0.13010847436299786 0.8455347349164652 0.598687660112452 | 0.8698915256370021 0.1544652650835347 0.401312339887548 | LogaddexpBackward0
  logaddexp2 | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | 1.0424903070359992 0.6871265982592082 3.313818766564279 | 0.21132124107142605 0.7646510369310004 0.568874072230784 | 0.788678758928574 0.23534896306899963 0.43112592776921604 | Logaddexp2Backward0
  xlogy | -1.2 0.3 2.5 | 0.7 1.4 2.1 | 0.4280099327264789 0.10094167098636386 1.8548433618234434 | -0.35667494393873245 0.3364722366212129 0.7419373447293773 | -1.7142857142857144 0.2142857142857143 1.1904761904761905 | XlogyBackward0
  special.xlog1py | -1.2 0.3 2.5 | 0.7 1.4 2.1 | -0.6367539012746044 0.26264062120616993 2.8285052787277514 | 0.5306282510621704 0.8754687373538999 1.1314021114911006 | -0.7058823529411765 0.125 0.8064516129032258 | SpecialXlog1PyBackward0
  `,
);

test("in double precision, the exponential has the bits of the C library", () => {
  // torch.exp(torch.tensor([1., -0.3, 2.5, 100., -745.1], dtype=torch.float64))
  expect(exp(tensor([1, -0.3, 2.5, 100, -745.1], { dtype: float64 })).tolist()).toEqual([
    2.718281828459045, 0.7408182206817179, 12.182493960703473, 2.6881171418161356e43, 5e-324,
  ]);
});

test("xlogy is 0 where its first operand is, unless the second is NaN", () => {
  const [x, y] = [tensor([0, 0, 1, Number.NaN]), tensor([Number.NaN, 0, 0, 0])];
  expect(xlogy(x, y).tolist()).toEqual([Number.NaN, 0, -Infinity, Number.NaN]);
  expect(special.xlog1py(x, y.sub(1)).tolist()).toEqual([Number.NaN, 0, -Infinity, Number.NaN]);
});

test("xlogy takes a number on either side", () => {
  const x = tensor([2, 3], { dtype: float64, requiresGrad: true });
  expect(xlogy(x, 2).gradFn!.name).toBe("XlogyBackward2");
  expect(xlogy(2, x).gradFn!.name).toBe("XlogyBackward1");
  // torch.xlogy(torch.tensor([7], dtype=torch.uint8), -1)
  expect(xlogy(tensor([7]), -1).tolist()).toEqual([Number.NaN]);
});

test("logaddexp of infinities", () => {
  // torch.logaddexp(torch.tensor([inf, -inf, 1, -inf]), torch.tensor([inf, -inf, 2, 1]))
  const [x, y] = [tensor([Infinity, -Infinity, 1, -Infinity]), tensor([Infinity, -Infinity, 2, 1])];
  expect(logaddexp(x, y).tolist()).toEqual([Infinity, -Infinity, 2.3132617473602295, 1]);
  expect(() => logaddexp(tensor([1]), tensor([2]))).toThrow(`"logaddexp" not implemented for 'Long'`);
});
