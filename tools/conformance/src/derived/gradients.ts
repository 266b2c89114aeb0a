import type { Caller, Kwargs } from "../caller.js";
import type { Case } from "../cases.js";
import { listOf } from "../compare.js";
import { callVariant } from "../families/ops.js";
import { camelCase } from "../names.js";
import type { Run } from "../run.js";
import { atPath, decode, isObject, isStoredTensor, type StoredNumber, type StoredTensor } from "../values.js";
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
function isModest(value: unknown): boolean {
  return typeof value !== "string" && Math.abs(Number(value)) < 1e4;
}

/**
 * Operations that read a matrix as if it were symmetric or triangular, whatever is in the other triangle: their finite differences are
 * taken behind what makes it so, as in PyTorch's own database.
 */
const constraints: Readonly<Record<string, (caller: Caller, args: unknown[], kwargs: Kwargs) => void>> = {
  cholesky: symmetrize,
  "linalg.cholesky": symmetrize,
  "linalg.eigh": symmetrize,
  "linalg.eigvalsh": symmetrize,
  "linalg.pinv": (caller, args, kwargs) => {
    if (kwargs.get("hermitian") === true) symmetrize(caller, args);
  },
  cholesky_solve: (caller, args, kwargs) => {
    args[1] = caller.method(args[1] as object, kwargs.get("upper") === true ? "triu" : "tril");
  },
};

function symmetrize(caller: Caller, args: unknown[]): void {
  const matrix = args[0] as object;
  args[0] = caller.method(matrix, "add", [caller.library.attribute(matrix, "m_t")]);
}

/** Whether elements go to places of their own: those that share one overwrite each other. */
function isInjective({ op, args }: Body): boolean {
  const places = (args as { data?: unknown[] }[])[1]?.data ?? [];
  return !/max_unpool/.test(String(op)) || new Set(places).size === places.length;
}

/** Of an element-wise function of one tensor a few elements tell as much as all. */
export function shortened(body: Body): Body {
  const [x, ...rest] = body.args as [StoredTensor, ...unknown[]];
  const gradients = (body.expect_grads ?? []) as StoredTensor[];
  const parallel = [x, body.expect as StoredTensor, ...gradients];
  const kept =
    x.data?.flatMap((_, i) => (parallel.every(({ data }) => isModest(data?.[i])) ? [i] : [])).slice(0, 12) ?? [];
  const few = (stored: StoredTensor): StoredTensor => ({
    ...stored,
    shape: [kept.length],
    data: kept.map((i) => stored.data?.[i] as StoredNumber),
  });
  return {
    ...body,
    args: [few(x), ...rest],
    expect: few(body.expect as StoredTensor),
    expect_grads: gradients.map(few),
  };
}

/** How much work finite differences of a case are; null where they would tell nothing. */
export function workOf(body: Body): number | null {
  const paths = (body.grad_inputs ?? []) as string[];
  const given = tensorsIn([body.args, body.kwargs]);
  const numbers = [...given, ...tensorsIn([body.expect, body.expect_grads])].flatMap(({ data }) => data ?? ["nan"]);
  if (paths.length === 0 || !numbers.every(isModest) || (body.variants as string[]).length === 0) return null;
  if (!isInjective(body)) return null;
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
  const variants = body.variants as string[];
  const fn = (...given: unknown[]): unknown => {
    paths.forEach((path, i) => put(root, path, given[i]));
    caller.function("manual_seed", [0]);
    const args = [...(root.get("args") as unknown[])];
    const kwargs = new Map(root.get("kwargs") as Map<string, unknown>);
    constraints[String(body.op)]?.(caller, args, kwargs);
    const result = callVariant(variants[0] as string, variants, run, { op: String(body.op), args, kwargs, leaves });
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
