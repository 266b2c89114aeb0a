import {
  gradientCount,
  gradientNeeded,
  gradientShape,
  graphInGradient,
  noGradientNeeded,
  noGraph,
  noInputs,
  noInputsToGrad,
  notDifferentiated,
  unusedInput,
} from "../errors/autograd.js";
import { outsideScratch } from "../memory/allocator.js";
import { Flag, Tensor } from "../tensor.js";
import { warnOnce } from "../warnings.js";
import { keepOutside, type Pass, postAccumulateHooks, type Root, runPass } from "./engine.js";
import { edgesOf } from "./leaves.js";
import type { Hook, Node } from "./node.js";
import { nodeOf } from "./tracking.js";

/** Options of `backward`. */
export interface BackwardOptions {
  /** Gradient of what is differentiated with respect to the tensor; needed unless the tensor has one element. */
  readonly gradient?: Tensor | null;
  /** Keep what the graph saved, for another pass; default `createGraph`. */
  readonly retainGraph?: boolean;
  /** Record the pass itself, for higher derivatives; default false. */
  readonly createGraph?: boolean;
  /** Accumulate into these leaves only. */
  readonly inputs?: readonly Tensor[];
}

/**
 * Adds the gradients of `x` to the `grad` of the leaves it was computed from.
 *
 * @throws {Error} if `x` has several elements and no `gradient` is given, or nothing to differentiate
 * @example
 * const w = tensor([1.5, 2], { requiresGrad: true });
 * w.mul(w).sum().backward();
 * w.grad!.tolist() // => [3, 4]
 */
export function backward(x: Tensor, options?: BackwardOptions): void {
  if (options === undefined) runPass([rootOf(x, null)], plainPass);
  else backwardAll(x, [options.gradient ?? null], options);
}

/** What nearly all passes are. */
const plainPass: Pass = { retainGraph: false, createGraph: false, mark: 0, accumulate: true, capture: null };

/**
 * Adds the gradients of the sum of several tensors to the `grad` of the leaves they were computed from.
 *
 * @param gradTensors what each is weighted with; null stands for one, where the tensor has one element
 * @throws {Error} if their number differs, or there is nothing to differentiate
 * @example
 * const w = tensor([1.5, 2], { requiresGrad: true });
 * autograd.backward([w.sum(), w.mul(w)], [null, ones([2])]);
 * w.grad!.tolist() // => [4, 5]
 */
export function backwardAll(
  tensors: Tensor | readonly Tensor[],
  gradTensors: Tensor | readonly (Tensor | null)[] | null = null,
  options: Omit<BackwardOptions, "gradient"> = {},
): void {
  const { createGraph = false, retainGraph = createGraph, inputs } = options;
  if (createGraph) warnOnce(graphInGradient);
  const list = isList(tensors) ? tensors : [tensors];
  const given = gradTensors === null ? list.map(() => null) : isList(gradTensors) ? gradTensors : [gradTensors];
  if (given.length !== list.length) throw gradientCount(list.length, given.length);
  if (inputs?.length === 0) throw noInputs();
  const roots = list.map((x, i) => rootOf(x, given[i]!));
  const mark = inputs === undefined ? 0 : markPaths(roots, inputs.map(needyNode));
  runPass(roots, { retainGraph, createGraph, mark, accumulate: true, capture: null });
}

/** Options of `grad`. */
export interface GradOptions {
  /** A gradient per output; null stands for one, where the output has one element. */
  readonly gradOutputs?: Tensor | readonly (Tensor | null)[] | null;
  readonly retainGraph?: boolean;
  readonly createGraph?: boolean;
  /** Give null for inputs that the outputs do not depend on, instead of throwing; default false. */
  readonly allowUnused?: boolean;
  /** Give zeros for them. */
  readonly materializeGrads?: boolean;
}

/**
 * The gradients of the sum of `outputs` with respect to `inputs`; nothing is accumulated in `grad`.
 *
 * @returns one tensor per input
 * @throws {Error} if an input needs no gradient or was not used, unless `allowUnused`
 * @example
 * const x = tensor(3, { dtype: float32, requiresGrad: true });
 * const [dx] = grad(x.pow(3), x, { createGraph: true });
 * grad(dx, x)[0].item() // => 18
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options: GradOptions = {},
): Tensor[] {
  const { createGraph = false, retainGraph = createGraph, materializeGrads = false } = options;
  const { allowUnused = materializeGrads } = options;
  const outs = isList(outputs) ? outputs : [outputs];
  const ins = isList(inputs) ? inputs : [inputs];
  if (ins.length === 0) throw noInputsToGrad();
  const given = options.gradOutputs ?? null;
  const gradients = given === null ? [] : isList(given) ? given : [given];
  if (given !== null && gradients.length !== outs.length) throw gradientCount(outs.length, gradients.length);
  const roots = outs.map((x, i) => rootOf(x, gradients[i] ?? null));
  const nodes = ins.map(needyNode);
  const mark = markPaths(roots, nodes);
  const capture = new Map<Node, Tensor | null>(nodes.map((node) => [node, null]));
  const reachable = roots.filter(({ node }) => node.mark === mark);
  runPass(reachable, { retainGraph, createGraph, mark, accumulate: false, capture });
  return nodes.map((node, i) => {
    const result = capture.get(node)!;
    if (result === null && materializeGrads) return ins[i]!.detach().mul(0);
    if (result === null && !allowUnused) throw unusedInput(i);
    return result!;
  });
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

function rootOf(x: Tensor, gradient: Tensor | null): Root {
  const node = nodeOf(x);
  if (node === null) throw noGraph();
  if (gradient === null && x.layout.numel !== 1) throw gradientNeeded();
  if (gradient !== null && !gradient.layout.hasShapeOf(x.layout))
    throw gradientShape(gradient.layout.shape, x.layout.shape);
  return { node, grad: gradient };
}

function needyNode(x: Tensor): Node {
  if (!(x instanceof Tensor)) throw notDifferentiated(x);
  const node = nodeOf(x);
  if (node === null) throw noGradientNeeded();
  return node;
}

let passes = 0;

/** Marks the nodes that lie between `roots` and `targets`; returns the mark. */
function markPaths(roots: readonly Root[], targets: readonly Node[]): number {
  const mark = ++passes;
  const reached = new Set<Node>();
  const pending = roots.map(({ node }) => node);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    for (const to of edgesOf(node)) if (to !== null) pending.push(to);
  }
  for (const target of targets) target.mark = mark;
  for (const node of [...reached].sort((a, b) => a.age - b.age))
    if (edgesOf(node).some((to) => to !== null && to.mark === mark)) node.mark = mark;
  return mark;
}

/** What registering a hook returns. */
export interface HookHandle {
  /** Forgets the hook. */
  remove(): void;
}

/** A list of hooks that one of them can be taken from. */
export function handleOf<H>(hooks: H[], hook: H): HookHandle {
  hooks.push(hook);
  return {
    remove() {
      const i = hooks.indexOf(hook);
      if (i >= 0) hooks.splice(i, 1);
    },
  };
}

/**
 * Calls `hook` with the gradient of `x` whenever it is computed; a tensor that the hook returns takes its place.
 *
 * @throws {Error} if `x` does not require a gradient
 * @example
 * const w = ones([2], { requiresGrad: true });
 * w.registerHook((g) => g.mul(10));
 * w.sum().backward();
 * w.grad!.tolist() // => [10, 10]
 */
export function registerHook(x: Tensor, hook: Hook): HookHandle {
  const node = nodeOf(x);
  if (node === null) throw new Error("cannot register a hook on a tensor that doesn't require gradient");
  node.hooks ??= [];
  return handleOf(node.hooks, hook);
}

/**
 * Calls `hook` with the leaf `x` whenever its `grad` has been updated.
 *
 * @throws {Error} if `x` is not a leaf that requires a gradient
 * @example
 * const w = ones([2], { requiresGrad: true });
 * w.registerPostAccumulateGradHook((p) => noGrad(() => p.sub_(p.grad!)));
 * w.sum().backward();
 * w.tolist() // => [0, 0]
 */
export function registerPostAccumulateGradHook(x: Tensor, hook: (x: Tensor) => void): HookHandle {
  const node = nodeOf(x);
  if (node === null) throw new Error("cannot register a hook on a tensor that doesn't require gradient");
  if (node.variable === null) throw new Error("post accumulate grad hooks cannot be registered on non-leaf tensors");
  let hooks = postAccumulateHooks.get(x);
  if (hooks === undefined) postAccumulateHooks.set(x, (hooks = []));
  x.flags |= Flag.hooked;
  return handleOf(hooks, hook);
}

/**
 * Makes a tensor that is not a leaf keep its gradient in `grad`.
 *
 * @throws {Error} if `x` does not require a gradient
 * @example
 * const w = ones([2], { requiresGrad: true });
 * const y = w.mul(3);
 * y.retainGrad();
 * y.sum().backward();
 * y.grad!.tolist() // => [1, 1]
 */
export function retainGrad(x: Tensor): void {
  const node = nodeOf(x);
  if (node === null) throw new Error("can't retain_grad on Tensor that has requires_grad=False");
  if (node.variable !== null || (x.flags & Flag.retainsGrad) !== 0) return;
  x.flags |= Flag.retainsGrad;
  node.hooks ??= [];
  node.hooks.push((grad) => {
    x.gradient = x.gradient === null ? outsideScratch(() => keepOutside(grad)) : x.gradient.add(grad);
  });
}
