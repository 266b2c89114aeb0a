import type { Case } from "../cases.js";
import { compareTensor, compareValue, listOf, type Mode, type Tolerance } from "../compare.js";
import { backward, compareGradients, requireGrad } from "../gradients.js";
import { camelCase } from "../names.js";
import { binary, reflected, specialOperator } from "../operators.js";
import { type FamilyRunner, type Run, toleranceOf } from "../run.js";
import { atPath, decode, isStoredTensor, type StoredTensor } from "../values.js";
import { isCrash, Mismatch, Unsupported, within } from "../verdict.js";

type Body = Case["body"];

/** The arguments of one call, decoded anew for each variant so that none sees what another did to them. */
interface Call {
  readonly op: string;
  readonly args: unknown[];
  readonly kwargs: Map<string, unknown>;
  readonly leaves: unknown[];
}

/** One operation: every variant is called, compared, and differentiated with the given cotangent. */
export const runOp: FamilyRunner = (body, run) => {
  const variants = body.variants as string[];
  if (body.error !== undefined) {
    for (const variant of variants) {
      within(variant, () => expectRefusal(() => callVariant(variant, variants, run, prepare(body, run))));
    }
    return;
  }
  for (const alias of (body.aliases ?? []) as string[]) run.library.need(alias);
  if (variants.length === 0) return check(body, run, (call) => describedCall(body, run, call));
  for (const variant of variants) {
    within(variant, () => check(body, run, (call) => callVariant(variant, variants, run, call)));
  }
};

function check(body: Body, run: Run, perform: (call: Call) => unknown): void {
  const call = prepare(body, run);
  const result = perform(call);
  const outputs = outputsOf(body, result);
  const wanted = isList(body) ? (body.expect as unknown[]) : [body.expect];
  if (outputs.length !== wanted.length) {
    throw new Mismatch("number of outputs", `${outputs.length}, expected ${wanted.length}`);
  }
  const modes = (body.compare ?? []) as Mode[];
  wanted.forEach((want, i) => {
    const compare = (): void => compareOutput(run, outputs[i], want, toleranceOf(body), modes[i] ?? "value");
    if (isList(body)) within(`output ${i}`, compare);
    else compare();
  });
  if (call.leaves.length === 0) return;
  within("backward", () => {
    backward(run.caller, outputs, isList(body) ? (body.grad_output as unknown[]) : [body.grad_output]);
  });
  const wantedGradients = body.expect_grads as (StoredTensor | null)[];
  compareGradients(
    run.caller,
    call.leaves,
    wantedGradients,
    toleranceOf(body, "tol_grad"),
    body.grad_inputs as string[],
  );
}

function prepare(body: Body, run: Run): Call {
  const args = decode(run.library, body.args) as unknown[];
  const kwargs = decode(run.library, body.kwargs) as Map<string, unknown>;
  const root = new Map<string, unknown>([
    ["args", args],
    ["kwargs", kwargs],
  ]);
  const leaves = ((body.grad_inputs ?? []) as string[]).map((path) => atPath(root, path));
  requireGrad(run.caller, leaves);
  if (body.op === "__getitem__" && Array.isArray(args[1]) && !isListIndex(body)) args.splice(1, 1, ...(args[1] as []));
  return { op: String(body.op), args, kwargs, leaves };
}

/** Calls an operation as a function, as a method, in place, or reads it as a property. */
export function callVariant(variant: string, variants: readonly string[], run: Run, call: Call): unknown {
  const { op, args, kwargs } = call;
  const name = op.slice(op.lastIndexOf(".") + 1);
  const [self, ...rest] = args as [object, ...unknown[]];
  switch (variant) {
    case "function":
      return run.caller.function(op, args, kwargs);
    case "method":
      return callMethod(run, self, name, rest, kwargs);
    case "property":
      return run.library.attribute(self, name);
    case "inplace": {
      const target = call.leaves.includes(self) ? (run.caller.method(self, "clone") as object) : self;
      // Functions of nn.functional that are no methods work in place by a flag.
      const hasMethod = !op.startsWith("nn.functional.") || variants.includes("method");
      const result = hasMethod
        ? run.caller.method(target, `${name}_`, rest, kwargs)
        : run.caller.function(op, [target, ...rest], new Map([...kwargs, ["inplace", true]]));
      if (result !== target) throw new Mismatch("does not give back the tensor it changed");
      return result;
    }
    default:
      throw new Unsupported(`variant ${variant} is not known`);
  }
}

function callMethod(run: Run, self: object, name: string, rest: unknown[], kwargs: Map<string, unknown>): unknown {
  if (name === "__getitem__") return run.caller.method(self, "at", rest);
  const special = name.startsWith("__") ? specialOperator(name) : undefined;
  if (special === undefined) return run.caller.method(self, name, rest, kwargs);
  const combine = special.isReflected ? reflected : binary;
  return combine(run.caller, special.operator, self, rest[0]);
}

/** Calls without variants, which the note describes. */
function describedCall(body: Body, run: Run, { op, args, kwargs }: Call): unknown {
  if (op === "__setitem__") {
    const [self, index, value] = args as [object, unknown, unknown];
    const target = run.caller.method(self, "clone") as object;
    run.caller.method(target, "setAt", [Array.isArray(index) && !isListIndex(body) ? index : [index], value]);
    return target;
  }
  const fields = /expect = \[([\w, ]+)\]/.exec(String(body.note ?? ""))?.[1];
  if (fields === undefined) throw new Unsupported("a case without variants and without a note that is understood");
  const result = run.caller.function(op, args, kwargs) as object;
  return fields.split(/,\s*/).map((field) => run.library.attribute(result, field));
}

/** In an index a JSON array is a tuple, unless the note says that it is a list. */
function isListIndex(body: Body): boolean {
  return /\blist index\b/.test(String(body.note ?? ""));
}

function isList(body: Body): boolean {
  return Array.isArray(body.expect);
}

function outputsOf(body: Body, result: unknown): unknown[] {
  if (!isList(body)) return [result];
  const fields = body.expect_fields as string[] | undefined;
  if (fields === undefined) {
    const items = listOf(result);
    if (items === undefined) throw new Mismatch("one output where several are expected");
    return items;
  }
  return fields.map((field) => {
    const value = (result as Record<string, unknown> | null)?.[camelCase(field)];
    if (value === undefined) throw new Mismatch(`the result has no field ${camelCase(field)}`);
    return value;
  });
}

function compareOutput(run: Run, got: unknown, want: unknown, tolerance: Tolerance, mode: Mode): void {
  if (isStoredTensor(want)) return compareTensor(run.library, got, want, tolerance, mode);
  if (run.library.isTensor(got)) throw new Mismatch("a tensor where a plain value is expected");
  compareValue(run.library, got, want, tolerance);
}

/** Type promotion: the dtype and value of a result, or a refusal. */
export const runPromotion: FamilyRunner = (body, run) => {
  const call = (): unknown => {
    const args = decode(run.library, body.args) as [object, ...unknown[]];
    const kwargs = decode(run.library, body.kwargs) as Map<string, unknown>;
    if (run.library.find(String(body.op)) !== undefined) return run.caller.function(String(body.op), args, kwargs);
    return run.caller.method(args[0], String(body.op), args.slice(1), kwargs);
  };
  if (body.error !== undefined) return expectRefusal(call);
  compareValue(run.library, call(), body.expect, toleranceOf(body));
};

/** PyTorch refuses this call, and so must the library, by an error that it words. */
function expectRefusal(call: () => unknown): void {
  let result: unknown;
  try {
    result = call();
  } catch (error) {
    if (error instanceof Unsupported) throw error;
    if (isCrash(error)) throw new Mismatch("crashed", (error as Error).message);
    return;
  }
  throw new Mismatch("PyTorch refuses, and nothing was raised", String(result));
}
