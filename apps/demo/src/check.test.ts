import { describe, expect, test } from "vitest";
import { check, numbersIn } from "./check.js";

const line = (text: string) => ({ text, source: "published" as const });

describe("numbersIn", () => {
  test("finds numbers as they are written", () => {
    expect(numbersIn("tensor([-0.1710, -15., 1e-05, nan, -inf])")).toEqual(["-0.1710", "-15.", "1e-05", "nan", "-inf"]);
    expect(numbersIn("[200] a=0.34 b=0.61, err=0.57")).toEqual(["200", "0.34", "0.61", "0.57"]);
  });

  test("leaves digits that belong to a name alone", () => {
    expect(numbersIn("theta_0: 0.58, float32, info, x1")).toEqual(["0.58"]);
  });
});

describe("check", () => {
  test("the same text, spacing aside", () => {
    expect(check("0.04 [1.3  6.8\n 2.1]", line("0.04 [ 1.3 6.8 2.1 ]"))).toMatchObject({
      ok: true,
      numbers: 4,
      matching: 4,
    });
  });

  test("digit for digit, not by value", () => {
    expect(check("loss: 0.50", line("loss: 0.5"))).toMatchObject({ ok: false, numbers: 1, matching: 0 });
    expect(check("[12 3]", line("[1 23]"))).toMatchObject({ ok: false, matching: 0 });
  });

  test("the same numbers in another text are not the same line", () => {
    expect(check("a=0.5", line("b=0.5"))).toMatchObject({ ok: false, numbers: 1, matching: 1 });
  });

  test("one number more or less is not the same line", () => {
    expect(check("1 2 3", line("1 2"))).toMatchObject({ ok: false, numbers: 2, matching: 2 });
    expect(check("1", line("1 2"))).toMatchObject({ ok: false, numbers: 2, matching: 1 });
  });

  test("a line that is missing, or that nobody expects", () => {
    expect(check(null, line("1 2"))).toMatchObject({ ok: false, numbers: 2, matching: 0, source: "published" });
    expect(check("1 2", null)).toMatchObject({ ok: false, numbers: 0, matching: 0, source: null });
  });
});
