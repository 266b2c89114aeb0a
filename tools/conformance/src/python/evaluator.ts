import { type Caller, Reference } from "../caller.js";
import { listOf } from "../compare.js";
import { type Callable, typeName } from "../library.js";
import { camelCase, withoutTorch } from "../names.js";
import { binary, inPlace, unary } from "../operators.js";
import { PythonFloat, PythonTuple, sliceText } from "../values.js";
import { Unsupported } from "../verdict.js";
import { parseExpression, parseProgram } from "./parser.js";
import type { Argument, Expression, Statement } from "./syntax.js";

/** A function that the runner itself supplies to programs, such as `len`. */
export class Builtin {
  constructor(readonly invoke: (args: unknown[], kwargs: Map<string, unknown>) => unknown) {}
}

/** A name that, as a bare argument, stands for a keyword argument. */
export class KeywordMark {
  constructor(
    readonly keyword: string,
    readonly value: unknown,
  ) {}
}

/** A method of one of the library's objects, not yet called. */
class BoundMethod {
  constructor(
    readonly target: object,
    readonly name: string,
  ) {}
}

/** The names a program sees: its own variables, then those it was given, then what `unknown` answers. */
export interface Scope {
  readonly names: Map<string, unknown>;
  readonly unknown: (name: string) => unknown;
  /** Functions of the library, by path, that have another form here. */
  readonly replaced?: ReadonlyMap<string, Builtin>;
}

/** Runs Python programs against the library under test. */
export class Evaluator {
  constructor(
    readonly caller: Caller,
    readonly scope: Scope,
  ) {}

  /** Runs a program and gives the value of its last expression. */
  run(source: string): unknown {
    return this.#block(parseProgram(source));
  }

  /** Evaluates a single expression. */
  evaluate(source: string): unknown {
    return this.#expression(parseExpression(source));
  }

  call(callee: unknown, args: unknown[], kwargs: Map<string, unknown> = new Map()): unknown {
    if (callee instanceof Builtin) return callee.invoke(args, kwargs);
    if (callee instanceof Reference) {
      const replacement = this.scope.replaced?.get(withoutTorch(callee.path));
      return replacement?.invoke(args, kwargs) ?? asTuple(this.caller.function(callee.path, args, kwargs));
    }
    if (callee instanceof BoundMethod) return asTuple(this.caller.method(callee.target, callee.name, args, kwargs));
    if (typeof callee === "function") return this.caller.value(callee as Callable, args, kwargs);
    if (this.caller.library.isInstance(callee, "nn.Module")) {
      return this.caller.method(callee as object, "forward", args, kwargs);
    }
    throw new Unsupported("Python: a call of something that is no function");
  }

  #block(statements: readonly Statement[]): unknown {
    let last: unknown = null;
    for (const statement of statements) last = this.#statement(statement);
    return last;
  }

  #statement(statement: Statement): unknown {
    switch (statement.type) {
      case "nothing":
        return null;
      case "expression":
        return this.#expression(statement.value);
      case "assign": {
        const value = this.#expression(statement.value);
        for (const target of statement.targets) this.#assign(target, value);
        return null;
      }
      case "augmented": {
        const old = this.#expression(statement.target);
        const value = inPlace(this.caller, statement.operator, old, this.#expression(statement.value));
        if (statement.target.type !== "attribute" || value !== old) this.#assign(statement.target, value);
        return null;
      }
      case "if":
        return this.truth(this.#expression(statement.test)) ? this.#block(statement.body) : null;
      case "with":
        return this.#with(statement.context, statement.body);
      case "for":
        for (const item of this.#iterate(this.#expression(statement.source))) {
          this.#assign(statement.target, item);
          this.#block(statement.body);
        }
        return null;
      case "delete":
        if (statement.target.type === "name") this.scope.names.delete(statement.target.name);
        return null;
    }
  }

  /** `with f(): body` is `f(() => body)` here. */
  #with(context: Expression, body: readonly Statement[]): unknown {
    const call = context.type === "call" ? context : { callee: context, args: [] };
    const { args, kwargs } = this.#arguments(call.args);
    return this.call(this.#expression(call.callee), [...args, () => this.#block(body)], kwargs);
  }

  #assign(target: Expression, value: unknown): void {
    switch (target.type) {
      case "name":
        this.scope.names.set(target.name, value);
        return;
      case "tuple":
      case "list": {
        const items = this.#iterate(value);
        target.items.forEach((item, i) => {
          this.#assign(item, items[i]);
        });
        return;
      }
      case "attribute": {
        const object = this.#expression(target.value) as Record<string, unknown>;
        if (this.#holds(object, target.name)) this.caller.method(object, "set_member", [target.name, value]);
        else object[camelCase(target.name)] = this.caller.convert(value);
        return;
      }
      case "subscript":
        this.#setItem(this.#expression(target.value), this.#expression(target.index), value);
        return;
      default:
        throw new Unsupported(`Python: assignment to a ${target.type}`);
    }
  }

  #setItem(object: unknown, index: unknown, value: unknown): void {
    if (this.caller.library.isTensor(object)) {
      this.caller.method(object, "setAt", [index instanceof PythonTuple ? [...index] : [index], value]);
    } else if (object instanceof Map) object.set(index, value);
    else if (Array.isArray(object)) object[Number(index)] = value;
    else if (typeof object === "object" && object !== null) {
      (object as Record<string, unknown>)[String(index)] = this.caller.convert(value);
    } else throw new Unsupported("Python: item assignment to this value");
  }

  #expression(node: Expression): unknown {
    switch (node.type) {
      case "constant":
        return node.value;
      case "name":
        return this.scope.names.has(node.name) ? this.scope.names.get(node.name) : this.scope.unknown(node.name);
      case "tuple":
        return PythonTuple.from(node.items, (item) => this.#expression(item));
      case "list":
        return node.items.map((item) => this.#expression(item));
      case "dict":
        return new Map(node.entries.map(([key, value]) => [this.#expression(key), this.#expression(value)]));
      case "attribute":
        return this.#attribute(this.#expression(node.value), node.name);
      case "subscript":
        return this.#item(this.#expression(node.value), this.#expression(node.index));
      case "slice":
        return sliceText(node.parts.map((part) => (part === null ? null : Number(this.#expression(part)))));
      case "call": {
        const { args, kwargs } = this.#arguments(node.args);
        return this.call(this.#expression(node.callee), args, kwargs);
      }
      case "unary":
        return unary(this.caller, node.operator, this.#expression(node.operand));
      case "not":
        return !this.truth(this.#expression(node.operand));
      case "binary":
        return binary(this.caller, node.operator, this.#expression(node.left), this.#expression(node.right));
      case "compare":
        return this.#compare(node.first, node.rest);
      case "and": {
        const left = this.#expression(node.left);
        return this.truth(left) ? this.#expression(node.right) : left;
      }
      case "or": {
        const left = this.#expression(node.left);
        return this.truth(left) ? left : this.#expression(node.right);
      }
      case "choice":
        return this.#expression(this.truth(this.#expression(node.test)) ? node.yes : node.no);
      case "lambda":
        return (...args: unknown[]) => this.#apply(node.parameters, node.body, args);
      case "comprehension":
        return this.#iterate(this.#expression(node.source)).flatMap((item) => {
          this.#assign(node.target, item);
          return node.test === null || this.truth(this.#expression(node.test)) ? [this.#expression(node.item)] : [];
        });
    }
  }

  /** A lambda called by the library: plain values come in, and ours go back. */
  #apply(parameters: readonly string[], body: Expression, args: readonly unknown[]): unknown {
    const names = new Map(this.scope.names);
    parameters.forEach((name, i) => {
      names.set(name, args[i]);
    });
    return this.caller.convert(new Evaluator(this.caller, { ...this.scope, names }).#expression(body));
  }

  #arguments(args: readonly Argument[]): { args: unknown[]; kwargs: Map<string, unknown> } {
    const positional: unknown[] = [];
    const kwargs = new Map<string, unknown>();
    for (const { keyword, star, value } of args) {
      const given = this.#expression(value);
      if (given instanceof KeywordMark) kwargs.set(given.keyword, given.value);
      else if (keyword !== null) kwargs.set(keyword, given);
      else if (star) positional.push(...this.#iterate(given));
      else positional.push(given);
    }
    return { args: positional, kwargs };
  }

  #attribute(object: unknown, name: string): unknown {
    if (name === "__mro__") return ancestors(this.caller.convert(object));
    if (name === "__name__") return (object as { name: unknown }).name;
    if (object instanceof Reference) return new Reference(`${object.path}.${name}`);
    if (object instanceof Map) return object.get(name) ?? this.#dictMethod(object, name);
    if (typeof object !== "object" || object === null) throw new Unsupported(`Python: attribute ${name} of this value`);
    const value = this.caller.library.attribute(object, name);
    return typeof value === "function" ? new BoundMethod(object, name) : value;
  }

  #dictMethod(dict: Map<unknown, unknown>, name: string): Builtin {
    if (name === "keys") return new Builtin(() => [...dict.keys()]);
    if (name === "values") return new Builtin(() => [...dict.values()]);
    if (name === "items") return new Builtin(() => Array.from(dict, (entry) => PythonTuple.from(entry)));
    throw new Unsupported(`Python: dict.${name}`);
  }

  /** Whether a module has a parameter, buffer or child of that name. */
  #holds(object: object, name: string): boolean {
    if (!this.caller.library.isInstance(object, "nn.Module")) return false;
    const members = this.caller.method(object, "named_members") as Iterable<[string, unknown]>;
    return [...members].some(([key]) => key === name);
  }

  #item(object: unknown, index: unknown): unknown {
    if (this.caller.library.isTensor(object)) {
      return this.caller.method(object, "at", index instanceof PythonTuple ? [...index] : [index]);
    }
    if (object instanceof Map) return object.get(index);
    if (isDataset(object)) return this.caller.method(object, "get_item", [index]);
    if (isSequence(object) && typeof index === "number") return this.caller.method(object, "at", [index]);
    const list = typeof index === "number" ? listOf(object) : undefined;
    if (list !== undefined) return list.at(index as number);
    if (typeof object === "object" && object !== null && typeof index === "string") {
      if ("get" in object) return this.caller.method(object, "get", [index]);
      return (object as Record<string, unknown>)[index];
    }
    if (typeof object === "object" && object !== null) {
      const isNamedTuple = typeof index === "number" && Object.getPrototypeOf(object) === Object.prototype;
      return isNamedTuple ? Object.values(object).at(index) : this.caller.method(object, "at", [index]);
    }
    throw new Unsupported("Python: an index of this value");
  }

  #compare(first: Expression, rest: readonly (readonly [string, Expression])[]): unknown {
    let left = this.#expression(first);
    let result: unknown = true;
    for (const [operator, node] of rest) {
      const right = this.#expression(node);
      result = this.#relation(operator, left, right);
      if (rest.length > 1 && !this.truth(result)) return result;
      left = right;
    }
    return result;
  }

  #relation(operator: string, left: unknown, right: unknown): unknown {
    if (operator === "is") return (left ?? null) === (right ?? null);
    if (operator === "is not") return (left ?? null) !== (right ?? null);
    if (operator.endsWith("in")) {
      const isIn = right instanceof Map ? right.has(left) : this.#iterate(right).includes(left);
      return isIn === (operator === "in");
    }
    return binary(this.caller, operator, left, right);
  }

  /** Python's `bool()`. */
  truth(value: unknown): boolean {
    if (this.caller.library.isTensor(value)) return this.caller.method(value, "is_nonzero") === true;
    if (value instanceof PythonFloat) return value.value !== 0;
    if (value instanceof Map) return value.size > 0;
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  }

  #iterate(value: unknown): unknown[] {
    if (value instanceof Map) return [...value.keys()];
    if (typeof value === "string" || this.caller.library.isTensor(value)) return [...(value as Iterable<unknown>)];
    const items = listOf(value) ?? partsOf(value);
    if (items === undefined) {
      throw new Unsupported(
        `Python: iteration over a ${typeof value === "object" && value ? typeName(value) : typeof value}`,
      );
    }
    return items;
  }

  /** The one number of a tensor or value, as `float()` and `int()` take it: a tensor that JavaScript can convert does so. */
  scalar(value: unknown): number {
    if (!this.caller.library.isTensor(value)) return Number(value instanceof PythonFloat ? value.value : value);
    const converts = Symbol.toPrimitive in value || value.valueOf !== Object.prototype.valueOf;
    return Number(converts ? value : this.caller.method(value, "item"));
  }
}

/** PyTorch gives several tensors as a tuple, the library as an array. */
function asTuple(result: unknown): unknown {
  const isList = Array.isArray(result) && result.some((item) => typeof item === "object" && item !== null);
  return isList ? PythonTuple.from(result as unknown[]) : result;
}

/** A class and the classes it extends, ending with Python's `object`. */
function ancestors(type: unknown): unknown[] {
  const list: unknown[] = [];
  for (let one = type; typeof one === "function" && one !== Function.prototype; one = Object.getPrototypeOf(one)) {
    list.push(one);
  }
  return [...list, { name: "object" }];
}

/** A sequence of the library, which throws where there is nothing; plain arrays do not. */
function isSequence(object: unknown): object is object {
  return typeof object === "object" && object !== null && !Array.isArray(object) && "at" in object;
}

function isDataset(object: unknown): object is object {
  return typeof object === "object" && object !== null && "getItem" in object;
}

/** What a result with named parts, which is a plain object here, gives when it is taken apart. */
function partsOf(value: unknown): unknown[] | undefined {
  const isPlain = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.values(value) : undefined;
}
