import type { Case } from "../cases.js";
import { compareNumber, type Tolerance } from "../compare.js";
import { readModel } from "../described-module.js";
import type { TensorLike } from "../library.js";
import { pythonEvaluator } from "../python/builtins.js";
import { Builtin } from "../python/evaluator.js";
import { type FamilyRunner, type Run, toleranceOf } from "../run.js";
import { compareState, loadState } from "../state.js";
import { decode, plainNumber, type StoredTensor } from "../values.js";
import { Mismatch, within } from "../verdict.js";

type Body = Case["body"];

/** A whole seeded run: the model's first state, every loss, every learning rate, the last state. */
export const runTraining: FamilyRunner = (body, run) => {
  const { caller } = run;
  const tolerance = toleranceOf(body);
  const data = decode(run.library, body.data) as TensorLike[];
  const model = within("initial state", () => initialModel(body, run, tolerance));
  loadState(caller, model, body.init_state_dict);
  const parameters = [...(caller.method(model, "parameters") as Iterable<unknown>)];
  const loss = pythonEvaluator(caller).evaluate(asCall(`nn.${body.loss}`)) as object;
  const optimizer = made(run, "optim", String(body.optimizer), parameters);
  const scheduler = body.scheduler === null ? null : made(run, "optim.lr_scheduler", String(body.scheduler), optimizer);
  const dataset = caller.function("utils.data.TensorDataset", data);
  const options = new Map(["batch_size", "shuffle"].map((key) => [key, body[key]]));
  const loader = caller.function("utils.data.DataLoader", [dataset], options) as Iterable<[unknown, unknown]>;
  const losses: unknown[] = [];
  const rates: unknown[] = [];
  for (let epoch = 0; epoch < (body.epochs as number); epoch++) {
    rates.push(
      run.library.attribute((run.library.attribute(optimizer, "param_groups") as object[])[0] as object, "lr"),
    );
    for (const [x, y] of loader) {
      caller.method(optimizer, "zero_grad");
      const value = caller.method(loss, "forward", [caller.method(model, "forward", [x]), y]) as object;
      caller.method(value, "backward");
      if (body.clip_grad_norm !== null) {
        caller.function("nn.utils.clip_grad_norm_", [parameters, decode(run.library, body.clip_grad_norm)]);
      }
      caller.method(optimizer, "step");
      losses.push(caller.method(value, "item"));
    }
    if (scheduler !== null) caller.method(scheduler, "step");
  }
  compareNumbers(run, "losses", losses, body.expect_losses as unknown[], tolerance);
  compareNumbers(run, "learning rates", rates, body.expect_lrs as unknown[], tolerance);
  within("final state", () => compareState(caller, model, body.expect_state_dict as object, tolerance));
};

function compareNumbers(run: Run, what: string, got: unknown[], want: unknown[], tolerance: Tolerance): void {
  if (got.length !== want.length) throw new Mismatch(`number of ${what}`, `${got.length}, expected ${want.length}`);
  want.forEach((value, i) => {
    within(what, () => compareNumber(run.library, got[i], plainNumber(value), tolerance));
  });
}

/**
 * Builds the model where the random stream stood in PyTorch: after the seed and the drawing of the data. The case
 * has the data but not how it was drawn, so each way is tried until the model begins with the state it should have.
 */
function initialModel(body: Body, run: Run, tolerance: Tolerance): object {
  let first: unknown;
  for (const plan of drawingPlans(body.data as StoredTensor[])) {
    run.caller.function("manual_seed", [body.seed]);
    for (const draw of plan) draw(run);
    const model = readModel(run.caller, String(body.model));
    try {
      compareState(run.caller, model, body.init_state_dict as object, tolerance);
      return model;
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}

type Draw = (run: Run) => void;

/** Data are drawn (`randn`, `randint`), made without drawing, or made with noise of their own shape, which draws alike. */
function drawingPlans(data: readonly StoredTensor[]): Draw[][] {
  return data.reduce<Draw[][]>(
    (plans, { shape, dtype }) => {
      const draw: Draw = (run) => {
        if (dtype === "int64") run.caller.function("randint", [0, 2, [...shape]]);
        else run.caller.function("randn", [[...shape]]);
      };
      return plans.flatMap((plan) => [[...plan, draw], plan]);
    },
    [[]],
  );
}

/** `Adam(lr=0.01)` over its first argument, which the text leaves out. */
function made(run: Run, namespace: string, text: string, first: unknown): object {
  const name = /^\w+/.exec(text)?.[0] ?? text;
  const make = new Builtin((args, kwargs) => run.caller.function(`${namespace}.${name}`, [first, ...args], kwargs));
  return pythonEvaluator(run.caller, [[name, make]]).evaluate(asCall(text)) as object;
}

function asCall(text: string): string {
  return text.endsWith(")") ? text : `${text}()`;
}
