import { compareTensor } from "../compare.js";
import { backward, compareGradients, requireGrad } from "../gradients.js";
import { pythonEvaluator } from "../python/builtins.js";
import { type FamilyRunner, type Run, toleranceOf } from "../run.js";
import { decode, PythonFloat, type StoredTensor } from "../values.js";
import { Unsupported, within } from "../verdict.js";

/** What is computed, and the tensors that a gradient may be asked of. */
interface Computation {
  readonly compute: () => unknown;
  readonly leaves: readonly unknown[];
}

/** Operations whose bits count. */
export const runBits: FamilyRunner = (body, run) => {
  const tolerance = toleranceOf(body);
  const args = decode(run.library, body.args) as unknown[];
  const kwargs = decode(run.library, body.kwargs) as Map<string, unknown>;
  const note = String(body.note ?? "");
  const op = String(body.op);
  const { compute, leaves } = /\W/.test(op.replaceAll(".", ""))
    ? formula(run, op, args, note)
    : operation(run, op, args, kwargs, body.expect_grads !== undefined);
  const wanted = (body.expect_grads ?? (body.expect_grad === undefined ? [] : [body.expect_grad])) as StoredTensor[];
  const differentiated = leaves.slice(0, wanted.length);
  requireGrad(run.caller, differentiated);
  const result = compute();
  compareTensor(run.library, result, body.expect as StoredTensor, tolerance);
  if (wanted.length === 0) return;
  within("backward", () => {
    if (body.grad_output !== undefined) backward(run.caller, [result], [body.grad_output]);
    else run.caller.method(scaled(run, result, note), "backward");
  });
  compareGradients(run.caller, differentiated, wanted, tolerance, ["0", "1", "2"]);
};

/** A path, or `path_of_words`, whose words say what is done to the first argument before. */
function operation(
  run: Run,
  op: string,
  args: unknown[],
  kwargs: Map<string, unknown>,
  needsAll: boolean,
): Computation {
  const [path, words] = op.split("_of_") as [string, string | undefined];
  const [first, ...rest] = args;
  const argument = words === undefined ? first : transformed(run, words, first as object);
  const all = [argument, ...rest];
  return {
    compute: () => run.caller.function(path, all, kwargs),
    leaves: needsAll ? all : [argument],
  };
}

function transformed(run: Run, words: string, x: object): unknown {
  const { caller } = run;
  const factor = /^(\d+)x$/.exec(words)?.[1];
  if (factor !== undefined) return caller.method(x, "mul", [Number(factor)]);
  if (words === "abs_plus_tenth") return caller.method(caller.method(x, "abs") as object, "add", [0.1]);
  if (words === "1_plus_x_over_100") return caller.method(caller.method(x, "mul", [0.01]) as object, "add", [1]);
  throw new Unsupported(`the words ${words} are not understood`);
}

/** Python over `x` and `y`, perhaps `with 0-d z=0.7`, in which case the gradient is asked of `z`. */
function formula(run: Run, op: string, args: unknown[], note: string): Computation {
  const [source, given] = op.split(" with 0-d ") as [string, string | undefined];
  const names = new Map<string, unknown>(args.map((value, i) => [["x", "y"][i] as string, value]));
  let leaf = args[0];
  if (given !== undefined) {
    const [name, value] = given.split("=") as [string, string];
    leaf = run.caller.function("tensor", [new PythonFloat(Number(value))]);
    names.set(name, leaf);
  } else if (/w\.r\.t\. y/.test(note)) leaf = args[1];
  return { compute: () => pythonEvaluator(run.caller, names).evaluate(source), leaves: [leaf] };
}

/** The loss of a case without cotangent: the note may name a factor. */
function scaled(run: Run, result: unknown, note: string): object {
  const factor = /\* ([\d.]+)/.exec(note)?.[1];
  const weighted = factor === undefined ? result : run.caller.method(result as object, "mul", [Number(factor)]);
  return run.caller.method(weighted as object, "sum") as object;
}
