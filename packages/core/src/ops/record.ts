import type { DType } from "../dtype.js";
import type { Kernels } from "../kernels.js";
import type { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";

// An op is one record: how it computes, and one gradient formula per input, on one screen. `apply.ts` runs records, the engine
// walks them back.

/** What a formula may ask to be saved. */
export interface Saveable {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly output: Tensor;
}
/** What a formula sees: what its record saves, the attribute, and the layouts of the inputs, which cost nothing. */
export type Saved<K extends keyof Saveable, A> = Pick<Saveable, K> & {
  readonly attr: A;
  readonly xLayout: Layout;
  readonly yLayout: Layout;
};
/** A gradient in tensor methods. The engine calls it only if that input needs one, and sums over broadcast dimensions afterwards. */
export type Formula<K extends keyof Saveable, A> = (grad: Tensor, saved: Saved<K, A>) => Tensor;

type Backward = ((grad: Tensor, saved: never) => Tensor) | null;

/** The type of an op's result, and the type it computes in. */
export const Result = {
  /** The promoted type of the operands. */
  same: 0,
  /** The same, but integers become the default float: `sqrt`, `div`. */
  float: 1,
  /** Computed in the promoted type, the result is bool: `lt`. */
  bool: 2,
} as const;
export type Result = (typeof Result)[keyof typeof Result];

/**
 * The compiled record: one class, and no subclass, for every op, because the engine reads it on every step and V8 is fast on
 * one shape. The families below narrow its type.
 */
export class Op {
  readonly name: string;
  /** `MulBackward0` */
  readonly gradName: string;
  /** Computes; each family calls it with its own arguments. */
  readonly forward: (k: Kernels, ...args: never[]) => void;
  readonly result: Result;
  /** Layout of the result; null means as `x`, or as broadcasting says. */
  readonly layout: ((x: Layout, y: never) => Layout) | null;
  readonly dx: Backward;
  readonly dy: Backward;
  readonly dInputs: readonly (((grad: never, saved: never) => Tensor | null) | null)[] | null;
  readonly dxSaves: number;
  readonly dySaves: number;
  /** Per input, what its formula needs. */
  readonly restSaves: readonly (readonly SavedInput[])[] | null;
  /** Passes the gradient of one output to its place in the node of an op with several. */
  readonly isSlot: boolean;
  /** The same formula for every input: `stack`, `cat`. */
  readonly dEach: ((grad: Tensor, i: number, saved: never) => Tensor) | null;
  /** Of a view: where it begins, and whether it sees only a part. */
  readonly offset: ((x: Layout, attr: never) => number) | null;
  readonly partial: boolean;

  constructor(name: string, parts: Partial<Omit<Op, "name" | "forward">> & { readonly forward?: unknown }) {
    this.name = name;
    this.gradName = parts.gradName ?? `${name[0]!.toUpperCase()}${name.slice(1)}Backward0`;
    this.forward = (parts.forward ?? (() => {})) as Op["forward"];
    this.result = parts.result ?? Result.same;
    this.layout = parts.layout ?? null;
    this.dx = parts.dx ?? null;
    this.dy = parts.dy ?? null;
    this.dInputs = parts.dInputs ?? null;
    this.dxSaves = parts.dxSaves ?? 0;
    this.dySaves = parts.dySaves ?? 0;
    this.restSaves = parts.restSaves ?? null;
    this.isSlot = parts.isSlot ?? false;
    this.dEach = parts.dEach ?? null;
    this.offset = parts.offset ?? null;
    this.partial = parts.partial ?? false;
  }
}

/** The record of an output's place in an op with several, named as the op so that its tensors print the op's name. */
export function slotOp(op: Op): Op {
  return new Op(op.name, { gradName: op.gradName, isSlot: true });
}

/** Bits of `dxSaves` and `dySaves`. */
export const saveBit = { x: 1, y: 2, output: 4 } as const;

function mask(names: readonly (keyof Saveable)[] = []): number {
  return names.reduce((m, name) => m | saveBit[name], 0);
}

interface UnaryRecord<A, K extends keyof Saveable> {
  readonly name: string;
  /** As PyTorch prints it, where that is not `NameBackward0`. */
  readonly gradName?: string;
  /** `dtype` is what to compute in; `out` may be `x` itself. */
  readonly forward: (k: Kernels, x: Tensor, attr: A, out: Tensor, dtype: DType) => void;
  readonly result?: Result;
  /** Layout of the result; the same shape as `x` unless said. */
  readonly layout?: (x: Layout, attr: A) => Layout;
  readonly saves?: readonly K[];
  readonly dx: Formula<K, A> | null;
}
/** An op on one tensor and an attribute of type `A`. */
export interface UnaryOp<A> extends Op {
  readonly attrOf?: A;
}
/**
 * Declares an op on one tensor: how it computes, and its gradient in tensor methods.
 *
 * @example
 * unaryOp({ name: "same", forward: (k, x, _, out) => k.copy(x, out), dx: (grad) => grad }).gradName // => "SameBackward0"
 */
export function unaryOp<A = void, K extends keyof Saveable = never>(r: UnaryRecord<A, K>): UnaryOp<A> {
  const { saves, layout, ...rest } = r;
  return new Op(r.name, { ...rest, layout: (layout ?? null) as Op["layout"], dxSaves: mask(saves) });
}

interface BinaryRecord<A, KX extends keyof Saveable, KY extends keyof Saveable> {
  readonly name: string;
  readonly gradName?: string;
  readonly forward: (k: Kernels, x: Tensor, y: Tensor, out: Tensor, dtype: DType, attr: A) => void;
  readonly result?: Result;
  /** Layout of the result; the broadcast shape unless said. */
  readonly layout?: (x: Layout, y: Layout) => Layout;
  readonly saves?: { readonly dx?: readonly KX[]; readonly dy?: readonly KY[] };
  readonly dx: Formula<KX, A> | null;
  readonly dy: Formula<KY, A> | null;
}
/** An op on two tensors, with an optional attribute of type `A`. */
export interface BinaryOp<A> extends Op {
  readonly attrOf?: A;
}
/**
 * Declares an op on two tensors: how it computes, and a gradient per operand.
 *
 * @example
 * const op = binaryOp({ name: "first", forward: (k, x, _, out) => k.copy(x, out), dx: (grad) => grad, dy: null });
 * op.gradName // => "FirstBackward0"
 */
export function binaryOp<A = void, KX extends keyof Saveable = never, KY extends keyof Saveable = never>(
  r: BinaryRecord<A, KX, KY>,
): BinaryOp<A> {
  const { saves, ...rest } = r;
  return new Op(r.name, { ...rest, dxSaves: mask(saves?.dx), dySaves: mask(saves?.dy) });
}

/** The index of an input, or all outputs. */
export type SavedInput = number | "output";

/** What formulas of ops with any number of inputs see: only the inputs that `saves` names are there. */
export interface SavedInputs<A> {
  readonly attr: A;
  readonly inputs: readonly Tensor[];
  /** Every output, where the record saves them. */
  readonly outputs: readonly Tensor[];
  readonly layouts: readonly Layout[];
}

interface NaryRecord<A, G> {
  readonly name: string;
  readonly gradName?: string;
  /** One gradient formula per input; null where there is none. A formula that returns null says: zero. */
  readonly gradients: readonly (((grad: G, saved: SavedInputs<A>) => Tensor | null) | null)[];
  /** Per input: what its formula needs. */
  readonly saves?: readonly (readonly SavedInput[])[];
}
/** An op on three or more tensors, some of which may be missing. */
export interface NaryOp<A> extends Op {
  readonly attrOf?: A;
}
/**
 * Declares the gradients of an op on several tensors; its caller computes the result and then calls `record`.
 *
 * @example
 * naryOp({ name: "pick", gradients: [(grad) => grad, null, null] }).gradName // => "PickBackward0"
 */
export function naryOp<A = void>(r: NaryRecord<A, Tensor>): NaryOp<A> {
  const { gradients, saves, ...rest } = r;
  return new Op(r.name, { ...rest, dInputs: gradients, restSaves: saves ?? null });
}

/**
 * Declares an op with several outputs: formulas get a gradient per output, null where nothing arrived.
 *
 * @example
 * multiOp({ name: "pair", gradients: [([first]) => first ?? null] }).gradName // => "PairBackward0"
 */
export function multiOp<A = void>(r: NaryRecord<A, readonly (Tensor | null)[]>): NaryOp<A> {
  const { gradients, saves, ...rest } = r;
  return new Op(r.name, { ...rest, dInputs: gradients, restSaves: saves ?? null });
}

interface ListRecord<A> {
  readonly name: string;
  readonly gradName?: string;
  /** The gradient of input `i`. */
  readonly dEach: (grad: Tensor, i: number, saved: SavedInputs<A>) => Tensor;
}
/** An op on a list of tensors of one role: `stack`, `cat`. */
export function listOp<A = void>(r: ListRecord<A>): NaryOp<A> {
  return new Op(r.name, r);
}

interface ViewRecord<A> {
  readonly name: string;
  readonly gradName?: string;
  readonly layout: (x: Layout, attr: A) => Layout;
  /** In elements, from where `x` begins; 0 unless said. */
  readonly offset?: (x: Layout, attr: A) => number;
  /** It sees only some of the elements. */
  readonly partial?: boolean;
  readonly dx: Formula<never, A>;
}
/** A view has no kernel: a layout and an offset into the same storage. */
export interface ViewOp<A> extends Op {
  readonly layout: (x: Layout, attr: A) => Layout;
  readonly offset: (x: Layout, attr: A) => number;
}
export function viewOp<A = void>({ offset = () => 0, ...rest }: ViewRecord<A>): ViewOp<A> {
  return new Op(rest.name, { ...rest, offset } as never) as ViewOp<A>;
}
