import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { explained } from "../errors/kind.js";
import * as core from "../index.js";
import { ones, Tensor } from "../index.js";

// What an engine says when it stumbles, of which nothing may reach a user.
const accident =
  /Cannot (?:read|destructure|convert|mix|set)|is not (?:a function|iterable|defined|an object)|undefined is not|Invalid array length|Maximum call stack/;

const wrongKinds = ["a", null, undefined, {}, ["a"], 3];

/** The sentences that a call with arguments of wrong kinds ends in. */
function sentences(call: (...args: unknown[]) => unknown): string[] {
  const lists = wrongKinds.flatMap((wrong) => [[wrong], [wrong, wrong], [ones([2, 2]), wrong], [0, wrong]]);
  return [[], ...lists].flatMap((args) => {
    try {
      call(...args);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
}

beforeAll(() => {
  vi.spyOn(console, "warn").mockReturnValue();
});
afterAll(() => {
  vi.restoreAllMocks();
});

const methods = Object.entries(Object.getOwnPropertyDescriptors(Tensor.prototype)).filter(
  ([name, { value }]) => typeof value === "function" && name !== "constructor",
);

test("every method answers arguments of a wrong kind with a sentence of ours", () => {
  expect(methods.length).toBeGreaterThan(400);
  const raw = methods.flatMap(([name, { value }]) =>
    sentences((...args) => value.apply(ones([2, 2]), args))
      .filter((sentence) => accident.test(sentence))
      .map((sentence) => `${name}: ${sentence}`),
  );
  expect(raw).toEqual([]);
});

// functions that go through the roads of ops, and those of lists
const functions =
  "abs acos add argwhere atan2 bitwiseAnd bmm cat ceil clone conv2d cos det div dot dstack erf exp floatPower floor fmod isin resultType frac gt hstack inferenceMode inner kron kthvalue lgamma linear log logSoftmax lt matmul maximum mul nanToNum neg noGrad ones pow relu remainder rsqrt sigmoid sign signbit sin softmax sqrt stack std sub t tan tanh transpose trunc vstack where zeros".split(
    " ",
  );

test.each(functions)("%s called as a function does so too", (name) => {
  const call = core[name as keyof typeof core] as unknown as (...args: unknown[]) => unknown;
  expect(sentences(call).filter((sentence) => accident.test(sentence))).toEqual([]);
});

test("sentences say what was seen", () => {
  const add = core.add as (...args: unknown[]) => unknown;
  expect(() => add(ones([1]), 1, { alpha: "a" })).toThrow("add: argument 'alpha' must be float, a number, not string");
  expect(() => add(ones([1]), "a")).toThrow("add: expected a Tensor or a number as operand, got string");
  expect(() => add("a", 1)).toThrow("add: expected a Tensor, got string");
  expect(() => (core.signbit as (x: unknown) => unknown)(1)).toThrow("signbit: expected a Tensor, got number");
  expect(() => (core.cat as (x: unknown) => unknown)(ones([1]))).toThrow(
    "cat: argument 'tensors' must be an array of Tensors, not Tensor",
  );
  expect(() => (ones([1]).movedim as (...args: unknown[]) => unknown)("a", {})).toThrow(
    "movedim: received an invalid combination of arguments - got (Tensor, string, object)",
  );
});

test("what a function among the arguments throws stays as it is", () => {
  const error = new TypeError("Cannot read properties of undefined (reading 'x')");
  expect(explained(error, "apply_", [ones([1]), () => {}])).toBe(error);
  expect(explained(error, "add", [ones([1]), "a", undefined])).toHaveProperty("cause", error);
});
