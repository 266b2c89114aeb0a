import { describe, expect, test } from "vitest";
import { runCase } from "../runner.js";
import { fakeLibrary } from "../testing/fake-torch.js";
import { says } from "./errors.js";

const wrong = {
  id: "error/0",
  program: "torch.fail(2)",
  error_type: "ValueError",
  message: "Invalid weight_decay value: -1",
  first_line: "Invalid weight_decay value: -1",
  binding_message: false,
};

function run(body: Record<string, unknown>, fail: (...args: unknown[]) => unknown) {
  return runCase(fakeLibrary({ fail, setWarnAlways: () => {} }), { id: "error/0", family: "errors", body, folder: "" });
}

const raising = (message: string) => () => {
  throw new Error(message);
};

describe("an error case", () => {
  test("passes with PyTorch's words, our spelling of names and more detail", () => {
    const outcome = run(wrong, raising("SGD: Invalid `weightDecay` value: -1; it must not be negative"));
    expect(outcome.verdict).toEqual({ status: "passed" });
    expect(outcome.notes.get("message to the letter")).toBe(false);
    expect(run(wrong, raising("Invalid weight_decay value: -1")).notes.get("message to the letter")).toBe(true);
  });

  test("fails when nothing is raised or something else is said", () => {
    expect(run(wrong, () => 1).verdict).toMatchObject({ kind: "nothing was raised" });
    expect(run(wrong, raising("Invalid weight_decay value: -2")).verdict).toMatchObject({ kind: "another message" });
    expect(run(wrong, raising("Cannot read properties of undefined")).verdict).toMatchObject({ status: "failed" });
  });

  test("needs no text where the argument parser speaks", () => {
    expect(run({ ...wrong, binding_message: true }, raising("no")).verdict).toEqual({ status: "passed" });
  });

  test("passes when PyTorch raises nothing and neither does the library", () => {
    const fine = { ...wrong, error_type: null };
    expect(run(fine, () => 1).verdict).toEqual({ status: "passed" });
    expect(run(fine, raising("no")).verdict).toMatchObject({ status: "failed" });
  });

  test("is unsupported when the program cannot be run", () => {
    expect(run({ ...wrong, program: "torch.lost(2)" }, () => 1).verdict).toMatchObject({ status: "unsupported" });
  });
});

describe("a warning case", () => {
  const warned = { id: "warning/0", program: "torch.fail(2)", error: null, warnings: [{ message: "dim is implicit" }] };

  test("passes with exactly the warnings of PyTorch", () => {
    expect(run(warned, () => console.warn("softmax: dim is implicit")).verdict).toEqual({ status: "passed" });
    expect(run(warned, () => 1).verdict).toMatchObject({ kind: "number of warnings" });
    expect(run(warned, () => console.warn("another")).verdict).toMatchObject({ kind: "another warning" });
    expect(run({ ...warned, warnings: [] }, () => console.warn("another")).verdict).toMatchObject({ status: "failed" });
  });
});

describe("the words of a message", () => {
  test("must come in order and without a gap", () => {
    expect(says("linear: mat1 (4x3 and 5x2), transpose one", "mat1 (4x3 and 5x2)")).toBe(true);
    expect(says("mat1 and mat2 (4x3 and 5x2)", "mat1 (4x3 and 5x2)")).toBe(false);
    expect(says("expected 3, got 4", "expected 4, got 3")).toBe(false);
    expect(says("got torch.float32", "got float32")).toBe(true);
  });

  test("inside of braces come in any order, and stand for anything where an address was cut", () => {
    expect(says("one of {'b', 'a'}", "one of {'a', 'b'}")).toBe(true);
    expect(says("object at 0x7f and more", "object at 0x... and more")).toBe(true);
  });

  test("may call Python's types what they are here", () => {
    expect(says("Expected object, got array", "Expected dict, got <class 'list'>")).toBe(true);
    expect(says("found null of shape [3]", "found NoneType of shape torch.Size([3])")).toBe(true);
    expect(says("got null", "got <class 'list'>")).toBe(false);
    expect(says("report it to Flambeau", "report it to PyTorch")).toBe(true);
  });
});
