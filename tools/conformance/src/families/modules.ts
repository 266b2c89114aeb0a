import type { Case } from "../cases.js";
import { compareValue, listOf } from "../compare.js";
import { backward, compareGradients, requireGrad } from "../gradients.js";
import { pythonEvaluator } from "../python/builtins.js";
import { type FamilyRunner, type Run, toleranceOf } from "../run.js";
import { loadState, parametersOf, stateOf } from "../state.js";
import { atPath, decode, isStoredTensor, type StoredTensor } from "../values.js";
import { Mismatch, within } from "../verdict.js";

/** A module with its state: outputs, gradients of inputs and parameters, and the buffers it changed. */
export const runModule: FamilyRunner = (body, run) => {
  const module = construct(body, run);
  loadState(run.caller, module, body.state_dict);
  run.caller.method(module, body.training === true ? "train" : "eval");
  const args = decode(run.library, body.args) as unknown[];
  const kwargs = decode(run.library, body.kwargs) as Map<string, unknown>;
  const paths = body.grad_inputs as string[];
  const leaves = paths.map((path) => atPath(args, path));
  requireGrad(run.caller, leaves);
  let result: unknown;
  for (let i = 0; i < (body.forward_times as number); i++) {
    result = run.caller.method(module, "forward", args, kwargs);
  }
  within("output", () => compareValue(run.library, result, body.expect, toleranceOf(body)));
  const gradients = body.expect_param_grads as Record<string, StoredTensor | null>;
  if (leaves.length === 0 && Object.keys(gradients).length === 0) return;
  within("backward", () => {
    const cotangents = tensorsOf(body.grad_output, isStoredTensor);
    backward(
      run.caller,
      tensorsOf(result, (value) => run.library.isTensor(value)),
      cotangents,
    );
  });
  const tolerance = toleranceOf(body, "tol_grad");
  compareGradients(run.caller, leaves, body.expect_grads as (StoredTensor | null)[], tolerance, paths);
  compareParameterGradients(run, module, gradients, body);
  within("state after", () => compareBuffers(run, module, body));
};

function construct(body: Case["body"], run: Run): object {
  const ctor = body.ctor as { name: string; args: unknown; kwargs: unknown } | null;
  if (ctor === null) {
    return pythonEvaluator(run.caller).evaluate(String(body.module).replace(/\.eval\(\)$/, "")) as object;
  }
  const args = decode(run.library, ctor.args) as unknown[];
  const kwargs = decode(run.library, ctor.kwargs) as Map<string, unknown>;
  return run.caller.function(`nn.${ctor.name}`, args, kwargs) as object;
}

function compareParameterGradients(
  run: Run,
  module: object,
  wanted: Record<string, StoredTensor | null>,
  body: Case["body"],
): void {
  const names = Object.keys(wanted);
  const parameters = parametersOf(run.caller, module);
  const leaves = names.map((name) => {
    const parameter = parameters.get(name);
    if (parameter === undefined) throw new Mismatch("a parameter is missing", name);
    return parameter;
  });
  compareGradients(run.caller, leaves, Object.values(wanted), toleranceOf(body, "tol_grad"), names);
}

function compareBuffers(run: Run, module: object, body: Case["body"]): void {
  const wanted = (body.expect_state_after ?? {}) as Record<string, unknown>;
  const state = stateOf(run.caller, module);
  for (const [name, value] of Object.entries(wanted)) {
    within(name, () => compareValue(run.library, state.get(name), value, toleranceOf(body)));
  }
}

/** The tensors of a nested result, in order. */
function tensorsOf(value: unknown, isTensor: (value: unknown) => boolean): unknown[] {
  if (isTensor(value)) return [value];
  return (listOf(value) ?? []).flatMap((item) => tensorsOf(item, isTensor));
}
