import { camelCase, withoutTorch } from "./names.js";
import { Unsupported } from "./verdict.js";

/** The little that the runner itself needs of a tensor; everything else is looked up by name. */
export interface TensorLike {
  readonly shape: readonly number[];
  readonly dtype: { readonly name: string };
  grad: TensorLike | null;
}

export type Callable = (...args: unknown[]) => unknown;
type Members = Record<string, unknown>;

/**
 * The library under test, in which every name is looked up at run time.
 *
 * A name that is not there makes a case unsupported; it never stops the run.
 */
export class Library {
  constructor(readonly torch: Members) {}

  readonly #found = new Map<string, unknown>();

  /** The value at a dotted path in PyTorch's spelling, or undefined. */
  find(path: string): unknown {
    let value = this.#found.get(path);
    if (value !== undefined) return value;
    value = this.torch;
    for (const part of withoutTorch(path).split(".")) value = member(value, camelCase(part));
    this.#found.set(path, value);
    return value;
  }

  need(path: string): unknown {
    const value = this.find(path);
    if (value === undefined) throw new Unsupported(`torch.${withoutTorch(path)} is not there`);
    return value;
  }

  function(path: string): Callable {
    const value = this.need(path);
    if (typeof value !== "function") throw new Unsupported(`torch.${withoutTorch(path)} is not a function`);
    return value as Callable;
  }

  isTensor(value: unknown): value is TensorLike {
    const tensor = this.torch.Tensor;
    return typeof tensor === "function" && value instanceof tensor;
  }

  isInstance(value: unknown, path: string): boolean {
    const type = this.find(path);
    return typeof type === "function" && value instanceof type;
  }

  /** Calls a function, or constructs where the name is a class. */
  call(path: string, args: readonly unknown[]): unknown {
    const callee = this.function(path);
    return isClass(callee) ? Reflect.construct(callee, args) : callee(...args);
  }

  /** Calls a method by PyTorch's name. */
  method(target: object, name: string, args: readonly unknown[]): unknown {
    const callee = (target as Members)[camelCase(name)];
    if (typeof callee !== "function") throw new Unsupported(`${typeName(target)}.${name} is not there`);
    return (callee as Callable).apply(target, args as unknown[]);
  }

  /** Reads an attribute by PyTorch's name. */
  attribute(target: object, name: string): unknown {
    const value = (target as Members)[camelCase(name)];
    if (value === undefined && !(camelCase(name) in target)) {
      throw new MissingAttribute(target, name);
    }
    return value;
  }
}

/** An attribute that an object of the library does not have. */
export class MissingAttribute extends Unsupported {
  constructor(
    readonly target: object,
    readonly attribute: string,
  ) {
    super(`${typeName(target)}.${attribute} is not there`);
  }
}

export function typeName(value: object): string {
  return value.constructor?.name ?? "object";
}

export function isClass(value: unknown): value is new (...args: unknown[]) => object {
  return typeof value === "function" && /^class\b/.test(Function.prototype.toString.call(value));
}

function member(value: unknown, name: string): unknown {
  return (typeof value === "object" || typeof value === "function") && value !== null
    ? (value as Members)[name]
    : undefined;
}

/** Loads the library by name: late, and without its types, so that neither a broken nor a half-built one stops this tool. */
export async function loadLibrary<L extends Library = Library>(
  type: new (torch: Record<string, unknown>) => L = Library as never,
): Promise<L> {
  const name = "flambeau";
  return new type(await import(name));
}
