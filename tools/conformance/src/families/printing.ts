import { Reference } from "../caller.js";
import type { Case } from "../cases.js";
import { compareValue, exact, listOf } from "../compare.js";
import { pythonEvaluator } from "../python/builtins.js";
import { Builtin } from "../python/evaluator.js";
import { orderedDictRepr, repr } from "../python/repr.js";
import type { FamilyRunner, Run } from "../run.js";
import { parametersOf, stateOf } from "../state.js";
import { decode, isStoredTensor, PythonFloat } from "../values.js";
import { Mismatch, Unsupported, within } from "../verdict.js";
import { graphProgram, moduleOf, printedProgram } from "./described-programs.js";

type Body = Case["body"];

const kinds: Record<string, (body: Body, run: Run) => void> = {
  tensor: printTensor,
  grad_fn: printGraph,
  misc: (body, run) => expectText("text", evaluatePrinted(body, run), body.expect),
  item: printItem,
  module: (body, run) => {
    const module = body.module === undefined ? moduleOf(run, String(body.program)) : evaluate(run, String(body.module));
    expectText("text", String(module), body.expect);
  },
  state_dict: printState,
  optimizer: printOptimizer,
};

/** Printed text, character for character. */
export const runPrinting: FamilyRunner = (body, run) => {
  const print = kinds[String(body.kind)];
  if (print === undefined) throw new Unsupported(`printing of kind ${body.kind} is not known`);
  print(body, run);
};

function expectText(what: string, got: string, want: unknown): void {
  if (got !== want) throw new Mismatch(what, `${JSON.stringify(got)}, expected ${JSON.stringify(want)}`);
}

function evaluate(run: Run, source: string): unknown {
  return pythonEvaluator(run.caller).evaluate(source);
}

function printTensor(body: Body, run: Run): void {
  const input = body.input;
  const tensor = (isStoredTensor(input) ? decode(run.library, input) : evaluate(run, String(input))) as object;
  if (body.requires_grad === true) run.caller.method(tensor, "requires_grad_");
  if (body.printoptions === undefined) return expectText("text", String(tensor), body.expect);
  const options = decode(run.library, body.printoptions) as Map<string, unknown>;
  run.caller.function("set_printoptions", [], options);
  try {
    expectText("text", String(tensor), body.expect);
  } finally {
    run.caller.function("set_printoptions", [], new Map([["profile", "default"]]));
  }
}

function printGraph(body: Body, run: Run): void {
  const names = ["x", "v"].map((name): [string, unknown] => {
    const tensor = decode(run.library, body[name]) as object;
    run.caller.method(tensor, "requires_grad_");
    return [name, tensor];
  });
  const result = pythonEvaluator(run.caller, names).run(graphProgram(String(body.program))) as object;
  expectText("text", String(result), body.expect);
  const gradFn = run.library.attribute(result, "grad_fn") as { name?: unknown } | null;
  expectText("name of grad_fn", String(gradFn?.name ?? null), String(body.expect_grad_fn ?? null));
}

/** Values that are printed by `repr`; a shape is written by `sizeText`, a result with named parts by `returnTypeText`. */
function evaluatePrinted(body: Body, run: Run): string {
  const size = new Builtin(([shape]) => ({ toString: () => String(run.library.call("size_text", [shape])) }));
  const parameter = evaluate(run, "nn.Parameter(torch.ones(1))");
  const evaluator = pythonEvaluator(run.caller, [["p", parameter]], new Map([["Size", size]]));
  const program = printedProgram(String(body.program));
  const value = evaluator.run(program);
  if (!isNamedTuple(value)) return repr(run.caller, value);
  const [, name = ""] = /((?:linalg\.)?\w+)\((?:[^()]|\([^()]*\))*\)$/.exec(program) ?? [];
  return String(run.library.call("return_type_text", [name.replace(".", "_"), value]));
}

function isNamedTuple(value: unknown): boolean {
  if (typeof value !== "object" || value === null || value instanceof Map || Array.isArray(value)) return false;
  if (value instanceof Reference) return false;
  return value.toString === Object.prototype.toString;
}

function printItem(body: Body, run: Run): void {
  const tensor = decode(run.library, body.input) as object & { dtype: { name: string } };
  const number = run.caller.method(tensor, "item");
  const value = tensor.dtype.name.includes("float") ? new PythonFloat(Number(number)) : number;
  expectText("item", repr(run.caller, value), body.expect_item_repr);
  expectText("str", String(tensor), body.expect_str);
  for (const [format, want] of Object.entries((body.expect_format ?? {}) as Record<string, string>)) {
    const [, before, spec = "", after] = /^(.*)\{:?(.*)\}(.*)$/s.exec(format) ?? [];
    const text = String(run.library.call("format_number", [run.caller.convert(value, true), spec]));
    expectText(`format ${format}`, `${before}${text}${after}`, want);
  }
  const list = run.caller.method(run.caller.method(tensor, "reshape", [[-1]]) as object, "tolist") as unknown[];
  const items = list.map((item) => (value instanceof PythonFloat ? new PythonFloat(Number(item)) : item));
  expectText("tolist", repr(run.caller, items), body.expect_tolist);
}

function printState(body: Body, run: Run): void {
  const module = moduleOf(run, String(body.program));
  const { caller, library } = run;
  expectText("text", orderedDictRepr(caller, stateOf(caller, module)), body.expect);
  const compareNames = (what: string, names: Iterable<string>, want: unknown): void => {
    if (want !== undefined) within(what, () => compareValue(library, [...names], want, exact));
  };
  compareNames("keys", stateOf(caller, module).keys(), body.expect_keys);
  compareNames("named_parameters", parametersOf(caller, module).keys(), body.expect_named_parameters);
  const modules = (listOf(caller.method(module, "named_modules")) ?? []) as [string, unknown][];
  compareNames(
    "named_modules",
    modules.map(([name]) => name),
    body.expect_named_modules,
  );
}

/** An optimizer over one new parameter; the note may describe others. */
function printOptimizer(body: Body, run: Run): void {
  const note = String(body.note ?? "");
  const shape = /one parameter of shape \(([\d, ]+)\)/.exec(note)?.[1]?.split(",").map(Number) ?? [1];
  const parameter = (): unknown => evaluate(run, `nn.Parameter(torch.zeros([${shape}]))`);
  const lr = /two groups, second with lr=([\d.]+)/.exec(note)?.[1];
  const groups = [new Map([["params", [parameter()]]])];
  if (lr !== undefined) {
    groups.push(
      new Map<string, unknown>([
        ["params", [parameter()]],
        ["lr", new PythonFloat(Number(lr))],
      ]) as Map<string, unknown[]>,
    );
  }
  const kwargs = decode(run.library, body.kwargs) as Map<string, unknown>;
  const params = lr === undefined ? [parameter()] : groups;
  const optimizer = run.caller.function(`optim.${body.optimizer}`, [params], kwargs) as object;
  expectText("text", String(optimizer), body.expect);
  expectText("state dict", repr(run.caller, stateOf(run.caller, optimizer)), body.expect_state_dict_repr);
}
