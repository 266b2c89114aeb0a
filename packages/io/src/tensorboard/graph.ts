import { enableGrad, getRngState, type Node, setRngState, type Tensor } from "@flambeau/core";
import { Message } from "./message.js";

/** What is needed of a module to draw it. */
export interface DrawableModule {
  readonly training: boolean;
  forward(...inputs: never[]): unknown;
  train(mode: boolean): unknown;
  namedModules(): Iterable<readonly [string, object]>;
  namedParameters(): Iterable<readonly [string, Tensor]>;
}

/** What is needed of a module inside, beside its name. */
interface Inner {
  training: boolean;
  readonly typeName: string;
  registerForwardHook(hook: (module: never, args: never, output: unknown) => void): { remove(): void };
}

/** One box of the drawing. */
interface Box {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly shape: readonly number[];
}

/** The graph of what a module computes of `inputs`: its operations in the scopes of the modules that ran them, parameters, inputs. */
export function graphOf(model: DrawableModule, inputs: readonly Tensor[]): Message {
  const leaves = inputs.map((input) => (input.dtype.isFloatingPoint ? input.detach().requiresGrad_() : input));
  const { outputs, scopes } = traced(model, leaves);
  const drawing = new Drawing(scopes);
  for (const [i, leaf] of leaves.entries()) drawing.addLeaf(leaf, `input/input.${i + 1}`, "IO Node");
  for (const [name, parameter] of model.namedParameters())
    drawing.addLeaf(parameter, parameterName(scopes, name), "Parameter");
  const ends = outputs.map((output) => drawing.nameOf(output.gradFn as Node | null));
  for (const [i, output] of outputs.entries()) {
    const inputsOfOutput = ends[i] === undefined ? [] : [ends[i]];
    drawing.boxes.push({ name: `output/output.${i + 1}`, op: "IO Node", inputs: inputsOfOutput, shape: output.shape });
  }
  const graph = new Message();
  for (const box of drawing.boxes) graph.message(1, nodeMessage(box));
  return graph.message(4, new Message().int(1, 22));
}

/** Which scope an operation was run in, and the names of all scopes. */
interface Scopes {
  readonly byNode: ReadonlyMap<Node, string>;
  /** By the path of a module: `""`, `"0"`, `"0.linear"`. */
  readonly byPath: ReadonlyMap<string, string>;
}

/** Runs the module as in evaluation, and leaves modes and random numbers as they were. */
function traced(model: DrawableModule, inputs: readonly Tensor[]): { outputs: Tensor[]; scopes: Scopes } {
  const modules = [...model.namedModules()] as [string, Inner][];
  const modes = modules.map(([, { training }]) => training);
  const byPath = scopeNames(modules);
  const byNode = new Map<Node, string>();
  const rng = getRngState();
  // inner modules are done first, so an operation belongs to the innermost module whose output it leads to
  const hooks = modules.map(([path, module]) =>
    module.registerForwardHook((_module, _args, output) => {
      for (const { gradFn } of tensorsIn(output)) claim(gradFn as Node | null, byPath.get(path)!, byNode);
    }),
  );
  try {
    model.train(false);
    const output = enableGrad(() => model.forward(...(inputs as never[])));
    return { outputs: tensorsIn(output), scopes: { byNode, byPath } };
  } finally {
    for (const hook of hooks) hook.remove();
    for (const [i, [, module]] of modules.entries()) module.training = modes[i]!;
    setRngState(rng);
  }
}

/** `Sequential/Linear[0]` */
function scopeNames(modules: readonly (readonly [string, Inner])[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const [path, { typeName }] of modules) {
    const dot = path.lastIndexOf(".");
    const parent = path === "" ? undefined : names.get(path.slice(0, Math.max(dot, 0)));
    names.set(path, parent === undefined ? typeName : `${parent}/${typeName}[${path.slice(dot + 1)}]`);
  }
  return names;
}

/** Puts an operation, and those behind it that have no scope yet, into a scope. */
function claim(start: Node | null, scope: string, byNode: Map<Node, string>): void {
  const waiting = [start];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === null || node.variable !== null || byNode.has(node)) continue;
    byNode.set(node, scope);
    waiting.push(...node.nextFunctions);
  }
}

function parameterName({ byPath }: Scopes, path: string): string {
  const dot = path.lastIndexOf(".");
  return `${byPath.get(path.slice(0, Math.max(dot, 0)))}/${path.slice(dot + 1)}`;
}

function tensorsIn(value: unknown): Tensor[] {
  if (typeof value !== "object" || value === null) return [];
  if ("gradFn" in value) return [value as Tensor];
  return Object.values(value).flatMap(tensorsIn);
}

class Drawing {
  readonly boxes: Box[] = [];
  readonly #names = new Map<Node | Tensor, string>();
  readonly #used = new Map<string, number>();

  constructor(readonly scopes: Scopes) {}

  addLeaf(leaf: Tensor, name: string, op: string): void {
    this.#names.set(leaf, name);
    this.boxes.push({ name, op, inputs: [], shape: leaf.shape });
  }

  /** The name of the box of an operation, which is drawn after those behind it. */
  nameOf(start: Node | null): string | undefined {
    const waiting = start === null ? [] : [start];
    while (waiting.length > 0) {
      const node = waiting.at(-1)!;
      const open = node.nextFunctions.filter((next): next is Node => next !== null && this.#known(next) === undefined);
      if (node.variable === null && this.#known(node) === undefined && open.length > 0) waiting.push(...open);
      else {
        waiting.pop();
        this.#draw(node);
      }
    }
    return start === null ? undefined : this.#known(start);
  }

  #known(node: Node): string | undefined {
    return this.#names.get(node.variable ?? node);
  }

  #draw(node: Node): void {
    if (this.#known(node) !== undefined) return;
    const op = opName(node);
    const name = this.#unused(`${this.scopes.byNode.get(node) ?? "leaf"}/${op}`);
    this.#names.set(node.variable ?? node, name);
    const inputs = node.nextFunctions.flatMap((next) => (next === null ? [] : [this.#known(next)!]));
    this.boxes.push({ name, op: `aten::${op}`, inputs, shape: node.layout.shape });
  }

  #unused(name: string): string {
    const count = this.#used.get(name) ?? 0;
    this.#used.set(name, count + 1);
    return count === 0 ? name : `${name}_${count}`;
  }
}

/** `NativeBatchNormBackward0` is of `native_batch_norm`. */
function opName({ name }: Node): string {
  const humps = name.replace(/Backward\d*$/, "").replace(/(?<=[a-z\d])[A-Z]/g, "_$&");
  return humps.toLowerCase();
}

// Field numbers are those of node_def.proto, attr_value.proto and tensor_shape.proto.
function nodeMessage({ name, op, inputs, shape }: Box): Message {
  const sizes = new Message();
  for (const size of shape) sizes.message(2, new Message().int(1, size));
  const shapes = new Message().message(1, new Message().message(7, sizes));
  const message = new Message().text(1, name).text(2, op);
  for (const input of inputs) message.text(3, input);
  return message.message(5, new Message().text(1, "_output_shapes").message(2, shapes));
}
