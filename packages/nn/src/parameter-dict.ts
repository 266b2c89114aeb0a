import { Tensor } from "@flambeau/core";
import { Module } from "./module.js";
import type { Member } from "./module-members.js";
import type { Parameter } from "./parameter.js";
import { describe, kept } from "./parameter-list.js";

/**
 * Parameters by name, which the module that holds it knows as its parts. Tensors become parameters; anything else is kept as it
 * is. It has no `forward`. An object's names are sorted; pairs keep their order.
 *
 * @example
 * const dict = new ParameterDict({ w: ones([2]) });
 * dict.get("w").requiresGrad // => true
 * String(dict) // => "ParameterDict(  (w): Parameter containing: [torch.FloatTensor of size 2])"
 */
export class ParameterDict<T = Parameter> extends Module<never> {
  // not `#byName`, so that `deepcopy` sees it
  private readonly byName: Map<string, T> = new Map<string, T>();

  constructor(values: Readonly<Record<string, T | Tensor>> | Iterable<readonly [string, T | Tensor]> = {}) {
    super();
    this.update(values);
  }

  declare forward: () => never;

  /** The tensors under their keys, then what properties hold. */
  override *namedMembers(): Iterable<readonly [name: string, member: Member]> {
    for (const [name, value] of this.byName) {
      if (value instanceof Module || value instanceof Tensor) yield [name, value];
    }
    yield* super.namedMembers();
  }

  /** Puts something under a key. */
  override setMember(name: string, value: Member): void {
    if (this.byName.has(name)) this.byName.set(name, value as T);
    else super.setMember(name, value);
  }

  /** How many there are. */
  get length(): number {
    return this.byName.size;
  }

  /**
   * The value of a name.
   *
   * @throws {Error} if there is none
   */
  get(name: string): T {
    if (!this.byName.has(name)) throw new Error(`'ParameterDict' object has no attribute '${name}'`);
    return this.byName.get(name)!;
  }

  /** Puts a value under a name. */
  set(name: string, value: T | Tensor): this {
    this.byName.set(name, kept(value));
    return this;
  }

  /** Whether there is a value of that name. */
  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** Takes out the value of a name. */
  pop(name: string): T {
    const value = this.get(name);
    this.byName.delete(name);
    return value;
  }

  /** Takes out all values. */
  clear(): void {
    this.byName.clear();
  }

  /** Adds or replaces values. */
  update(values: Readonly<Record<string, T | Tensor>> | Iterable<readonly [string, T | Tensor]>): this {
    const entries = Symbol.iterator in values ? values : Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, value] of entries as Iterable<readonly [string, T | Tensor]>) this.set(name, value);
    return this;
  }

  /** Names in order. */
  keys(): IterableIterator<string> {
    return this.byName.keys();
  }

  /** Values in order. */
  values(): IterableIterator<T> {
    return this.byName.values();
  }

  /** Names with their values, in order. */
  items(): IterableIterator<[string, T]> {
    return this.byName.entries();
  }

  [Symbol.iterator](): IterableIterator<[string, T]> {
    return this.items();
  }

  override extraRepr(): string {
    return [...this.byName]
      .map(([name, value]) => `  (${name}): ${describe(value, (x) => `torch.${x.dtype.title}Tensor`)}`)
      .join("\n");
  }
}
