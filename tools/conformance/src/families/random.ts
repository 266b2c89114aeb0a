import type { Case } from "../cases.js";
import { compareValue, exact } from "../compare.js";
import { pythonEvaluator } from "../python/builtins.js";
import { type FamilyRunner, type Run, toleranceOf } from "../run.js";
import { compareState } from "../state.js";
import { decode } from "../values.js";
import { Mismatch, within } from "../verdict.js";

interface RandomCall {
  readonly fn: string;
  readonly args?: unknown;
  readonly kwargs?: unknown;
  readonly size?: number[];
  readonly dtype?: unknown;
}

/** Calls in order after a seed; their results tell the stream, the last usually where it stands. */
export const runRandom: FamilyRunner = (body, run) => {
  const generator = body.generator === "explicit" ? newGenerator(run, body.seed) : undefined;
  if (generator === undefined) run.caller.function("manual_seed", [body.seed]);
  const results = performCalls(run, body.calls as RandomCall[], generator);
  const wanted = body.expect as unknown[];
  if (wanted.length !== results.length) throw new Mismatch("number of results", `${results.length}`);
  let isExact = true;
  results.forEach((result, i) => {
    const want = wanted[i];
    if (want === null || want === undefined) return;
    within((body.calls as RandomCall[])[i]?.fn ?? "", () => {
      compareValue(run.library, result, want, toleranceOf(body));
      isExact &&= agrees(() => compareValue(run.library, result, want, exact));
    });
  });
  if (body.bit_exact === true) run.note("bit for bit", isExact);
};

function newGenerator(run: Run, seed: unknown): object {
  const generator = run.caller.function("Generator", []) as object;
  run.caller.method(generator, "manual_seed", [seed]);
  return generator;
}

function performCalls(run: Run, calls: readonly RandomCall[], generator?: object): unknown[] {
  let state: unknown;
  return calls.map(({ fn, args: storedArgs = [], kwargs: storedKwargs = {}, size, dtype }) => {
    const args = decode(run.library, storedArgs) as unknown[];
    const kwargs = new Map(decode(run.library, storedKwargs) as Map<string, unknown>);
    if (generator !== undefined) kwargs.set("generator", generator);
    if (fn === "get_rng_state") {
      state = run.caller.function(fn, []);
      return state;
    }
    if (fn === "set_rng_state") return run.caller.function(fn, args.length > 0 ? args : [state]);
    if (fn === "dropout")
      return run.caller.function("nn.functional.dropout", args, new Map([...kwargs, ["training", true]]));
    if (size === undefined) return run.caller.function(fn, args, kwargs);
    const options = new Map([["dtype", decode(run.library, dtype)]]);
    return run.caller.method(run.caller.function("empty", [size], options) as object, fn, args, kwargs);
  });
}

/** `nn.init` functions on an empty tensor, and the default initialisation of modules. */
export const runInitialisation: FamilyRunner = (body, run) => {
  if (body.generator_seed === undefined && body.seed !== undefined) run.caller.function("manual_seed", [body.seed]);
  const tolerance = toleranceOf(body);
  if (body.module !== undefined) {
    const module = pythonEvaluator(run.caller).evaluate(String(body.module)) as object;
    compareState(run.caller, module, body.expect_state_dict as object, tolerance);
    within("next draw", () => {
      const next = performCalls(run, body.next as RandomCall[]);
      compareValue(run.library, next, body.expect_next, exact);
    });
    return;
  }
  const kwargs = new Map(decode(run.library, body.kwargs ?? {}) as Map<string, unknown>);
  if (body.generator_seed !== undefined) kwargs.set("generator", newGenerator(run, body.generator_seed));
  const args = decode(run.library, body.args) as unknown[];
  const target = body.shape === undefined ? [] : [run.caller.function("empty", [body.shape])];
  const result = run.caller.function(String(body.fn), [...target, ...args], kwargs);
  compareValue(run.library, result, body.expect, tolerance);
};

/** Samplers, splits, loaders and collation over `range(n)`. */
export const runData: FamilyRunner = (body, run) => {
  const kind = String(body.kind);
  const kwargs = new Map<string, unknown>();
  if (body.seed !== undefined) run.caller.function("manual_seed", [body.seed]);
  else if (body.generator_seed !== undefined) kwargs.set("generator", newGenerator(run, body.generator_seed));
  for (const name of ["batch_size", "shuffle", "drop_last", "replacement", "num_samples"]) {
    if (body[name] !== undefined && body[name] !== null) kwargs.set(name, body[name]);
  }
  const dataset = Array.from({ length: (body.n ?? 0) as number }, (_, i) => i);
  const path = `utils.data.${kind}`;
  if (kind === "default_collate") {
    const result = run.caller.function(path, [decode(run.library, body.args)]);
    return compareValue(run.library, result, body.expect, exact);
  }
  if (kind === "random_split") {
    const parts = run.caller.function(path, [dataset, body.lengths], kwargs) as object[];
    const indices = parts.map((part) => run.library.attribute(part, "indices"));
    compareValue(run.library, indices.map(plainList), body.expect_indices, exact);
  } else if (kind === "DataLoader") compareLoader(run, body, run.caller.function(path, [dataset], kwargs) as object);
  else {
    const source = body.weights ?? body.indices ?? dataset;
    const sampler = run.caller.function(path, [source], kwargs);
    compareValue(run.library, plainList(sampler), body.expect, exact);
  }
  if (body.expect_next === undefined) return;
  within("next draw", () => {
    const next = run.caller.function("randint", [0, 2 ** 31, [1]]) as object;
    compareValue(run.library, plainList(run.caller.method(next, "tolist")), body.expect_next, exact);
  });
};

function compareLoader(run: Run, body: Case["body"], loader: object): void {
  within("length", () => compareValue(run.library, run.library.attribute(loader, "length"), body.expect_len, exact));
  (body.expect_epochs as unknown[]).forEach((epoch, i) => {
    within(`epoch ${i}`, () => {
      const batches = [...(loader as Iterable<object>)].map((batch) => plainList(run.caller.method(batch, "tolist")));
      compareValue(run.library, batches, epoch, exact);
    });
  });
}

function plainList(value: unknown): unknown[] {
  return [...(value as Iterable<unknown>)];
}

function agrees(compare: () => void): boolean {
  try {
    compare();
    return true;
  } catch {
    return false;
  }
}
