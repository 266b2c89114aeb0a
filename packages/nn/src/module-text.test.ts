import { deepcopy, float } from "@flambeau/core";
import { expect, test } from "vitest";
import * as nn from "./index.js";

test("numbers print as they were given, a Python float by float()", () => {
  const texts: [string, nn.Module, string][] = [
    ["nn.CELU(2.0)", new nn.CELU(float(2)), "CELU(alpha=2.0)"],
    ["nn.CELU(2)", new nn.CELU(2), "CELU(alpha=2)"],
    ["nn.ELU()", new nn.ELU(), "ELU(alpha=1.0)"],
    ["nn.Hardtanh(-2., 2)", new nn.Hardtanh(float(-2), 2), "Hardtanh(min_val=-2.0, max_val=2)"],
    ["nn.RReLU(1.0, 2.0)", new nn.RReLU(float(1), float(2)), "RReLU(lower=1.0, upper=2.0)"],
    ["nn.Softplus(2, 30.)", new nn.Softplus(2, float(30)), "Softplus(beta=2, threshold=30.0)"],
    ["nn.Threshold(1., 2)", new nn.Threshold(float(1), 2), "Threshold(threshold=1.0, value=2)"],
    ["nn.Softshrink(1.0)", new nn.Softshrink(float(1)), "Softshrink(1.0)"],
    ["nn.Dropout(0.0)", new nn.Dropout(float(0)), "Dropout(p=0.0, inplace=False)"],
    [
      "nn.LocalResponseNorm(3, 1.0, 2, 3.0)",
      new nn.LocalResponseNorm(3, { alpha: float(1), beta: 2, k: float(3) }),
      "LocalResponseNorm(3, alpha=1.0, beta=2, k=3.0)",
    ],
    [
      "nn.BatchNorm1d(3, momentum=1.0)",
      new nn.BatchNorm1d(3, { momentum: float(1) }),
      "BatchNorm1d(3, eps=1e-05, momentum=1.0, affine=True, bias=True, track_running_stats=True)",
    ],
    [
      "nn.Embedding(5, 3, max_norm=1.0, norm_type=1.0, sparse=True)",
      new nn.Embedding(5, 3, { maxNorm: float(1), normType: float(1), sparse: true }),
      "Embedding(5, 3, max_norm=1.0, norm_type=1.0, sparse=True)",
    ],
  ];
  for (const [python, module, text] of texts) expect(String(module), python).toBe(text);
  expect(String(deepcopy(new nn.CELU(float(2))))).toBe("CELU(alpha=2.0)");
  expect(new nn.CELU(float(2)).alpha).toBe(2);
});
