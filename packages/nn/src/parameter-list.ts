import { isParameter, Tensor } from "@flambeau/core";
import { kindOf } from "./member-errors.js";
import { Module } from "./module.js";
import { type Member, position } from "./module-members.js";
import { Parameter } from "./parameter.js";

/**
 * Parameters in a list, which the module that holds it knows as its parts. Tensors become parameters; anything else is kept as it
 * is. It has no `forward`.
 *
 * @example
 * const list = new ParameterList([ones([2]), ones([2, 3])]);
 * list.parameters().length // => 2
 * String(list)
 * // => ParameterList(
 * //        (0): Parameter containing: [torch.float32 of size 2]
 * //        (1): Parameter containing: [torch.float32 of size 2x3]
 * //    )
 */
export class ParameterList<T = Parameter> extends Module<never> {
  // not `#items`, so that `deepcopy` sees it
  private readonly items: T[] = [];

  constructor(values: Iterable<T | Tensor> = []) {
    super();
    this.extend(values);
  }

  declare forward: () => never;

  /** The tensors under their keys, then what properties hold. */
  override *namedMembers(): Iterable<readonly [name: string, member: Member]> {
    for (const [i, value] of this.items.entries()) {
      if (value instanceof Module || value instanceof Tensor) yield [String(i), value];
    }
    yield* super.namedMembers();
  }

  /** Puts something under a key. */
  override setMember(name: string, value: Member): void {
    if (this.items[Number(name)] === undefined) super.setMember(name, value);
    else this.items[Number(name)] = value as T;
  }

  /** How many there are. */
  get length(): number {
    return this.items.length;
  }

  /**
   * The value at a position; a negative one counts from the end.
   *
   * @throws {RangeError} if there is none
   */
  at(index: number): T {
    return this.items[position(index, this.length)]!;
  }

  /** Puts another value at a position. */
  setAt(index: number, value: T | Tensor): void {
    this.items[position(index, this.length)] = kept(value);
  }

  /** Adds a value at the end. */
  append(value: T | Tensor): this {
    this.items.push(kept(value));
    return this;
  }

  /** Adds several values at the end. */
  extend(values: Iterable<T | Tensor>): this {
    if (typeof values?.[Symbol.iterator] !== "function")
      throw new TypeError(`ParameterList.extend should be called with an iterable, but got ${kindOf(values)}`);
    for (const value of [...values]) this.append(value);
    return this;
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.items.values();
  }

  override extraRepr(): string {
    return this.items.map((value, i) => `  (${i}): ${describe(value, (x) => String(x.dtype))}`).join("\n");
  }
}

/** As a container keeps it: a tensor becomes a parameter. */
export function kept<T>(value: T | Tensor): T {
  return (value instanceof Tensor && !isParameter(value) ? new Parameter(value) : value) as T;
}

/** The line of a container's text about one of its values. */
export function describe(value: unknown, type: (x: Tensor) => string): string {
  if (!(value instanceof Tensor)) return `Object of type: ${(value as object | null)?.constructor?.name ?? value}`;
  return `${isParameter(value) ? "Parameter" : "Tensor"} containing: [${type(value)} of size ${value.shape.join("x")}]`;
}
