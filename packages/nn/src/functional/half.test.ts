import { float16, tensor } from "@flambeau/core";
import { expect, test } from "vitest";
import { functional } from "../index.js";

test("rms_norm of half precision computes in single precision", () => {
  const half = { dtype: float16 };
  // F.rms_norm(torch.tensor([330., -782], dtype=torch.float16), [2], torch.tensor([20.25, -3], dtype=torch.float16))
  expect(functional.rmsNorm(tensor([330, -782], half), [2], tensor([20.25, -3], half)).tolist()).toEqual([
    11.1328125, 3.908203125,
  ]);
  // F.rms_norm(torch.tensor([1e-3, 2e-3], dtype=torch.float16), [2])
  expect(functional.rmsNorm(tensor([1e-3, 2e-3], half), [2]).tolist()).toEqual([0.61767578125, 1.2353515625]);
});
