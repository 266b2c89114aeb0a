import type { Case } from "../../cases.js";
import { makeModule } from "../../described-module.js";
import { pythonEvaluator } from "../../python/builtins.js";
import { orderedDictRepr, repr } from "../../python/repr.js";
import type { Run } from "../../run.js";
import { stateOf } from "../../state.js";
import { decode, PythonFloat, plainNumber } from "../../values.js";
import type { Check } from "../tutorials.js";
import type { ProgramModule, ProgramOptimizer, ProgramTensor } from "./members.js";

type Body = Case["body"];
type Trace = Record<string, unknown>;

/** A line fitted in mini-batches by a module that holds one `Linear`. */
export function runMiniBatches(body: Body, run: Run, check: Check): void {
  const { caller, library } = run;
  const python = pythonEvaluator(caller, [["x", decode(library, body.x)]]);
  caller.function("manual_seed", [body.seed]);
  const y = python.run("y = 1*x - 1 + 0.1*torch.randn(x.shape); y");
  check("y", y, body.y);
  const linear = python.run("nn.Linear(1, 1)") as ProgramModule;
  const model = makeModule(library, {
    name: "linear_regression",
    children: [["linear", linear]],
    forward: (x) => linear.forward(x as ProgramTensor),
  }) as ProgramModule;
  const parameters = [...(caller.method(model, "parameters") as Iterable<ProgramTensor>)];
  check("initial parameters", parameters, body.params_init);
  check("printed parameters", repr(caller, parameters), body.params_init_repr);
  check("printed module", String(model), body.module_repr);
  const lr = new PythonFloat(plainNumber(body.lr));
  const optimizer = caller.function("optim.SGD", [parameters], new Map([["lr", lr]])) as ProgramOptimizer;
  check("printed optimizer", repr(caller, stateOf(caller, optimizer)), body.optimizer_state_dict_repr);
  caller.function("no_grad", [
    () => parameters.map((parameter, i) => caller.method(parameter, "fill_", [[-15, -10][i]])),
  ]);
  const dataset = caller.function("utils.data.TensorDataset", [python.evaluate("x"), y]);
  const options = new Map(["batch_size", "shuffle"].map((key) => [key, body[key]]));
  const loader = caller.function("utils.data.DataLoader", [dataset], options) as Iterable<
    [ProgramTensor, ProgramTensor]
  >;
  const criterion = python.evaluate("nn.MSELoss()") as ProgramModule;
  const losses: unknown[] = [];
  const perEpoch: unknown[] = [];
  for (let epoch = 0; epoch < (body.epochs as number); epoch++) {
    for (const [x, target] of loader) {
      const loss = criterion.forward(model.forward(x), target);
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
      losses.push(loss.item());
    }
    perEpoch.push(parameters.map((parameter) => parameter.item()));
  }
  check("losses", losses, body.losses);
  check("parameters per epoch", perEpoch, body.w_b_per_epoch);
  check("printed state", orderedDictRepr(caller, stateOf(caller, model)), body.final_state_dict_repr);
}

/** A line or a polynomial as a module with one parameter, and an optimizer. */
export function runRegressionModule(body: Body, run: Run, check: Check): void {
  const { caller, library } = run;
  const [x, y] = [decode(library, body.x), decode(library, body.y_true)] as [ProgramTensor, ProgramTensor];
  const degree = body.model === "line" ? 2 : (body.degree as number);
  const parameter = pythonEvaluator(caller).evaluate(`nn.Parameter(torch.zeros(${degree}))`) as ProgramTensor;
  const line = (): ProgramTensor => parameter.at(0).mul(x).add(parameter.at(1));
  const zerosLike = library.function("zeros_like") as (x: ProgramTensor) => ProgramTensor;
  const polynomial = (): ProgramTensor => {
    let sum = zerosLike(x);
    for (let k = 0; k < degree; k++) sum = sum.add(parameter.at(k).mul(x.pow(k)));
    return sum;
  };
  const model = makeModule(library, {
    name: body.model === "line" ? "LineFitting" : "PolyFit",
    parameters: [["W", parameter]],
    forward: body.model === "line" ? line : polynomial,
  }) as ProgramModule;
  const lr = new PythonFloat(plainNumber(body.lr));
  const parameters = caller.method(model, "parameters");
  const optimizer = caller.function(`optim.${body.optimizer}`, [parameters], new Map([["lr", lr]])) as ProgramOptimizer;
  const criterion = caller.function("nn.MSELoss", []) as ProgramModule;
  if (body.first_output_repr !== null) check("first output", String(model.forward(x)), body.first_output_repr);
  const trace = new Map((body.trace as Trace[]).map((entry) => [entry.epoch, entry]));
  const epochs = body.epochs as number;
  const printed: string[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const loss = criterion.forward(model.forward(x), y);
    optimizer.zeroGrad();
    loss.backward();
    const expected = trace.get(epoch);
    if (expected !== undefined) check("gradient", parameter.grad, expected.grad);
    optimizer.step();
    if (epoch % (epochs / 10) === 0) printed.push(`${numpyText(run, loss)} ${numpyText(run, parameter)}`);
    if (expected === undefined) continue;
    check("loss", loss, expected.loss_before);
    check("parameters", parameter.detach(), expected.W_after);
  }
  check("printed rows", printed, body.printed);
}

/** How numpy prints the elements of a tensor. */
function numpyText(run: Run, tensor: ProgramTensor): string {
  const values = run.caller.method(tensor.detach(), "to_typed_array");
  return String(run.library.call("numpy_text", [values, tensor.shape]));
}
