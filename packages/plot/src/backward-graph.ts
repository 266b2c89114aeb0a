import { layered } from "./layered.js";

/** A node that gradients flow through: what `gradFn` of a tensor gives. */
export interface GradientNode {
  /** `MulBackward0`. */
  readonly name: string;
  /** Where gradients flow to from here. */
  readonly nextFunctions: readonly (GradientNode | null)[];
  /** The leaf that gradients are added up in, where this is one. */
  readonly variable?: DifferentiableLike | null;
}

/** Anything with a shape and a record: every tensor. */
export interface DifferentiableLike {
  readonly shape: readonly number[];
  readonly gradFn: GradientNode | null;
}

/** Options of `backwardGraph`. */
export interface BackwardGraphOptions {
  /** Leaves and the names to show them with, such as `Object.fromEntries(model.namedParameters())`. */
  readonly params?: Readonly<Record<string, DifferentiableLike>>;
}

/** A box: an operation, a leaf above all that is computed of it, or the output below. */
export interface GraphBox {
  readonly kind: "leaf" | "operation" | "output";
  /** The lines in it. */
  readonly lines: readonly string[];
  /** The middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A graph that has been laid out; each edge is the points it goes through, downwards. */
export interface BackwardGraph {
  readonly boxes: readonly GraphBox[];
  readonly edges: readonly (readonly (readonly [x: number, y: number])[])[];
  readonly width: number;
  readonly height: number;
}

/**
 * The graph that `backward` walks from a tensor to the leaves, laid out from the leaves above to the tensor below, as torchviz
 * draws it.
 *
 * @throws {Error} if the tensor has no record, and so no graph
 * @example
 * const w = { shape: [2], gradFn: null };
 * const leaf = { name: "AccumulateGrad", nextFunctions: [], variable: w };
 * const graph = backwardGraph({ shape: [], gradFn: { name: "SumBackward0", nextFunctions: [leaf] } }, { params: { w } });
 * graph.boxes.map(({ lines }) => lines.join(" ")) // => ["w (2)", "SumBackward0", "output ()"]
 */
export function backwardGraph(output: DifferentiableLike, { params = {} }: BackwardGraphOptions = {}): BackwardGraph {
  if (output.gradFn === null)
    throw new Error("backwardGraph: the tensor was not computed from one that requires a gradient");
  const names = new Map(Object.entries(params).map(([name, leaf]) => [leaf, name]));
  const nodes = reachable(output.gradFn);
  const numbers = new Map(nodes.map((node, number) => [node, number]));
  const boxes = nodes.map((node) => {
    const leaf = node.variable ?? null;
    if (leaf === null) return box("operation", [node.name]);
    const name = names.get(leaf);
    return box("leaf", [...(name === undefined ? [] : [name]), sizes(leaf.shape)]);
  });
  const edges = nodes.flatMap((node, to) =>
    node.nextFunctions.flatMap((next) => (next === null ? [] : [[numbers.get(next)!, to] as const])),
  );
  const last = boxes.push(box("output", ["output", sizes(output.shape)])) - 1;
  return layered(boxes, [...edges, [0, last]]);
}

/** Every node, the first one first. */
function reachable(first: GradientNode): GradientNode[] {
  const nodes = new Set([first]);
  // a set is walked to its end while it grows
  for (const node of nodes) for (const next of node.nextFunctions) if (next !== null) nodes.add(next);
  return [...nodes];
}

function sizes(shape: readonly number[]): string {
  return `(${shape.join(", ")})`;
}

/** Wide enough for its text in a font whose characters are 0.6 of its 12 pixels wide. */
function box(kind: GraphBox["kind"], lines: readonly string[]): Omit<GraphBox, "x" | "y"> {
  const longest = Math.max(...lines.map(({ length }) => length));
  return { kind, lines, width: Math.ceil(7.3 * longest) + 18, height: 15 * lines.length + 11 };
}
