import type { Case } from "../../cases.js";
import { elements } from "../../compare.js";
import { pythonEvaluator } from "../../python/builtins.js";
import type { Evaluator } from "../../python/evaluator.js";
import { repr } from "../../python/repr.js";
import type { Run } from "../../run.js";
import { decode, PythonFloat, plainNumber } from "../../values.js";
import type { Check } from "../tutorials.js";
import type { ProgramOptimizer, ProgramTensor } from "./members.js";

type Body = Case["body"];
type Trace = Record<string, unknown>;

/** The program's variables, decoded from the case, and Python to run over them. */
function programOf(body: Body, run: Run, names: readonly string[]): Evaluator {
  return pythonEvaluator(
    run.caller,
    names.map((name): [string, unknown] => {
      const value = body[name];
      return [name, typeof value === "number" && name !== "npts" ? new PythonFloat(value) : decode(run.library, value)];
    }),
  );
}

function traceOf(body: Body, key: string): Map<unknown, Trace> {
  return new Map((body.trace as Trace[]).map((entry) => [entry[key], entry]));
}

/** A quadratic with noise, fitted by a loop that writes the parameters itself. */
export function runQuadratic(body: Body, run: Run, check: Check): void {
  const python = programOf(body, run, ["npts", "lr"]);
  run.caller.function("manual_seed", [body.seed]);
  python.run("x = torch.linspace(0, 1, npts); y = 20*x**2 + 5*x - 3; y += torch.randn(npts)");
  check("x", python.evaluate("x"), body.x);
  check("y", python.evaluate("y"), body.y_true);
  python.run("p = torch.randn(3)");
  check("initial parameters", python.evaluate("p"), body.params_init);
  python.run("p.requires_grad_()");
  const { x, y, p } = tensorsOf(python, ["x", "y", "p"]);
  const noGrad = run.library.function("no_grad");
  const rate = plainNumber(body.lr);
  const trace = traceOf(body, "step");
  for (let step = 0; step < (body.steps as number); step++) {
    const predicted = p.at(0).mul(x.pow(2)).add(p.at(1).mul(x)).add(p.at(2));
    const loss = predicted.sub(y).pow(2).mean();
    loss.backward();
    const gradient = p.grad as ProgramTensor;
    const expected = trace.get(step);
    if (expected !== undefined) check("gradient", gradient, expected.grad);
    noGrad(() => p.sub_(gradient.mul(rate)));
    p.grad = null;
    if (expected === undefined) continue;
    check("loss", loss, expected.loss);
    check("parameters", p, expected.params_after);
  }
}

/** Two parameters, a loop over the samples, and SGD. */
export function runTwoParameters(body: Body, run: Run, check: Check): void {
  const python = programOf(body, run, ["theta_0_init", "theta_1_init", "lr"]);
  python.run("t0 = nn.Parameter(torch.tensor(theta_0_init)); t1 = nn.Parameter(torch.tensor(theta_1_init))");
  python.run("opt = optim.SGD([t0, t1], lr=lr)");
  const { t0, t1 } = tensorsOf(python, ["t0", "t1"]);
  const optimizer = python.evaluate("opt") as ProgramOptimizer;
  const questions = body.questions as number[];
  const tasks = body.tasks as number[];
  const trace = traceOf(body, "step");
  let lastLoss = "";
  for (let step = 0; step < (body.steps as number); step++) {
    let sum: ProgramTensor | null = null;
    for (const [i, task] of tasks.entries()) {
      const square = t1
        .mul(task)
        .add(t0)
        .sub(questions[i] as number)
        .pow(2);
      sum = sum === null ? square : sum.add(square);
    }
    const loss = (sum as ProgramTensor).div(tasks.length);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    lastLoss = `loss: ${itemText(run, loss)}`;
    if (step === 0) check("first printed line", lastLoss, body.printed_first);
    const expected = trace.get(step);
    if (expected === undefined) continue;
    check("loss", loss, expected.loss);
    check("gradients", [numberOf(run, t0.grad), numberOf(run, t1.grad)], expected.grads);
    check("theta_0", t0, expected.theta_0);
    check("theta_1", t1, expected.theta_1);
  }
  const last = [lastLoss, `theta_0: ${itemText(run, t0)}, theta_1: ${itemText(run, t1)}`];
  check("last printed lines", last, body.printed_last);
}

/** A line fitted by gradient and by hand; the error is a norm over the number of points. */
export function runLineByHand(body: Body, run: Run, check: Check): void {
  const python = programOf(body, run, ["x", "y_true"]);
  const { x, y_true: y } = tensorsOf(python, ["x", "y_true"]);
  const points = body.npts as number;
  const error = (W: ProgramTensor): ProgramTensor => W.at(0).mul(x).add(W.at(1)).sub(y).norm().div(points);
  const noGrad = run.library.function("no_grad");
  const rate = plainNumber(body.epsilon);
  const update = (W: ProgramTensor): ProgramTensor => {
    const gradient = W.grad as ProgramTensor;
    noGrad(() => W.sub_(gradient.mul(rate)));
    W.grad = null;
    return gradient;
  };
  check("section 3", printedSteps(python, error, update), body.prints_sections_3);
  python.run("W = torch.zeros(2, requires_grad=True)");
  const { W } = tensorsOf(python, ["W"]);
  const trace = traceOf(body, "step");
  const steps = body.steps as number;
  const report: string[] = [];
  const reportLine = (step: number): string => {
    const [a, b] = elements(run.library, W).map((value) => Number(value).toFixed(2));
    return `[${step}] a=${a} b=${b}, err=${numberOf(run, error(W)).toFixed(2)}`;
  };
  for (let step = 0; step < steps; step++) {
    const value = error(W);
    value.backward();
    const gradient = update(W);
    if (step % (steps / 10) === 0) report.push(reportLine(step));
    const expected = trace.get(step);
    if (expected === undefined) continue;
    check("error", value, expected.err);
    check("gradient", gradient, expected.grad);
    check("parameters", W, expected.W_after);
  }
  check("report", [...report, reportLine(steps)], body.report);
}

/** What section 3 prints: the error, the gradient, W, the error again, W again, the error again. */
function printedSteps(
  python: Evaluator,
  error: (W: ProgramTensor) => ProgramTensor,
  update: (W: ProgramTensor) => ProgramTensor,
): string[] {
  python.run("W = torch.zeros(2, requires_grad=True)");
  const { W } = tensorsOf(python, ["W"]);
  const first = error(W);
  first.backward();
  const lines = [first, update(W), W].map(String);
  const second = error(W);
  second.backward();
  update(W);
  return [...lines, String(second), String(W), String(error(W))];
}

function tensorsOf<Name extends string>(python: Evaluator, names: readonly Name[]): Record<Name, ProgramTensor> {
  return Object.fromEntries(names.map((name) => [name, python.evaluate(name)])) as Record<Name, ProgramTensor>;
}

function numberOf(run: Run, tensor: ProgramTensor | null): number {
  return tensor === null ? Number.NaN : Number(elements(run.library, tensor)[0]);
}

/** How Python prints `item()` of a float tensor. */
function itemText(run: Run, tensor: ProgramTensor): string {
  return repr(run.caller, new PythonFloat(tensor.item()));
}
