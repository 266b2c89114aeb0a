import { makeModule, splitTopLevel } from "../described-module.js";
import { pythonEvaluator } from "../python/builtins.js";
import type { Run } from "../run.js";
import { Unsupported } from "../verdict.js";

/** Programs over `x` (2 by 2) and `v` (2) that the cases name in a word instead of writing them. */
const graphPrograms: Record<string, string> = {
  addcdiv: "torch.addcdiv(x, x, x)",
  addcmul: "torch.addcmul(x, x, x)",
  addmm: "torch.addmm(x, x, x)",
  addmv: "torch.addmv(v, x, v)",
  atan2: "torch.atan2(x, x)",
  bce: "F.binary_cross_entropy(x.sigmoid(), torch.ones(2, 2))",
  bce_with_logits: "F.binary_cross_entropy_with_logits(x, torch.ones(2, 2))",
  bmm: "torch.bmm(x.unsqueeze(0), x.unsqueeze(0))",
  conv1d: "F.conv1d(x.view(1, 1, 4), x.view(1, 1, 4))",
  conv2d: "F.conv2d(x.view(1, 1, 2, 2), x.view(1, 1, 2, 2))",
  cross_entropy: "F.cross_entropy(x, torch.tensor([0, 1]))",
  dot: "torch.dot(v, v)",
  dropout: "F.dropout(x, 0.5, False)",
  embedding: "F.embedding(torch.tensor([0]), x)",
  huber_loss: "F.huber_loss(x, x*0)",
  inverse: "torch.inverse(x)",
  l1_loss: "F.l1_loss(x, x*0)",
  layer_norm: "F.layer_norm(x, [2])",
  lerp: "torch.lerp(x, x, 0.5)",
  linear: "F.linear(x, x, v)",
  maximum: "torch.maximum(x, x)",
  minimum: "torch.minimum(x, x)",
  mse_loss: "F.mse_loss(x, x*0)",
  mv: "torch.mv(x, v)",
  nll_loss: "F.nll_loss(x, torch.tensor([0, 1]))",
  outer: "torch.outer(v, v)",
  setitem: "y = x.clone(); y[0] = 7; y",
  smooth_l1_loss: "F.smooth_l1_loss(x, x*0)",
  stack: "torch.stack([x, x])",
  where: "torch.where(x > 2, x, x*0)",
  "x.gather": "x.gather(0, torch.tensor([[0, 1]]))",
  "x.index_select": "x.index_select(0, torch.tensor([0]))",
  "x.masked_fill": "x.masked_fill(x > 2, 0)",
  "x.masked_select": "x.masked_select(x > 2)",
  "x.scatter": "x.scatter(0, torch.tensor([[0, 1]]), 0.)",
};

/** The Python behind a program of kind `grad_fn`: itself, a name from the table, or a function of `x`. */
export function graphProgram(text: string): string {
  const known = graphPrograms[text];
  if (known !== undefined) return known;
  const equation = /^einsum (.*)$/.exec(text)?.[1];
  if (equation !== undefined) {
    const operands = equation
      .split("->")[0]
      ?.split(",")
      .map((subscripts) => (subscripts.length === 1 ? "v" : "x"));
    return `torch.einsum('${equation}', ${operands?.join(", ")})`;
  }
  if (/^x\.\w+$/.test(text) && !/^x\.(T|mT|H|mH)$/.test(text)) return `${text}()`;
  return /^\w+$/.test(text) && text !== "x" ? `${text}(x)` : text;
}

/** Programs of kind `misc` that are named in words. */
const printedPrograms: Record<string, string> = {
  "device cpu": "torch.device('cpu')",
  "linalg.qr": "torch.linalg.qr(torch.tensor([[2., 0.], [0., 3.]]))",
  "list of params": "[nn.Parameter(torch.tensor([[0.3636]])), nn.Parameter(torch.tensor([0.4957]))]",
  "max(dim)": "torch.tensor([[1., 5.], [7., 2.]]).max(1)",
  "min(dim)": "torch.tensor([[1., 5.], [7., 2.]]).min(1)",
  topk: "torch.tensor([3., 1., 2.]).topk(2)",
  sort: "torch.tensor([3., 1., 2.]).sort()",
  unique: "torch.tensor([1, 1, 2]).unique(return_counts=True)",
  var_mean: "torch.var_mean(torch.tensor([1., 2., 4.]))",
};

/** The Python behind a program of kind `misc`. */
export function printedProgram(text: string): string {
  const type = /^([fi]info) (\w+)$/.exec(text);
  if (type !== null) return `torch.${type[1]}(torch.${type[2]})`;
  const list = /^nn\.Parameter\((\[.*\])\)$/.exec(text)?.[1];
  if (list !== undefined) return `nn.Parameter(torch.tensor(${list}))`;
  return printedPrograms[text] ?? text.replace(/([\w.]+)\.__mro__ names/, "[c.__name__ for c in $1.__mro__]");
}

/**
 * The module that a description means: `class Net: fc1=Linear(2,3); parameter scale; buffer count`,
 * `class Empty(nn.Module): pass`, or `class X(nn.Module) with only a parameter`.
 */
export function moduleOf(run: Run, text: string): object {
  const { caller, library } = run;
  const zero = (): unknown => pythonEvaluator(caller).evaluate("torch.zeros(1)");
  const parameter = (): unknown => pythonEvaluator(caller).evaluate("nn.Parameter(torch.zeros(1))");
  const bare = /^class (\w+)\(nn\.Module\)(: pass| with only a parameter)$/.exec(text);
  if (bare !== null) {
    const parameters: [string, unknown][] = bare[2] === ": pass" ? [] : [["W", parameter()]];
    return makeModule(library, { name: bare[1] as string, parameters });
  }
  const [, name, rest] = /^class (\w+)(?:: (.*)| above; .*)$/.exec(text) ?? [];
  if (name === undefined) throw new Unsupported(`the class ${text} is not understood`);
  const members = (rest ?? netMembers).split(/;\s*/).flatMap(splitTopLevel);
  const named = (word: string): string[] =>
    members.flatMap((member) => (member.startsWith(`${word} `) ? [member.slice(word.length + 1)] : []));
  const children = members.flatMap((member): [string, object][] => {
    const [, key, source] = /^(\w+)=(.*)$/.exec(member) ?? [];
    return key === undefined ? [] : [[key, pythonEvaluator(caller).evaluate(source as string) as object]];
  });
  const module = makeModule(library, {
    name,
    children,
    parameters: named("parameter").map((key) => [key, parameter()]),
    buffers: named("buffer").map((key) => [key, zero()]),
  });
  if (/ above; /.test(text)) numberParameters(run, module, text);
  return module;
}

/** What `class Net above` means: the class of the case before it. */
const netMembers =
  "fc1=Linear(2,3); block=Sequential(ReLU(),Dropout(0.5)); fc2=Linear(3,1); parameter scale; buffer count";

/** `parameter number i (in parameters() order) = <Python over numel and i>`. */
function numberParameters(run: Run, module: object, text: string): void {
  const formula = /parameter number i .* = (.*)$/.exec(text)?.[1];
  if (formula === undefined) throw new Unsupported(`the description ${text} is not understood`);
  const parameters = [...(run.caller.method(module, "parameters") as Iterable<object & { shape: readonly number[] }>)];
  parameters.forEach((parameter, i) => {
    const numel = run.caller.method(parameter, "numel");
    const values = pythonEvaluator(run.caller, [
      ["i", i],
      ["numel", numel],
    ]).evaluate(formula) as object;
    const shaped = run.caller.method(values, "reshape", [[...parameter.shape]]);
    run.caller.function("no_grad", [() => run.caller.method(parameter, "copy_", [shaped])]);
  });
}
