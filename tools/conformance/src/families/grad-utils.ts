import { compareTensor, compareValue, exact } from "../compare.js";
import type { TensorLike } from "../library.js";
import { pythonEvaluator } from "../python/builtins.js";
import { type FamilyRunner, toleranceOf } from "../run.js";
import { signatureOf } from "../signature.js";
import { decode, type StoredTensor } from "../values.js";
import { within } from "../verdict.js";

/** Utilities over gradients, and small autograd programs. */
export const runGradUtility: FamilyRunner = (body, run) => {
  const tolerance = toleranceOf(body);
  if (body.program !== undefined) {
    const result = pythonEvaluator(run.caller).run(String(body.program));
    return compareValue(run.library, result, body.expect, tolerance);
  }
  const fn = String(body.fn);
  const grads = decode(run.library, body.grads ?? []) as TensorLike[];
  const params = grads.map((grad) => {
    const parameter = run.caller.function("zeros_like", [grad]) as TensorLike;
    run.caller.method(parameter, "requires_grad_");
    parameter.grad = grad;
    return parameter;
  });
  // Some utilities take the gradients themselves.
  const tensors = signatureOf(fn)?.parameters.some(({ names }) => names.includes("tensors")) ? grads : params;
  const given = body.params === undefined ? tensors : (decode(run.library, body.params) as TensorLike[]);
  const args = decode(run.library, body.args ?? []) as unknown[];
  const kwargs = decode(run.library, body.kwargs ?? {}) as Map<string, unknown>;
  const isIntoParameters = signatureOf(fn)?.parameters[0]?.names.includes("vec") === true;
  const result = run.caller.function(fn, isIntoParameters ? [...args, given] : [given, ...args], kwargs);
  const wantedTotal = body.expect_total_norm ?? (isIntoParameters ? undefined : body.expect);
  if (wantedTotal !== undefined) compareValue(run.library, result, wantedTotal, tolerance);
  if (isIntoParameters) compareValue(run.library, given, body.expect ?? body.expect_params, exact);
  ((body.expect_grads ?? []) as StoredTensor[]).forEach((want, i) => {
    within(`gradient ${i}`, () => compareTensor(run.library, params[i]?.grad, want, tolerance));
  });
};
