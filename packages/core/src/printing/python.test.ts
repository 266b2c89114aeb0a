import { expect, test } from "vitest";
import { float } from "../scalar.js";
import { orderedDictText, pythonRepr } from "./python.js";

// repr(python)
test.each<readonly [python: string, value: unknown, text: string]>([
  ["None", null, "None"],
  ["True", true, "True"],
  ["3", 3, "3"],
  ["-3", -3n, "-3"],
  ["2**70", 2n ** 70n, "1180591620717411303424"],
  ["0.1", 0.1, "0.1"],
  ["1.0", float(1), "1.0"],
  ["1e-08", 1e-8, "1e-08"],
  ["1e20", 1e20, "1e+20"],
  ["-0.0", -0, "-0.0"],
  ["float('nan')", Number.NaN, "nan"],
  ["float('inf')", Number.POSITIVE_INFINITY, "inf"],
  ["'a'", "a", "'a'"],
  ['"it\'s"', "it's", '"it\'s"'],
  ["'\"'", '"', "'\"'"],
  ["'\\'\"'", `'"`, "'\\'\"'"],
  ["'tab\\t, line\\n, slash\\\\'", "tab\t, line\n, slash\\", "'tab\\t, line\\n, slash\\\\'"],
  ["'\\x00\\xa0\\u200b\\U000e0001'", "\u0000\u00a0\u200b\u{e0001}", "'\\x00\\xa0\\u200b\\U000e0001'"],
  ["'é漢😀'", "é漢😀", "'é漢😀'"],
  [
    "b'a\\xe9\\x00\\'\"~\\x7f\\n'",
    Uint8Array.from("a\xe9\0'\"~\x7f\n", (char) => char.charCodeAt(0)),
    "b'a\\xe9\\x00\\'\"~\\x7f\\n'",
  ],
  ["b''", new Uint8Array(), "b''"],
  ["{1, 'a'}", new Set([1, "a"]), "{1, 'a'}"],
  ["set()", new Set(), "set()"],
  ["[]", [], "[]"],
  ["[1, 'a', [None]]", [1, "a", [null]], "[1, 'a', [None]]"],
  ["()", Object.freeze([]), "()"],
  ["(1,)", Object.freeze([1]), "(1,)"],
  ["(0.9, 0.999)", Object.freeze([0.9, 0.999]), "(0.9, 0.999)"],
  ["{}", {}, "{}"],
  [
    "{'lr': 0.1, 'betas': (0.9, 0.999), 'foreach': None, 'params': [0, 1]}",
    { lr: 0.1, betas: Object.freeze([0.9, 0.999]), foreach: null, params: [0, 1] },
    "{'lr': 0.1, 'betas': (0.9, 0.999), 'foreach': None, 'params': [0, 1]}",
  ],
  ["{'state': {0: {'step': 1}}}", { state: { 0: { step: 1 } } }, "{'state': {0: {'step': 1}}}"],
  [
    "{0: 'a', '0': 'b', 1.5: 'c'}",
    new Map<unknown, string>([
      [0, "a"],
      ["0", "b"],
      [1.5, "c"],
    ]),
    "{0: 'a', '0': 'b', 1.5: 'c'}",
  ],
])("%s", (_, value, text) => {
  expect(pythonRepr(value)).toBe(text);
});

const weight = { toString: () => "tensor([[0.3636]])" };
const bias = { toString: () => "tensor([0.4957])" };

test("objects with a text of their own print as it", () => {
  // {'state': {}, 'param_groups': [torch.tensor([0.4957])]}
  expect(pythonRepr({ state: {}, param_groups: [bias] })).toBe("{'state': {}, 'param_groups': [tensor([0.4957])]}");
});

test("an ordered dict names its type and lists its pairs", () => {
  // OrderedDict([('linear.weight', torch.tensor([[0.3636]])), ('linear.bias', torch.tensor([0.4957]))])
  expect(
    orderedDictText([
      ["linear.weight", weight],
      ["linear.bias", bias],
    ]),
  ).toBe("OrderedDict([('linear.weight', tensor([[0.3636]])), ('linear.bias', tensor([0.4957]))])");
  expect(orderedDictText([])).toBe("OrderedDict()");
});
