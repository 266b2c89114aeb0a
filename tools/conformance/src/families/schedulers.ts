import type { Case } from "../cases.js";
import { compareNumber, compareValue, entriesOf, listOf } from "../compare.js";
import { pythonEvaluator } from "../python/builtins.js";
import { Builtin } from "../python/evaluator.js";
import { type FamilyRunner, type Run, toleranceOf } from "../run.js";
import { stateOf } from "../state.js";
import { decode, PythonFloat, plainNumber } from "../values.js";
import { Mismatch, within } from "../verdict.js";

type Body = Case["body"];

/** Learning rates after construction and after each step. */
export const runScheduler: FamilyRunner = (body, run) => {
  const optimizer = makeOptimizer(body, run);
  const schedulers = makeSchedulers(body, run, optimizer);
  const tolerance = toleranceOf(body);
  const step = (argument?: unknown): void => {
    run.caller.method(optimizer, "step");
    for (const scheduler of schedulers) run.caller.method(scheduler, "step", argument === undefined ? [] : [argument]);
  };
  const compareRates = (wanted: unknown): void => {
    within("lr", () => compareValue(run.library, ratesOf(run, optimizer), [wanted].flat(), tolerance));
  };
  const momenta = body.expect_momentum as unknown[] | undefined;
  ((body.expect_lrs ?? []) as unknown[]).forEach((wanted, t) => {
    if (t > 0) step();
    compareRates(wanted);
    if (momenta !== undefined) {
      within("momentum", () =>
        compareNumber(run.library, momentumOf(run, optimizer), plainNumber(momenta[t]), tolerance),
      );
    }
  });
  const inputs = (body.metrics ?? (Array.isArray(body.epochs) ? body.epochs : [])) as unknown[];
  ((body.expect_lrs_after_step ?? []) as unknown[]).forEach((wanted, t) => {
    step(plainNumber(inputs[t]));
    compareRates(wanted);
  });
  const [scheduler] = schedulers as [object];
  if (body.expect_state_keys !== undefined) compareStateAfterThreeSteps(body, run, scheduler, step);
  for (const name of ["last_epoch", "num_bad_epochs"]) {
    const wanted = body[`expect_${name}`];
    if (wanted !== undefined)
      within(name, () => compareValue(run.library, run.library.attribute(scheduler, name), wanted, tolerance));
  }
};

/** `SGD momentum=0.9` with one group per base learning rate. */
function makeOptimizer(body: Body, run: Run): object {
  const [name, ...options] = String(body.optimizer ?? "SGD").split(" ") as [string, ...string[]];
  const evaluator = pythonEvaluator(run.caller);
  const kwargs = new Map(
    options.map((option): [string, unknown] => {
      const [key, value] = option.split("=") as [string, string];
      return [key, evaluator.evaluate(value)];
    }),
  );
  const rates = (body.base_lrs as unknown[]).map(plainNumber);
  kwargs.set("lr", new PythonFloat(rates[0] as number));
  const groups = rates.map((lr) => {
    const parameter = run.caller.function("zeros", [1]);
    run.caller.method(parameter as object, "requires_grad_");
    return new Map<string, unknown>(Object.entries({ params: [parameter], lr: new PythonFloat(lr) }));
  });
  return run.caller.function(`optim.${name}`, [groups], kwargs) as object;
}

/** A name with keyword arguments, Python that nests schedulers, or several stepped one after the other. */
function makeSchedulers(body: Body, run: Run, optimizer: object): object[] {
  const text = String(body.scheduler);
  if (body.kwargs !== undefined && /^[\w.]+$/.test(text)) {
    const path = text.includes(".") ? `optim.${text}` : `optim.lr_scheduler.${text}`;
    return [run.caller.function(path, [optimizer], keywords(body, run)) as object];
  }
  const names = new Map(
    [...text.matchAll(/\b([A-Z]\w*)\(/g)].map(([, name]): [string, unknown] => {
      const isChain = name === "ChainedScheduler";
      const make = new Builtin((args, kwargs) =>
        run.caller.function(`optim.lr_scheduler.${name}`, isChain ? args : [optimizer, ...args], kwargs),
      );
      return [name as string, make];
    }),
  );
  const source = text.replace(/^both stepped in order: /, "");
  const made = pythonEvaluator(run.caller, names).evaluate(source);
  return (listOf(made) ?? [made]) as object[];
}

function keywords(body: Body, run: Run): Map<string, unknown> {
  const kwargs = decode(run.library, body.kwargs) as Map<string, unknown>;
  const evaluator = pythonEvaluator(run.caller);
  const read = (value: unknown): unknown =>
    typeof value === "string" && value.startsWith("lambda ") ? evaluator.evaluate(value) : value;
  return new Map(Array.from(kwargs, ([key, value]) => [key, Array.isArray(value) ? value.map(read) : read(value)]));
}

function groupsOf(run: Run, optimizer: object): object[] {
  return run.library.attribute(optimizer, "param_groups") as object[];
}

function ratesOf(run: Run, optimizer: object): unknown[] {
  return groupsOf(run, optimizer).map((group) => run.library.attribute(group, "lr"));
}

/** What a cycling scheduler changes: `momentum`, or the first of Adam's `betas`. */
function momentumOf(run: Run, optimizer: object): unknown {
  const group = entriesOf(groupsOf(run, optimizer)[0]);
  return group?.get("momentum") ?? (group?.get("betas") as unknown[] | undefined)?.[0];
}

function compareStateAfterThreeSteps(
  body: Body,
  run: Run,
  scheduler: object,
  step: (argument?: unknown) => void,
): void {
  const needsMetric = String(body.scheduler) === "ReduceLROnPlateau";
  for (let i = 0; i < 3; i++) step(needsMetric ? 1 : undefined);
  const keys = [...stateOf(run.caller, scheduler).keys()].filter((key) => !key.startsWith("_")).sort();
  const wanted = body.expect_state_keys as string[];
  if (keys.join() !== [...wanted].sort().join())
    throw new Mismatch("keys of the state dict", `${keys}, expected ${wanted}`);
  const rates = run.caller.method(scheduler, "get_last_lr");
  within("get_last_lr", () => compareValue(run.library, rates, body.expect_last_lr, toleranceOf(body)));
}
