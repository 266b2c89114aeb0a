import { expect, test } from "vitest";
import { testStream } from "../../test/torch-stream.js";
import { checkRandperm, fillRandperm } from "./permutation.js";

testStream(
  "torch.randperm(10)",
  new BigInt64Array(10),
  (out, g) => fillRandperm(out, g),
  [5n, 6n, 1n, 2n, 0n, 8n, 9n, 3n, 7n, 4n],
  396591248,
);
testStream(
  "torch.randperm(1000)",
  new BigInt64Array(1000),
  (out, g) => fillRandperm(out, g),
  "61a16d797852951a374a67d7db44a4e8ff53c009986a848f6588b584eabe26f8",
  375733240,
);
testStream(
  "torch.randperm(6, dtype=torch.int16)",
  new Int16Array(6),
  (out, g) => fillRandperm(out, g),
  [1, 5, 2, 0, 3, 4],
  1298508491,
);
testStream("torch.randperm(1)", new BigInt64Array(1), (out, g) => fillRandperm(out, g), [0n], 2135392491);

test("lengths are checked in PyTorch's words", () => {
  // torch.randperm(-1)
  expect(() => checkRandperm(-1, "int64")).toThrow("Trying to create tensor with negative dimension -1: [-1]");
  // torch.randperm(300, dtype=torch.uint8)
  expect(() => checkRandperm(300, "uint8")).toThrow("value cannot be converted to type uint8_t without overflow");
  // torch.randperm(3000, dtype=torch.float16)
  expect(() => checkRandperm(3000, "float16")).toThrow("n cannot be greater than 2049 for Half type.");
  // torch.randperm(3, dtype=torch.bool)
  expect(() => checkRandperm(3, "bool")).toThrow(`"randperm" not implemented for 'Bool'`);
  // torch.randperm(2049, dtype=torch.float16) and torch.randperm(300, dtype=torch.bfloat16) are fine
  expect(() => checkRandperm(2049, "float16")).not.toThrow();
  expect(() => checkRandperm(300, "bfloat16")).not.toThrow();
});
