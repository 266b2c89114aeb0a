import { describe, expect, test } from "vitest";
import { Caller } from "../caller.js";
import { FakeTensor, fakeLibrary } from "../testing/fake-torch.js";
import { PythonFloat, PythonTuple } from "../values.js";
import { Unsupported } from "../verdict.js";
import { pythonEvaluator } from "./builtins.js";

const calls: unknown[][] = [];
const library = fakeLibrary({
  record: (...args: unknown[]) => {
    calls.push(args);
    return args[0];
  },
  noGrad: (body: () => unknown) => body(),
  float: (value: number) => ({ float: value }),
  nn: { functional: { relu6: () => "relu6" } },
});

function run(program: string, names: Record<string, unknown> = {}): unknown {
  calls.length = 0;
  return pythonEvaluator(new Caller(library), Object.entries(names)).run(program);
}

describe("plain Python", () => {
  test("computes with ints and floats as Python does", () => {
    expect(run("2 ** 3 ** 2")).toBe(512);
    expect(run("-2 ** 2")).toBe(-4);
    expect(run("7 // 2 * 2 + 7 % 3")).toBe(7);
    expect(run("-7 // 2, -7 % 3")).toEqual(PythonTuple.from([-4, 2]));
    expect(run("1 / 2")).toEqual(new PythonFloat(0.5));
    expect(run("2. * 3")).toEqual(new PythonFloat(6));
    expect(run("1 < 2 <= 2 and not 3 == 4")).toBe(true);
    expect(run("1 if 0 else 2")).toBe(2);
    expect(run("1e-3")).toEqual(new PythonFloat(0.001));
  });

  test("has lists, tuples, dicts, comprehensions, lambdas and several targets", () => {
    expect(run("a, b = (1, [2, 3]); b[-1] + a")).toBe(4);
    expect(run("g, = [5]; g")).toBe(5);
    expect(run("d = {'k': 1}; d['j'] = 2; [k for k in d if d[k] > 1]")).toEqual(["j"]);
    expect((run("lambda e: e // 5") as (e: number) => unknown)(12)).toBe(2);
    expect(run("(lambda a, b: a * b)(3, 4)")).toBe(12);
    expect(run("t = 0\nfor i in range(4): t += i; t *= 2\nt")).toBe(22);
    expect(run("sum_ = [i * j for i, j in zip([1, 2], [3, 4])]; sum_")).toEqual([3, 8]);
    expect(run("len('abc'), isinstance")).toHaveLength(2);
    expect(run("max(1, 4, 3) + min([5, 2])")).toBe(6);
    expect(run("t = 1\nif t > 0: t = 5\nif t > 9: t = 0\nt")).toBe(5);
    expect(run("'it''s' \"here\"")).toBe("itshere");
  });

  test("says what it cannot read", () => {
    expect(() => run("x = ?")).toThrow(Unsupported);
    expect(() => run("torch.nowhere(1)")).toThrow("torch.nowhere is not there");
    expect(() => run("unknown_name")).toThrow("torch.unknown_name is not there");
  });
});

describe("the library from Python", () => {
  test("functions get arguments our way", () => {
    run("torch.record(1, 2.5, some_flag=True, other=None)");
    expect(calls).toEqual([[1, 2.5, { someFlag: true, other: null }]]);
    run("torch.record([1, (2, 3.)], {'a': 1})");
    expect(calls).toEqual([[[1, [2, 3]], { a: 1 }]]);
    expect(run("relu6(1)")).toBe("relu6");
  });

  test("with runs its block in a callback, and gives the value of its last expression", () => {
    expect(run("with torch.no_grad(): y = 3; y + 1")).toBe(4);
    expect(run("with no_grad: y = 3; [y, y]")).toEqual([3, 3]);
    expect(run("with torch.no_grad(): y = 1\ny + 5")).toBe(6);
  });

  test("operators and attributes of tensors become methods", () => {
    const x = new FakeTensor([1], { name: "float32" }, [2]);
    expect((run("(-x).data", { x }) as number[])[0]).toBe(-2);
    expect(run("x.T is x", { x })).toBe(true);
    expect(() => run("x + 1", { x })).toThrow("FakeTensor.add is not there");
    expect(() => run("x.no_such", { x })).toThrow("FakeTensor.no_such is not there");
    run("x.grad = None", { x });
    expect(x.grad).toBeNull();
  });

  test("a lambda handed over gives plain values back", () => {
    run("torch.record(lambda e: 1 / (e + 1))");
    const [given] = calls[0] as [(e: number) => unknown];
    expect(given(1)).toBe(0.5);
  });
});
