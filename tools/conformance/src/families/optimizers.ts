import type { Case } from "../cases.js";
import { compareNumber, compareTensor, compareValue, entriesOf } from "../compare.js";
import type { TensorLike } from "../library.js";
import { pythonEvaluator } from "../python/builtins.js";
import { Builtin } from "../python/evaluator.js";
import { type FamilyRunner, type Run, toleranceOf } from "../run.js";
import { stateOf } from "../state.js";
import { decode, PythonFloat, plainNumber, type StoredTensor } from "../values.js";
import { Mismatch, Unsupported, within } from "../verdict.js";

type Body = Case["body"];

/** A trajectory under the gradient `a * (p - c)`, and the state dict at its end. */
export const runOptimizer: FamilyRunner = (body, run) => {
  const [params, a, c] = ["params", "a", "c"].map((key) => decode(run.library, body[key])) as TensorLike[][] as [
    TensorLike[],
    TensorLike[],
    TensorLike[],
  ];
  for (const p of params) run.caller.method(p, "requires_grad_");
  const kwargs = decode(run.library, body.kwargs) as Map<string, unknown>;
  const optimizer = run.caller.function(`optim.${body.optimizer}`, [groups(body, params)], kwargs);
  const closure =
    body.closure_losses === undefined ? undefined : lossClosure(body, run, params, a, c, optimizer as object);
  const tolerance = toleranceOf(body);
  (body.trajectory as StoredTensor[][]).forEach((wanted, t) => {
    within("trajectory", () => {
      if (closure === undefined) {
        giveGradients(body, run, params, a, c, t);
        run.caller.method(optimizer as object, "step");
      } else {
        const loss = run.caller.method(optimizer as object, "step", [closure]);
        const want = plainNumber((body.closure_losses as unknown[])[t]);
        within("value of step", () => compareNumber(run.library, loss, want, tolerance));
      }
      wanted.forEach((want, i) => {
        compareTensor(run.library, params[i], want, tolerance);
      });
    });
  });
  within("state dict", () => compareOptimizerState(body, run, optimizer as object));
};

/** One group of all parameters, or the two groups that the case describes. */
function groups(body: Body, params: readonly TensorLike[]): unknown[] {
  const text = String(body.param_groups);
  if (text === "single") return [...params];
  const factor = /params\[1\] lr\*([\d.]+) \(([\d.]+)\*/.exec(text);
  if (factor === null) throw new Unsupported(`parameter groups ${text} are not understood`);
  const given = (body.kwargs as { lr?: unknown }).lr;
  const lr = (given === undefined ? Number(factor[2]) : plainNumber(given)) * Number(factor[1]);
  return [
    new Map([["params", [params[0]]]]),
    new Map<string, unknown>([
      ["params", [params[1]]],
      ["lr", new PythonFloat(lr)],
    ]),
  ];
}

function giveGradients(body: Body, run: Run, params: TensorLike[], a: TensorLike[], c: TensorLike[], t: number): void {
  params.forEach((p, i) => {
    const distance = run.caller.method(run.caller.method(p, "detach") as object, "sub", [c[i]]);
    p.grad = isSkipped(body, i, t) ? null : (run.caller.method(a[i] as object, "mul", [distance]) as TensorLike);
  });
}

/** `params[1].grad is None on steps t with t % 3 == 1`. */
function isSkipped(body: Body, i: number, t: number): boolean {
  if (body.none_grad === undefined) return false;
  const rule = /params\[(\d+)\]\.grad is None on steps t with t % (\d+) == (\d+)/.exec(String(body.none_grad));
  if (rule === null) throw new Unsupported(`the rule ${body.none_grad} is not understood`);
  return i === Number(rule[1]) && t % Number(rule[2]) === Number(rule[3]);
}

function lossClosure(
  body: Body,
  run: Run,
  params: readonly TensorLike[],
  a: readonly TensorLike[],
  c: readonly TensorLike[],
  optimizer: object,
): () => unknown {
  const formula = String(body.loss ?? "0.5*sum(a*(p-c)^2)").replaceAll("^", "**");
  const sum = new Builtin(([x]) => run.caller.method(x as object, "sum"));
  return () => {
    run.caller.method(optimizer, "zero_grad");
    const terms = params.map((p, i) => {
      const names = new Map<string, unknown>(Object.entries({ p, a: a[i], c: c[i], sum }));
      return pythonEvaluator(run.caller, names).evaluate(formula);
    });
    const loss = terms.reduce((total, term) => run.caller.method(total as object, "add", [term]));
    run.caller.method(loss as object, "backward");
    return loss;
  };
}

function compareOptimizerState(body: Body, run: Run, optimizer: object): void {
  const state = stateOf(run.caller, optimizer);
  const tolerance = toleranceOf(body);
  const wanted = body.state_dict as Record<string, unknown> | undefined;
  if (wanted !== undefined) {
    compareValue(run.library, state, wanted, tolerance);
    return;
  }
  if (body.param_groups_state !== undefined) {
    within("param_groups", () =>
      compareValue(run.library, state.get("param_groups"), body.param_groups_state, tolerance),
    );
  }
  const first = entriesOf(entriesOf(state.get("state"))?.get("0"));
  for (const [key, value] of Object.entries((body.state_summary ?? {}) as object)) {
    if (first === undefined) throw new Mismatch("no state of the first parameter");
    within(key, () => compareValue(run.library, first.get(key), value, tolerance));
  }
}
