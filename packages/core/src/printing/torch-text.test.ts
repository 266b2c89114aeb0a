import { expect, test } from "vitest";
import { returnTypeText, sizeText } from "./torch-text.js";

test("shapes print as torch.Size", () => {
  // torch.zeros(2, 3).shape, torch.tensor(0.).shape
  expect(sizeText([2, 3])).toBe("torch.Size([2, 3])");
  expect(sizeText([])).toBe("torch.Size([])");
});

test("named results print one part per line", () => {
  // torch.tensor([[1., 2.], [3., 4.]]).max(1)
  const values = { toString: () => "tensor([2., 4.])" };
  const indices = { toString: () => "tensor([1, 1])" };
  expect(returnTypeText("max", { values, indices })).toBe(
    "torch.return_types.max(\nvalues=tensor([2., 4.]),\nindices=tensor([1, 1]))",
  );
  // torch.histogram(...), whose parts are called so here: hist and binEdges
  expect(returnTypeText("histogram", { hist: 1, binEdges: 2 })).toBe(
    "torch.return_types.histogram(\nhist=1,\nbin_edges=2)",
  );
  expect(returnTypeText("linalg_lu_factor", { LU: 1 })).toBe("torch.return_types.linalg_lu_factor(\nLU=1)");
});
