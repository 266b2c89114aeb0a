import { describe, expect, test } from "vitest";
import { runCase } from "./runner.js";
import { FakeTensor, fakeLibrary } from "./testing/fake-torch.js";

const float32 = (...data: (number | string)[]) => ({ shape: [data.length], dtype: "float32", data });

const negation = {
  id: "neg/0",
  op: "neg",
  variants: ["function", "method", "inplace"],
  args: [float32(1, -0.5, 0)],
  kwargs: {},
  expect: float32(-1, 0.5, -0),
  grad_inputs: ["args.0"],
  grad_output: float32(2, 3, 4),
  expect_grads: [float32(-2, -3, -4)],
  tol: { rtol: 0, atol: 0 },
};

function verdictOf(body: Record<string, unknown>, functions: Record<string, unknown> = {}, family = "ops_unary") {
  return runCase(fakeLibrary(functions), { id: "case", family, body, folder: "" }).verdict;
}

describe("an op case", () => {
  test("passes when every variant and its gradient agree to the bit", () => {
    expect(verdictOf(negation)).toEqual({ status: "passed" });
  });

  test("fails when one function is off by one unit in the last place", () => {
    const neg = (x: FakeTensor) => {
      const result = x.neg();
      result.data[0] = -1.0000001192092896;
      return result;
    };
    expect(verdictOf(negation, { neg })).toMatchObject({
      status: "failed",
      subject: "neg",
      kind: "function: values",
      detail: "element 0 is -1.0000001192092896, expected -1 (1 of 3 differ)",
    });
  });

  test("accepts the same deviation within the case's own tolerance, and never a wider one", () => {
    const neg = (x: FakeTensor) => x.times(-1 - 2 ** -20);
    const without = { ...negation, grad_inputs: [], variants: ["function"], expect: float32(-1, 0.5, 0) };
    expect(verdictOf({ ...without, tol: { rtol: 1e-6, atol: 0 } }, { neg })).toEqual({ status: "passed" });
    expect(verdictOf({ ...without, tol: { rtol: 9e-7, atol: 0 } }, { neg })).toMatchObject({ status: "failed" });
  });

  test("fails on the sign of zero when it is exact", () => {
    expect(verdictOf({ ...negation, expect: float32(-1, 0.5, 0) })).toMatchObject({ kind: "function: values" });
  });

  test("fails on another dtype or shape", () => {
    const float64 = { name: "float64" };
    expect(verdictOf(negation, { neg: (x: FakeTensor) => x.times(-1, float64) })).toMatchObject({
      kind: "function: dtype",
      detail: "float64, expected float32",
    });
    const column = (x: FakeTensor) => new FakeTensor([3, 1], x.dtype, x.neg().data);
    expect(verdictOf(negation, { neg: column })).toMatchObject({ kind: "function: shape" });
  });

  test("fails when it throws", () => {
    const neg = () => {
      throw new Error("neg: no");
    };
    expect(verdictOf(negation, { neg })).toMatchObject({ kind: "function: threw", detail: "neg: no" });
  });

  test("fails on a wrong or missing gradient", () => {
    const wrong = { ...negation, expect_grads: [float32(-2, -3, 4)] };
    expect(verdictOf(wrong)).toMatchObject({ kind: "function: gradient of args.0: values" });
    const unused = { ...negation, expect_grads: [null] };
    expect(verdictOf(unused)).toMatchObject({ kind: "function: gradient of args.0: expected none" });
  });

  test("is unsupported when the function or one variant is not there", () => {
    expect(verdictOf({ ...negation, op: "nn.functional.neg" })).toMatchObject({
      status: "unsupported",
      kind: "torch.nn.functional.neg is not there",
    });
    const functionOnly = { ...negation, op: "identity", variants: ["function", "method"], expect: float32(1, -0.5, 0) };
    expect(verdictOf({ ...functionOnly, grad_inputs: [] })).toMatchObject({
      status: "unsupported",
      kind: "FakeTensor.identity is not there",
    });
  });

  test("fails when a tensor is given for a plain value, or an alias is missing", () => {
    const same = { id: "s", op: "identity", variants: ["function"], args: [float32(1)], kwargs: {}, expect: 1 };
    expect(verdictOf(same)).toMatchObject({ kind: "function: a tensor where a plain value is expected" });
    expect(verdictOf({ ...negation, aliases: ["negative"] })).toMatchObject({ status: "unsupported" });
  });

  test("fails when an in-place variant gives another tensor", () => {
    const body = { ...negation, variants: ["inplace"], grad_inputs: [] };
    const restore = FakeTensor.prototype.neg_;
    FakeTensor.prototype.neg_ = function (this: FakeTensor) {
      return this.neg() as never;
    };
    try {
      expect(verdictOf(body)).toMatchObject({ kind: "inplace: does not give back the tensor it changed" });
    } finally {
      FakeTensor.prototype.neg_ = restore;
    }
  });

  test("reads properties", () => {
    const body = { ...negation, op: "T", variants: ["property"], expect: negation.args[0], grad_inputs: [] };
    expect(verdictOf(body)).toEqual({ status: "passed" });
  });

  test("knows nan, infinities, empty tensors, integers beyond 2^53 and generated data", () => {
    const same = (value: unknown) =>
      verdictOf({ ...negation, op: "identity", variants: ["function"], args: [value], expect: value, grad_inputs: [] });
    expect(same(float32("nan", "inf", "-inf"))).toEqual({ status: "passed" });
    expect(same({ shape: [0, 3], dtype: "float32", data: [] })).toMatchObject({ status: "passed" });
    expect(same({ lcg: 5, shape: [2, 3], dtype: "float32" })).toEqual({ status: "passed" });
    const large = { shape: [1], dtype: "int64", data: ["9007199254740993"] };
    const keep = { identity: (x: FakeTensor) => x };
    const body = { ...negation, op: "identity", variants: ["function"], args: [large], expect: large, grad_inputs: [] };
    expect(verdictOf(body, keep)).toEqual({ status: "passed" });
    const other = { ...large, data: ["9007199254740992"] };
    expect(verdictOf({ ...body, expect: other }, keep)).toMatchObject({ kind: "function: values" });
  });

  test("compares several outputs, by absolute value or not at all where the case says so", () => {
    const both = (x: FakeTensor) => [x.neg(), x.neg()];
    const input = negation.args[0];
    const body = { ...negation, op: "both", variants: ["function"], expect: [input, input], grad_inputs: [] };
    expect(verdictOf(body, { both })).toMatchObject({ kind: "function: output 0: values" });
    expect(verdictOf({ ...body, compare: ["abs", "skip"] }, { both })).toEqual({ status: "passed" });
    expect(verdictOf({ ...body, expect: [input] }, { both })).toMatchObject({ kind: "function: number of outputs" });
  });

  test("wants the field names of a named tuple", () => {
    const parts = (x: FakeTensor) => ({ values: x, newIndices: x });
    const input = negation.args[0];
    const body = { ...negation, op: "parts", variants: ["function"], expect: [input, input], grad_inputs: [] };
    expect(verdictOf({ ...body, expect_fields: ["values", "new_indices"] }, { parts })).toEqual({ status: "passed" });
    expect(verdictOf({ ...body, expect_fields: ["values", "order"] }, { parts })).toMatchObject({
      kind: "function: the result has no field order",
    });
  });
});

describe("other families", () => {
  test("a family without a runner is unsupported", () => {
    expect(verdictOf(negation, {}, "spectral")).toMatchObject({ status: "unsupported" });
  });

  test("an accident is no refusal", () => {
    const crash = () => (undefined as never)["x"];
    const refused = { id: "p", op: "neg", args: [float32(1)], kwargs: {}, error: "no" };
    expect(verdictOf(refused, { neg: crash }, "type_promotion")).toMatchObject({ kind: "crashed" });
    const wrong = { id: "e", program: "torch.neg(1)", error_type: "TypeError", binding_message: true };
    expect(verdictOf(wrong, { neg: crash }, "errors")).toMatchObject({ kind: "crashed" });
  });

  test("a refusal passes only when something is raised", () => {
    const body = { id: "p", op: "neg", args: [float32(1)], kwargs: {}, error: "no" };
    expect(verdictOf(body, {}, "type_promotion")).toMatchObject({ status: "failed" });
    const neg = () => {
      throw new Error("no");
    };
    expect(verdictOf(body, { neg }, "type_promotion")).toEqual({ status: "passed" });
    expect(verdictOf({ ...body, op: "lost" }, {}, "type_promotion")).toMatchObject({ status: "unsupported" });
  });
});
