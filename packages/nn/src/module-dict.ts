import { kindOf } from "./member-errors.js";
import { Module } from "./module.js";
import type { Member } from "./module-members.js";

/**
 * Modules by name, which the module that holds it knows as its parts. It has no `forward`. Names keep their order, except that an
 * object lists whole numbers first: give pairs where that matters.
 *
 * @example
 * const heads = new ModuleDict({ small: new Linear(2, 1), large: new Linear(2, 9) });
 * heads.get("large").forward(zeros([1, 2])).shape // => [1, 9]
 * Object.keys(heads.stateDict()) // => ["small.weight", "small.bias", "large.weight", "large.bias"]
 */
export class ModuleDict<M extends Module = Module> extends Module<never> {
  // not `#byName`, so that `deepcopy` sees it
  private readonly byName: Map<string, M> = new Map<string, M>();

  constructor(modules: Readonly<Record<string, M>> | Iterable<readonly [string, M]> = {}) {
    super();
    this.update(modules);
  }

  declare forward: () => never;

  /** The modules under their keys, then what properties hold. */
  override *namedMembers(): Iterable<readonly [name: string, member: Member]> {
    yield* this.byName;
    yield* super.namedMembers();
  }

  /** Puts something under a key. */
  override setMember(name: string, value: Member): void {
    if (value instanceof Module) this.byName.set(name, value as M);
    else super.setMember(name, value);
  }

  /** How many there are. */
  get length(): number {
    return this.byName.size;
  }

  /**
   * The module of a name.
   *
   * @throws {Error} if there is none
   */
  get(name: string): M {
    const module = this.byName.get(name);
    if (module === undefined) throw new Error(`ModuleDict has no module '${name}'`);
    return module;
  }

  /** Puts a module under a name. */
  set(name: string, module: M): this {
    this.addModule(name, module);
    return this;
  }

  /** Whether there is a module of that name. */
  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** Takes out the module of a name. */
  pop(name: string): M {
    const module = this.get(name);
    this.byName.delete(name);
    return module;
  }

  /** Takes out all modules. */
  clear(): void {
    this.byName.clear();
  }

  /** Adds or replaces modules. */
  update(modules: Readonly<Record<string, M>> | Iterable<readonly [string, M]>): this {
    if (typeof modules !== "object" || modules === null)
      throw new TypeError(
        `ModuleDict.update should be called with an iterable of key/value pairs, but got ${kindOf(modules)}`,
      );
    const pairs =
      Symbol.iterator in modules ? [...(modules as Iterable<readonly [string, M]>)] : Object.entries(modules);
    for (const [i, pair] of pairs.entries()) {
      if (!Array.isArray(pair))
        throw new TypeError(`ModuleDict update sequence element #${i} should be Iterable; is ${kindOf(pair)}`);
      this.set(pair[0], pair[1]);
    }
    return this;
  }

  /** Names in order. */
  keys(): IterableIterator<string> {
    return this.byName.keys();
  }

  /** Modules in order. */
  values(): IterableIterator<M> {
    return this.byName.values();
  }

  /** Names with their modules, in order. */
  items(): IterableIterator<[string, M]> {
    return this.byName.entries();
  }

  [Symbol.iterator](): IterableIterator<[string, M]> {
    return this.items();
  }
}
