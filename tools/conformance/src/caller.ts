import { type Callable, isClass, type Library, typeName } from "./library.js";
import { camelCase } from "./names.js";
import { bind, methodSignatureOf, type Signature, signatureOf } from "./signature.js";
import { PythonFloat } from "./values.js";

export type Kwargs = ReadonlyMap<string, unknown>;

export const noKwargs: Kwargs = new Map();

/** A name of the library that a program mentions without calling it. */
export class Reference {
  constructor(readonly path: string) {}
}

/** Calls the library as a Python program would, arranging the arguments by the signature table. */
export class Caller {
  constructor(readonly library: Library) {}

  function(path: string, args: readonly unknown[], kwargs: Kwargs = noKwargs): unknown {
    return this.library.call(path, this.arrange(signatureOf(path), args, kwargs));
  }

  method(target: object, name: string, args: readonly unknown[] = [], kwargs: Kwargs = noKwargs): unknown {
    const isBare = args.length === 0 && kwargs.size === 0;
    return this.library.method(
      target,
      name,
      isBare ? args : this.arrange(this.#methodSignature(target, name), args, kwargs),
    );
  }

  /** Calls a plain function or class of ours, about which nothing is known. */
  value(callee: Callable, args: readonly unknown[], kwargs: Kwargs = noKwargs): unknown {
    const ours = this.arrange(undefined, args, kwargs);
    return isClass(callee) ? Reflect.construct(callee, ours) : callee(...ours);
  }

  arrange(signature: Signature | undefined, args: readonly unknown[], kwargs: Kwargs): unknown[] {
    return bind(signature, args, kwargs, (value, scalar, groups) => this.convert(value, scalar, groups));
  }

  /** Turns a Python value into ours: references into what they name, dicts into objects, floats into numbers. */
  convert(value: unknown, scalar = false, groups = false): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof PythonFloat) {
      return scalar && Number.isInteger(value.value) ? this.library.call("float", [value.value]) : value.value;
    }
    if (value instanceof Reference) return this.library.need(value.path);
    if (Array.isArray(value)) return Array.from(value, (item) => this.convert(item, scalar, groups));
    if (!(value instanceof Map)) return value;
    return Object.fromEntries(
      Array.from(value, ([key, item]) => [groups ? camelCase(String(key)) : String(key), this.convert(item, scalar)]),
    );
  }

  #methodSignature(target: object, name: string): Signature | undefined {
    if (this.library.isTensor(target)) return methodSignatureOf(name);
    return name === "forward" ? signatureOf(`nn.${typeName(target)}.forward`) : signatureOf(name);
  }
}
