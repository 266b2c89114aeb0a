import { describe, expect, test } from "vitest";
import { camelCase } from "./names.js";
import { bind, methodSignatureOf, parseSignature, signatureOf } from "./signature.js";

const keep = (value: unknown): unknown => value;
const none = new Map<string, unknown>();
const call = (line: string, args: unknown[], kwargs: Record<string, unknown> = {}) =>
  bind(parseSignature(line), args, new Map(Object.entries(kwargs)), keep);

describe("names", () => {
  test("an underscore inside becomes a hump", () => {
    expect(camelCase("masked_fill_")).toBe("maskedFill_");
    expect(camelCase("log_softmax")).toBe("logSoftmax");
    expect(camelCase("T_max")).toBe("TMax");
    expect(camelCase("max_pool2d")).toBe("maxPool2d");
    expect(camelCase("_weight")).toBe("_weight");
    expect(camelCase("a_b_c")).toBe("aBC");
  });
});

describe("arranging arguments", () => {
  test("positional ones stay, the others become options", () => {
    expect(call("input dim {keepdim}", ["x", 1, true])).toEqual(["x", 1, { keepdim: true }]);
    expect(call("input dim {keepdim}", ["x"], { keepdim: true })).toEqual(["x", undefined, { keepdim: true }]);
    expect(call("input dim {keepdim}", ["x"])).toEqual(["x"]);
    expect(call("input dim|other {}", ["x"], { other: "y" })).toEqual(["x", "y"]);
    expect(call("start|end end step", [0], { end: 3 })).toEqual([0, 3]);
    expect(call("start|end end step", [], { end: 3 })).toEqual([3]);
    expect(call("input weight {max_norm} offsets", ["x", "w", 2, "o"])).toEqual(["x", "w", "o", { maxNorm: 2 }]);
  });

  test("further positional arguments are gathered or spread", () => {
    expect(call("input *size", ["x", 2, 3])).toEqual(["x", [2, 3]]);
    expect(call("input *size", ["x", [2, 3]])).toEqual(["x", [2, 3]]);
    expect(call("*size {dtype}", [2], { dtype: "d" })).toEqual([[2], { dtype: "d" }]);
    expect(call("*size|dtype", [{ name: "int32" }])).toEqual([{ name: "int32" }]);
    expect(call("equation ...operands", ["i->", "a", "b"])).toEqual(["i->", "a", "b"]);
    expect(call("equation ...operands", ["i->", ["a", "b"]])).toEqual(["i->", "a", "b"]);
  });

  test("a bool passes over a parameter that is never one", () => {
    expect(call("input dim! {unbiased}", ["x", false])).toEqual(["x", undefined, { unbiased: false }]);
  });

  test("the kind of a scalar is told", () => {
    const seen: unknown[] = [];
    bind(parseSignature("a# b"), [1, 2], none, (value, scalar) => seen.push([value, scalar]));
    expect(seen).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  test("without a signature everything stays, and keywords become options", () => {
    expect(bind(undefined, [1, 2], new Map([["some_flag", 3]]), keep)).toEqual([1, 2, { someFlag: 3 }]);
  });
});

describe("the table", () => {
  test("serves functions, methods, in-place forms and modules", () => {
    expect(signatureOf("torch.nn.functional.conv2d")?.parameters[3]).toMatchObject({ names: ["stride"], option: true });
    expect(methodSignatureOf("sum")?.parameters[0]?.names).toEqual(["dim"]);
    expect(methodSignatureOf("clamp_")?.parameters[0]?.names).toEqual(["min"]);
    expect(signatureOf("nn.Linear")?.parameters.map(({ names }) => names[0])).toContain("bias");
    expect(signatureOf("nothing")).toBeUndefined();
  });
});
