import { expect, test } from "vitest";
import { families } from "./families.js";
import { MissingLayer, need } from "./workload.js";
import { workloads } from "./workloads/index.js";
import { kernels } from "./workloads/kernels.js";

test("what the library lacks is named", () => {
  expect(need("nn.Linear")).toBeTypeOf("function");
  expect(() => need("nn.Linier")).toThrow(new MissingLayer("nn.Linier"));
});

test("every workload belongs to a family, and every family has one", () => {
  expect([...new Set(workloads.map(({ name }) => name.split(".")[0]))]).toEqual(families);
});

test.each(["W1", "W2", "W3", "W4"])("%s trains", (name) => {
  const step = workloads.find((workload) => workload.name === name)!.prepare();
  expect(() => {
    step();
    step();
  }).not.toThrow();
});

test("every kernel runs", () => {
  for (const { prepare } of kernels) expect(prepare()).not.toThrow();
});
