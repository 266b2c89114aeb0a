import type { Case } from "../cases.js";
import { listOf } from "../compare.js";
import { camelCase } from "../names.js";
import type { Run } from "../run.js";
import { atPath, decode, isObject, isStoredTensor, type StoredTensor } from "../values.js";
import { Mismatch } from "../verdict.js";

type Body = Case["body"];

const isFloat = (stored: StoredTensor): boolean => stored.dtype.includes("float");

/** The stored tensors of a value. */
function tensorsIn(value: unknown): StoredTensor[] {
  if (isStoredTensor(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(tensorsIn);
  return isObject(value) ? Object.values(value).flatMap(tensorsIn) : [];
}

/** The same value with its float tensors, and its float types, in double precision. */
function inDoubles(value: unknown): unknown {
  if (isStoredTensor(value)) return isFloat(value) ? { ...value, dtype: "float64" } : value;
  if (Array.isArray(value)) return value.map(inDoubles);
  if (!isObject(value)) return value;
  if ("$dtype" in value) return String(value.$dtype).includes("float") ? { $dtype: "float64" } : value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inDoubles(item)]));
}

/** Finite differences of larger numbers are too coarse. */
const largest = 1e4;

/**
 * Operations whose finite differences are not their gradients, for reasons that PyTorch's own database gives too: they read one triangle
 * of a symmetric matrix, or write to places that several elements share.
 */
const constrained = /^(cholesky_solve|linalg\.eigvalsh|linalg\.eigh|nn\.functional\.max_unpool\dd)$/;

/** How much work finite differences of a case are; null where they would tell nothing. */
export function workOf(body: Body): number | null {
  const paths = (body.grad_inputs ?? []) as string[];
  const given = tensorsIn([body.args, body.kwargs]);
  const numbers = [...given, ...tensorsIn([body.expect, body.expect_grads])].flatMap(({ data }) => data ?? ["nan"]);
  const isModest = numbers.every((value) => typeof value !== "string" && Math.abs(Number(value)) < largest);
  if (paths.length === 0 || !isModest || !(body.variants as string[]).includes("function")) return null;
  if (constrained.test(String(body.op))) return null;
  const inputs = paths.map((path) => atPath(body, path) as StoredTensor);
  const elements = inputs.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
  const outputs = tensorsIn(body.expect).reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
  return elements === 0 || outputs === 0 ? null : elements * outputs;
}

/** Finite differences agree with the gradients of a case, and with their gradients. */
export function checkGradients(body: Body, run: Run): void {
  const { library, caller } = run;
  const root = new Map<string, unknown>([
    ["args", decode(library, inDoubles(body.args))],
    ["kwargs", decode(library, inDoubles(body.kwargs))],
  ]);
  const paths = body.grad_inputs as string[];
  const leaves = paths.map((path) => atPath(root, path) as object);
  for (const leaf of leaves) caller.method(leaf, "requires_grad_");
  const modes = (body.compare ?? []) as string[];
  const fn = (...given: unknown[]): unknown => {
    paths.forEach((path, i) => put(root, path, given[i]));
    caller.function("manual_seed", [0]);
    const args = root.get("args") as unknown[];
    const result = caller.function(String(body.op), [...args], new Map(root.get("kwargs") as Map<string, unknown>));
    const fields = body.expect_fields as string[] | undefined;
    const outputs =
      fields === undefined
        ? (listOf(result) ?? [result])
        : fields.map((field) => (result as Record<string, unknown>)[camelCase(field)]);
    return outputs.filter((output, i) => (modes[i] ?? "value") === "value" && isDifferentiated(output));
  };
  const isDifferentiated = (output: unknown): boolean =>
    library.isTensor(output) && output.dtype.name === "float64" && library.attribute(output, "requires_grad") === true;
  for (const check of ["gradcheck", "gradgradcheck"]) library.call(check, [fn, leaves]);
}

function put(root: Map<string, unknown>, path: string, value: unknown): void {
  const parts = path.split(".");
  const last = parts.pop() as string;
  const holder = atPath(root, parts.join("."));
  if (holder instanceof Map) holder.set(last, value);
  else if (Array.isArray(holder)) holder[Number(last)] = value;
  else throw new Mismatch("no such path", path);
}
