import { afterEach, beforeEach, expect, type MockInstance, test, vi } from "vitest";
import { chainMatmul, cholesky, eye, ones, qr, setWarnAlways, tensor, uint8, where } from "./index.js";
import { warnOnce } from "./warnings.js";

let warn: MockInstance<typeof console.warn>;
beforeEach(() => {
  warn = vi.spyOn(console, "warn").mockReturnValue();
});
afterEach(() => {
  setWarnAlways(false);
  warn.mockRestore();
});

test("a program hears once what it needs to hear once, or always if it asks", () => {
  warnOnce("told by a test");
  warnOnce("told by a test");
  expect(warn).toHaveBeenCalledTimes(1);
  setWarnAlways(true);
  warnOnce("told by a test");
  expect(warn).toHaveBeenCalledTimes(2);
});

const x = (): ReturnType<typeof ones> => ones([2], { requiresGrad: true });

// with warnings.catch_warnings(record=True) as w: torch._C._set_warnAlways(True); ...; w[0].message
test.each([
  ["torch.cholesky is deprecated in favor of torch.linalg.cholesky", () => cholesky(eye(2))],
  ["torch.qr is deprecated in favor of torch.linalg.qr", () => qr(eye(2))],
  ["torch.chain_matmul is deprecated", () => chainMatmul(eye(2), eye(2))],
  ["The use of `x.T` on tensors of dimension other than 2", () => ones([2, 3, 4]).T],
  ["Tensor.mT is deprecated on 0-D tensors.", () => tensor(1).mT],
  ["Using backward() with create_graph=True will create", () => x().sum().backward({ createGraph: true })],
  ["where received a uint8 condition tensor.", () => where(tensor([1, 0], { dtype: uint8 }), ones([2]), 0)],
  ["indexing with dtype torch.uint8 is now deprecated", () => ones([2]).at(tensor([1, 0], { dtype: uint8 }))],
])("%s", (message, call) => {
  setWarnAlways(true);
  call();
  expect(warn.mock.calls.flat()).toEqual([expect.stringContaining(message)]);
});
