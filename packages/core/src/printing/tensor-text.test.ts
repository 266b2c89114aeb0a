import { afterEach, describe, expect, test } from "vitest";
import { layouts } from "../../test/printed/layouts.js";
import { numbers } from "../../test/printed/numbers.js";
import { options } from "../../test/printed/options.js";
import type { Case } from "../../test/printed/printed-case.js";
import { suffixes } from "../../test/printed/suffixes.js";
import { setPrintoptions } from "./options.js";
import type { Printable } from "./printable.js";
import { tensorText } from "./tensor-text.js";

const plain = {
  dtypeName: "float32",
  defaultDtypeName: "float32",
  requiresGrad: false,
  gradName: null,
  isParameter: false,
};

function printable({ data, ...tensor }: Pick<Case, "data" | "shape"> & Partial<Printable>): Printable {
  return {
    ...plain,
    ...tensor,
    read(i) {
      if (!(i in data)) throw new Error(`read outside the tensor: ${i}`);
      return data[i]!;
    },
  };
}

afterEach(() => setPrintoptions({ profile: "default" }));

for (const [family, cases] of Object.entries({ numbers, layouts, suffixes, options }))
  describe(family, () => {
    // with options, the Python line follows torch.set_printoptions(**options)
    test.each(cases)("$python $options", ({ options = {}, text, ...tensor }) => {
      setPrintoptions(options);
      expect(tensorText(printable(tensor))).toBe(text);
    });
  });

test("the default dtype is not spelled out", () => {
  // torch.set_default_dtype(torch.float64)
  const shape = [1];
  const data = [0.5];
  const defaultDtypeName = "float64";
  // torch.tensor([0.5])
  expect(tensorText(printable({ shape, data, defaultDtypeName, dtypeName: "float64" }))).toBe("tensor([0.5000])");
  // torch.tensor([0.5], dtype=torch.float32)
  expect(tensorText(printable({ shape, data, defaultDtypeName }))).toBe("tensor([0.5000], dtype=torch.float32)");
  // torch.zeros(0, 2)
  expect(tensorText(printable({ shape: [0, 2], data: [], defaultDtypeName, dtypeName: "float64" }))).toBe(
    "tensor([], size=(0, 2))",
  );
});
