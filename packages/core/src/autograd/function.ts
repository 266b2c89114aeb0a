import { outsideScratch } from "../memory/allocator.js";
import { nodeFor, slotsOf } from "../ops/apply.js";
import { Op } from "../ops/record.js";
import { isTracked, Tensor } from "../tensor.js";
import { keepOutside } from "./engine.js";
import { gradEnabled, noGrad } from "./grad-mode.js";
import type { Node } from "./node.js";

/** What `forward` leaves for `backward`. */
export class FunctionContext {
  /** Per argument of `forward`: whether it is a tensor whose gradient is wanted. */
  readonly needsInputGrad: readonly boolean[];
  #saved: readonly (Tensor | null)[] = [];
  #node: Node | null = null;
  #dirty: readonly Tensor[] = [];
  #withoutGrad: readonly Tensor[] = [];
  #materialize = true;
  [key: string]: unknown;

  constructor(needsInputGrad: readonly boolean[]) {
    this.needsInputGrad = needsInputGrad;
  }

  /** Keeps tensors for `backward`; writing into one of them afterwards makes the pass throw. */
  saveForBackward(...tensors: readonly (Tensor | null)[]): void {
    this.#saved = tensors;
  }

  /** What was kept, in the same order. */
  get savedTensors(): readonly Tensor[] {
    return (this.#node === null ? this.#saved : this.#node.rest!.inputs) as readonly Tensor[];
  }

  /** Says that these outputs have no gradient. */
  markNonDifferentiable(...outputs: readonly Tensor[]): void {
    this.#withoutGrad = outputs;
  }

  /** Says that these inputs were written to; they must be outputs too. */
  markDirty(...inputs: readonly Tensor[]): void {
    this.#dirty = inputs;
  }

  /** Whether `backward` gets zeros, not null, for outputs that nothing depends on; default true. */
  setMaterializeGrads(value: boolean): void {
    this.#materialize = value;
  }

  /** For the library: what was declared, once `forward` has run. */
  declared(): {
    saved: readonly (Tensor | null)[];
    dirty: readonly Tensor[];
    withoutGrad: readonly Tensor[];
    materialize: boolean;
  } {
    return { saved: this.#saved, dirty: this.#dirty, withoutGrad: this.#withoutGrad, materialize: this.#materialize };
  }

  /** For the library: the node that now owns the saved tensors. */
  attach(node: Node): void {
    this.#node = node;
  }
}

/** The two halves of a custom function, as static methods of a class that extends `Function`. */
export interface CustomFunction<A extends readonly unknown[], R extends Tensor | readonly Tensor[]> {
  readonly name: string;
  forward(context: FunctionContext, ...args: A): R;
  /** Names as many gradients as `forward` has outputs. */
  backward(context: FunctionContext, ...grads: never[]): Tensor | null | readonly (Tensor | null | undefined)[];
}

interface Call {
  readonly context: FunctionContext;
  readonly definition: CustomFunction<readonly unknown[], Tensor | readonly Tensor[]>;
  /** Positions of the tensors among the arguments. */
  readonly positions: readonly number[];
  readonly outputs: readonly { readonly like: Tensor }[];
  /** The gradients of all inputs for the gradients `given`, computed together. */
  given: Tensor | null;
  results: readonly (Tensor | null | undefined)[];
}

const records = new WeakMap<object, Op>();

function recordOf(definition: { readonly name: string }): Op {
  let op = records.get(definition);
  if (op === undefined) {
    op = new Op(definition.name, { gradName: `${definition.name}Backward`, dEach: customGradient as Op["dEach"] });
    records.set(definition, op);
  }
  return op;
}

function customGradient(
  grad: Tensor | readonly (Tensor | null)[],
  i: number,
  saved: { readonly attr: Call },
): Tensor | null {
  const call = saved.attr;
  const grads = grad instanceof Tensor ? [grad] : grad;
  const key = grads.find((g) => g !== null) ?? null;
  if (call.given !== key) {
    call.results = outsideScratch(() => runBackward(call, grads));
    call.given = key;
  }
  const result = call.results[call.positions[i]!] ?? null;
  if (i === call.positions.length - 1) call.given = null;
  return result;
}

function runBackward(call: Call, grads: readonly (Tensor | null)[]): readonly (Tensor | null | undefined)[] {
  const { materialize } = call.context.declared();
  const shown = call.outputs.map(({ like }, i) => {
    const grad = grads[i] ?? null;
    if (grad === null) return materialize ? like.detach().mul(0) : null;
    return gradEnabled ? grad : keepOutside(grad);
  });
  const result = call.definition.backward(call.context, ...(shown as never[]));
  return result === null || result instanceof Tensor ? [result] : result;
}

/**
 * A function with a backward of your own: extend it with static `forward` and `backward`, call it with `apply`. In `forward`
 * nothing is recorded; `backward` gets a gradient per output and returns one per argument (null for none), and is itself
 * differentiable if it uses tensor methods.
 *
 * @example
 * class Cube extends Function {
 *   static forward(context: FunctionContext, x: Tensor): Tensor {
 *     context.saveForBackward(x);
 *     return x.pow(3);
 *   }
 *   static backward(context: FunctionContext, grad: Tensor): Tensor {
 *     const [x] = context.savedTensors;
 *     return grad.mul(x!.pow(2).mul(3));
 *   }
 * }
 * const x = tensor([2], { dtype: float32, requiresGrad: true });
 * Cube.apply(x).sum().backward();
 * x.grad!.tolist() // => [12]
 */
abstract class AutogradFunction {
  static apply<A extends readonly unknown[], R extends Tensor | readonly Tensor[]>(
    this: CustomFunction<A, R>,
    ...args: A
  ): R {
    const positions = args.flatMap((arg, i) => (arg instanceof Tensor ? [i] : []));
    const context = new FunctionContext(args.map((arg) => arg instanceof Tensor && isTracked(arg)));
    const result = noGrad(() => this.forward(context, ...args));
    const outputs: readonly Tensor[] = result instanceof Tensor ? [result] : result;
    if (gradEnabled && context.needsInputGrad.includes(true)) {
      const definition = this as unknown as Call["definition"];
      const call: Call = {
        context,
        definition,
        positions,
        outputs: outputs.map((like) => ({ like: like.detach() })),
        given: null,
        results: [],
      };
      recordCall(
        recordOf(this),
        call,
        positions.map((i) => args[i] as Tensor),
        outputs,
      );
    }
    return result;
  }
}

function recordCall(op: Op, call: Call, inputs: readonly Tensor[], outputs: readonly Tensor[]): void {
  const { saved, dirty, withoutGrad } = call.context.declared();
  for (const x of dirty) x.storage.version++;
  const node = nodeFor(op, inputs, call, outputs[0]!);
  const rest = node.rest!;
  rest.inputs = [...saved];
  rest.versions = saved.map((x) => x?.storage.version ?? 0);
  call.context.attach(node);
  const targets = outputs.length === 1 ? [node] : slotsOf(op, node, outputs);
  outputs.forEach((output, i) => {
    if (withoutGrad.includes(output) || !output.dtype.isFloatingPoint) return;
    output.node = targets[i]!;
    output.needsGrad = true;
  });
}

export { AutogradFunction as Function };
