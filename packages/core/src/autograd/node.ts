import type { DType } from "../dtype.js";
import type { Layout } from "../layout.js";
import type { Op } from "../ops/record.js";
import type { Tensor } from "../tensor.js";

/** Called with the complete gradient of a tensor; what it returns takes the gradient's place. */
export type Hook = (grad: Tensor) => Tensor | null | undefined | void;

/**
 * One executed op, or the accumulator of a leaf. One class with a fixed shape for all, so that the engine stays monomorphic;
 * formulas see it through the narrow type `Saved`, which has only what their record declares.
 */
export class Node {
  readonly op: Op;
  /** Later ops have larger numbers, so descending order is a topological order. */
  readonly age: number;
  readonly attr: unknown;
  /** Edges to the nodes of the inputs; null where no gradient is needed. */
  toX: Node | null;
  toY: Node | null;
  /** Edges of an op with any number of inputs. */
  toRest: readonly (Node | null)[] | null;
  /** Saved tensors with the versions they were saved at; null when not saved. */
  x: Tensor | null;
  y: Tensor | null;
  output: Tensor | null;
  xVersion: number;
  yVersion: number;
  outputVersion: number;
  /** Saved inputs of an op with any number of them, their versions, and the other outputs its formulas need. */
  rest: SavedRest | null;
  released: boolean;
  /** What a gradient must look like to arrive here. */
  readonly layout: Layout;
  readonly dtype: DType;
  /** Layouts of the first two inputs, for formulas that need a shape and no data. */
  readonly xLayout: Layout;
  readonly yLayout: Layout | null;
  /** The leaf this node accumulates into. */
  readonly variable: Tensor | null;
  hooks: Hook[] | null;
  /** Gradient in flight, and whether it is ours to write into. */
  grad: Tensor | null;
  ownsGrad: boolean;
  /** Gradients of the outputs of an op with several of them. */
  slots: (Tensor | null)[] | null;
  /** The last pass that needs this node, when a pass is limited to some inputs. */
  mark: number;
  /** Waits in the heap. */
  waits: boolean;
  /** Links of the heap of waiting nodes. */
  child: Node | null;
  sibling: Node | null;
  /** Where the op ran, in anomaly mode. */
  trace: string | null;

  constructor(
    op: Op,
    age: number,
    attr: unknown,
    toX: Node | null,
    toY: Node | null,
    toRest: readonly (Node | null)[] | null,
    output: { readonly layout: Layout; readonly dtype: DType },
    xLayout: Layout,
    yLayout: Layout | null,
    variable: Tensor | null,
  ) {
    this.op = op;
    this.age = age;
    this.attr = attr;
    this.toX = toX;
    this.toY = toY;
    this.toRest = toRest;
    this.x = null;
    this.y = null;
    this.output = null;
    this.xVersion = 0;
    this.yVersion = 0;
    this.outputVersion = 0;
    this.rest = null;
    this.released = false;
    this.layout = output.layout.dense;
    this.dtype = output.dtype;
    this.xLayout = xLayout;
    this.yLayout = yLayout;
    this.variable = variable;
    this.hooks = null;
    this.grad = null;
    this.ownsGrad = false;
    this.slots = null;
    this.mark = 0;
    this.waits = false;
    this.child = null;
    this.sibling = null;
    this.trace = null;
  }

  /** As PyTorch prints it: `MulBackward0`. */
  get name(): string {
    return this.op.gradName;
  }

  /** Inputs of a formula of an op with any number of them; those not saved are absent. */
  get inputs(): readonly Tensor[] {
    return this.rest!.inputs as readonly Tensor[];
  }

  get outputs(): readonly Tensor[] {
    return this.rest!.outputs;
  }

  get layouts(): readonly Layout[] {
    return this.rest!.layouts;
  }

  /** The nodes that gradients flow to from here, as PyTorch's `next_functions`. */
  get nextFunctions(): readonly (Node | null)[] {
    return this.toRest ?? (this.op.dy === null ? [this.toX] : [this.toX, this.toY]);
  }
}

/** What an op with any number of inputs saved. */
export interface SavedRest {
  inputs: (Tensor | null)[];
  versions: number[];
  outputs: Tensor[];
  outputVersions: number[];
  readonly layouts: readonly Layout[];
  /** Of a write through a view: the op that wrote. */
  readonly writer: Node | null;
}
