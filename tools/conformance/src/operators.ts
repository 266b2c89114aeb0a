import { type Caller, Reference } from "./caller.js";
import { PythonFloat, PythonTuple } from "./values.js";
import { Unsupported } from "./verdict.js";

const tensorMethods: Record<string, string> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
  "//": "floor_divide",
  "%": "remainder",
  "**": "pow",
  "@": "matmul",
  "&": "bitwise_and",
  "|": "bitwise_or",
  "^": "bitwise_xor",
  "<<": "bitwise_left_shift",
  ">>": "bitwise_right_shift",
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};

const mirrored: Record<string, string> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!=" };

/** Python's binary operators, over tensors and over plain values. */
export function binary(caller: Caller, operator: string, left: unknown, right: unknown): unknown {
  if (caller.library.isTensor(left)) return caller.method(left, methodOf(operator), [right]);
  if (caller.library.isTensor(right)) return reflected(caller, operator, right, left);
  return plainBinary(operator, left, right);
}

/** `left op right` where PyTorch answers through the tensor on the right. */
export function reflected(caller: Caller, operator: string, right: object, left: unknown): unknown {
  if (operator in mirrored) return caller.method(right, methodOf(mirrored[operator] as string), [left]);
  switch (operator) {
    case "-":
      return caller.function("rsub", [right, left]);
    case "/":
      return caller.method(caller.method(right, "reciprocal") as object, "mul", [left]);
    case "**":
    case "%":
    case "//":
    case "@":
      return caller.function(methodOf(operator), [left, right]);
    default:
      return caller.method(right, methodOf(operator), [left]);
  }
}

/** `target op= value`, which changes a tensor and gives a new plain value. */
export function inPlace(caller: Caller, operator: string, target: unknown, value: unknown): unknown {
  if (!caller.library.isTensor(target)) return binary(caller, operator, target, value);
  return caller.method(target, `${methodOf(operator)}_`, [value]);
}

export function unary(caller: Caller, operator: string, value: unknown): unknown {
  if (caller.library.isTensor(value)) {
    return caller.method(value, operator === "-" ? "neg" : operator === "~" ? "bitwise_not" : "positive");
  }
  if (value instanceof PythonFloat) return operator === "-" ? new PythonFloat(-value.value) : value;
  if (operator === "~") return ~Number(value);
  return operator === "-" ? -Number(value) || 0 : Number(value);
}

/** The tensor operator behind a special method such as `__radd__`. */
export function specialOperator(name: string): { operator: string; isReflected: boolean } | undefined {
  const stem = name.replace(/^__|__$/g, "");
  const operator = specialStems[stem] ?? specialStems[stem.slice(1)];
  return operator === undefined ? undefined : { operator, isReflected: !(stem in specialStems) };
}

const specialStems: Record<string, string> = {
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
  truediv: "/",
  floordiv: "//",
  mod: "%",
  pow: "**",
  matmul: "@",
  and: "&",
  or: "|",
  xor: "^",
  lshift: "<<",
  rshift: ">>",
};

function methodOf(operator: string): string {
  const name = tensorMethods[operator];
  if (name === undefined) throw new Unsupported(`operator ${operator} is not read`);
  return name;
}

function plainBinary(operator: string, left: unknown, right: unknown): unknown {
  if (operator === "==") return plainEqual(left, right);
  if (operator === "!=") return !plainEqual(left, right);
  if (operator === "+" && Array.isArray(left) && Array.isArray(right)) {
    return left instanceof PythonTuple ? PythonTuple.from([...left, ...right]) : [...left, ...right];
  }
  if (operator === "+" && typeof left === "string" && typeof right === "string") return left + right;
  if (operator === "*" && Array.isArray(left)) return Array.from({ length: Number(right) }, () => left).flat();
  return arithmetic(operator, left, right);
}

function plainEqual(left: unknown, right: unknown): boolean {
  if (left instanceof Reference && right instanceof Reference) return left.path === right.path;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, i) => plainEqual(item, right[i]));
  }
  return number(left) === number(right);
}

function arithmetic(operator: string, left: unknown, right: unknown): unknown {
  const a = number(left);
  const b = number(right);
  if (typeof a !== "number" || typeof b !== "number") throw new Unsupported(`operator ${operator} on these values`);
  const isFloat = left instanceof PythonFloat || right instanceof PythonFloat || !isWhole(a) || !isWhole(b);
  const numeric = (value: number): unknown => (isFloat ? new PythonFloat(value) : value);
  switch (operator) {
    case "+":
      return numeric(a + b);
    case "-":
      return numeric(a - b);
    case "*":
      return numeric(a * b);
    case "/":
      return new PythonFloat(a / b);
    case "//":
      return numeric(Math.floor(a / b));
    case "%":
      return numeric(((a % b) + b) % b);
    case "**":
      return isFloat || b < 0 ? new PythonFloat(a ** b) : a ** b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "&":
      return a & b;
    case "|":
      return a | b;
    case "^":
      return a ^ b;
    case "<<":
      return a * 2 ** b;
    case ">>":
      return Math.floor(a / 2 ** b);
    default:
      throw new Unsupported(`operator ${operator} on numbers`);
  }
}

function isWhole(value: number): boolean {
  return Number.isInteger(value);
}

/** The number behind a Python number or bool; other values stay as they are. */
export function number(value: unknown): unknown {
  if (value instanceof PythonFloat) return value.value;
  return typeof value === "boolean" ? Number(value) : value;
}
