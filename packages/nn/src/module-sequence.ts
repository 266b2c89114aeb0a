import { kindOf } from "./member-errors.js";
import { Module } from "./module.js";
import { type Member, position } from "./module-members.js";

/** Children in an order, under keys of their own: what `Sequential` and `ModuleList` have in common. */
export abstract class ModuleSequence<M extends Module, Output> extends Module<Output> {
  // not `#keyed`, so that `deepcopy` sees it
  private keyed: [key: string, module: M][] = [];

  /** The modules under their keys, then what properties hold. */
  override *namedMembers(): Iterable<readonly [name: string, member: Member]> {
    yield* this.keyed;
    yield* super.namedMembers();
  }

  /** Puts something under a key. */
  override setMember(name: string, value: Member): void {
    const entry = this.keyed.find(([key]) => key === name);
    if (entry !== undefined && value instanceof Module) entry[1] = value as M;
    else if (value instanceof Module) this.keyed.push([name, value as M]);
    else super.setMember(name, value);
  }

  private renumber(modules: readonly M[]): void {
    this.keyed = modules.map((module, i) => [String(i), module]);
  }

  /** How many there are. */
  get length(): number {
    return this.keyed.length;
  }

  /**
   * The module at a position; a negative one counts from the end.
   *
   * @throws {RangeError} if there is none
   */
  at(index: number): M {
    return this.keyed[position(index, this.length)]![1];
  }

  /** Puts another module at a position. */
  setAt(index: number, module: M): void {
    this.keyed[position(index, this.length)]![1] = module;
  }

  /** Adds a module at the end. */
  append(module: M): this {
    this.addModule(String(this.length), module);
    return this;
  }

  /** Adds several modules at the end. */
  extend(modules: Iterable<M>): this {
    if (typeof modules?.[Symbol.iterator] !== "function")
      throw new TypeError(`${this.typeName}.extend should be called with an iterable, but got ${kindOf(modules)}`);
    for (const module of [...modules]) this.append(module);
    return this;
  }

  /** Adds a module before the one at `index`. */
  insert(index: number, module: M): this {
    if (!(module instanceof Module))
      throw new TypeError(
        `insert: module should be of type: <class 'torch.nn.modules.module.Module'>, got ${kindOf(module)}`,
      );
    const modules = [...this];
    modules.splice(position(index, this.length, this.length + 1), 0, module);
    this.renumber(modules);
    return this;
  }

  /** Takes out the module at `index`, default the last; those behind it move up. */
  pop(index = -1): M {
    const modules = [...this];
    const [taken] = modules.splice(position(index, this.length), 1);
    this.renumber(modules);
    return taken!;
  }

  /** Keys with their modules, in order. */
  entries(): [string, M][] {
    return this.keyed.map(([key, module]) => [key, module]);
  }

  [Symbol.iterator](): IterableIterator<M> {
    return this.keyed.map(([, module]) => module).values();
  }
}
