import { full } from "./ops/creation.js";
import { Float, isScalar, type Scalar } from "./scalar.js";
import type { Tensor } from "./tensor.js";

// Formulas as text: a tagged template with Python's operators and precedence, parsed once per call site.

type Value = Tensor | Scalar;
/** Computes a part of a formula from the values between its strings. */
type Step = (values: readonly Value[]) => Value;

const parsed = new WeakMap<TemplateStringsArray, Step>();

/**
 * A formula with Python's operators and precedence: `+ - * / // % @ **`, comparisons, `& | ^ ~`, parentheses, numbers. It calls
 * the methods of the same meaning; numbers on the left take PyTorch's road for numbers on the left.
 *
 * @throws {SyntaxError} pointing at the column of what does not belong there
 * @example
 * const [a, x] = [tensor(3), tensor([1, 2])];
 * expr`${a} * ${x}**2 + 1`.tolist() // => [4, 13]
 */
export function expr(strings: TemplateStringsArray, ...values: readonly Value[]): Tensor {
  let step = parsed.get(strings);
  if (step === undefined) {
    step = new Parser(tokenize(strings), strings).parse();
    parsed.set(strings, step);
  }
  const result = step(values);
  return isScalar(result) ? full([], result) : result;
}

interface Token {
  readonly kind: "value" | "number" | "operator" | "end";
  readonly text: string;
  /** Of a value: which one. */
  readonly index: number;
  /** In the formula as it is shown in errors. */
  readonly column: number;
}

/** How value `i` is shown in errors. */
const shownValue = "${…}";
const shown = (strings: TemplateStringsArray): string => strings.join(shownValue);

const tokenPattern =
  /\s*(?:(\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)|(\*\*|\/\/|<=|>=|==|!=|[-+*/%@()<>&|^~])|(\S))/y;

function tokenize(strings: TemplateStringsArray): Token[] {
  const tokens: Token[] = [];
  let column = 0;
  strings.forEach((text, i) => {
    tokenPattern.lastIndex = 0;
    while (/\S/.test(text.slice(tokenPattern.lastIndex))) {
      const match = tokenPattern.exec(text)!;
      const [, number, operator, other] = match;
      const piece = (number ?? operator ?? other)!;
      const at = column + match.index + match[0].length - piece.length;
      if (other !== undefined) throw unexpected(strings, piece, at);
      tokens.push({ kind: number === undefined ? "operator" : "number", text: piece, index: -1, column: at });
    }
    column += text.length;
    if (i < strings.length - 1) tokens.push({ kind: "value", text: shownValue, index: i, column });
    column += shownValue.length;
  });
  tokens.push({ kind: "end", text: "end", index: -1, column: shown(strings).length });
  return tokens;
}

function unexpected(strings: TemplateStringsArray, what: string, column: number): SyntaxError {
  const found = what === "end" ? "the formula ends too early" : `unexpected \`${what}\``;
  return new SyntaxError(`expr: ${found} at column ${column + 1}\n  ${shown(strings)}\n  ${" ".repeat(column)}^`);
}

type BinaryMethod = (x: Tensor, y: Value) => Tensor;

/** `x op y` where `x` is a tensor. */
const operators: Readonly<Record<string, BinaryMethod>> = {
  "+": (x, y) => x.add(y),
  "-": (x, y) => x.sub(y),
  "*": (x, y) => x.mul(y),
  "/": (x, y) => x.div(y),
  "//": (x, y) => x.floorDivide(y),
  "%": (x, y) => x.remainder(y),
  "@": (x, y) => x.matmul(y as Tensor),
  "**": (x, y) => x.pow(y),
  "<": (x, y) => x.lt(y),
  "<=": (x, y) => x.le(y),
  ">": (x, y) => x.gt(y),
  ">=": (x, y) => x.ge(y),
  "==": (x, y) => x.eq(y),
  "!=": (x, y) => x.ne(y),
  "&": (x, y) => x.bitwiseAnd(y),
  "|": (x, y) => x.bitwiseOr(y),
  "^": (x, y) => x.bitwiseXor(y),
};

/** `x op y` where only `y` is a tensor, for operators that may not simply be turned round. */
const reversed: Readonly<Record<string, (x: Scalar, y: Tensor) => Tensor>> = {
  "+": (x, y) => y.add(x),
  "*": (x, y) => y.mul(x),
  "-": (x, y) => y.rsub(x),
  // PyTorch multiplies the reciprocal
  "/": (x, y) => y.reciprocal().mul(x),
  "<": (x, y) => y.gt(x),
  "<=": (x, y) => y.ge(x),
  ">": (x, y) => y.lt(x),
  ">=": (x, y) => y.le(x),
  "==": (x, y) => y.eq(x),
  "!=": (x, y) => y.ne(x),
};

function apply(operator: string, x: Value, y: Value): Value {
  if (!isScalar(x)) return operators[operator]!(x, y);
  const turned = isScalar(y) ? undefined : reversed[operator];
  if (turned !== undefined) return turned(x, y as Tensor);
  return operators[operator]!(full([], x), y);
}

const levels: readonly (readonly string[])[] = [
  ["<", "<=", ">", ">=", "==", "!="],
  ["|"],
  ["^"],
  ["&"],
  ["+", "-"],
  ["*", "/", "//", "%", "@"],
];

class Parser {
  #at = 0;

  constructor(
    readonly tokens: readonly Token[],
    readonly strings: TemplateStringsArray,
  ) {}

  parse(): Step {
    const whole = this.#binary(0);
    if (this.#next.kind !== "end") throw this.#unexpected();
    return whole;
  }

  get #next(): Token {
    return this.tokens[this.#at]!;
  }

  #unexpected(): SyntaxError {
    return unexpected(this.strings, this.#next.text, this.#next.column);
  }

  #isOperator(...texts: readonly string[]): boolean {
    return this.#next.kind === "operator" && texts.includes(this.#next.text);
  }

  /** Operators of one level, from left to right. */
  #binary(level: number): Step {
    const choices = levels[level];
    if (choices === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    while (this.#isOperator(...choices)) {
      const operator = this.tokens[this.#at++]!.text;
      const x = left;
      const y = this.#binary(level + 1);
      left = (values) => apply(operator, x(values), y(values));
    }
    return left;
  }

  /** Signs bind weaker than `**` on their right. */
  #unary(): Step {
    if (!this.#isOperator("-", "+", "~")) return this.#power();
    const operator = this.tokens[this.#at++]!.text;
    const operand = this.#unary();
    if (operator === "+") return operand;
    return (values) => {
      const x = operand(values);
      if (!isScalar(x)) return operator === "-" ? x.neg() : x.bitwiseNot();
      if (operator === "-") return x instanceof Float ? new Float(-x.value) : typeof x === "bigint" ? -x : -Number(x);
      return full([], x).bitwiseNot();
    };
  }

  /** `**` groups from the right, and takes a signed exponent. */
  #power(): Step {
    const base = this.#atom();
    if (!this.#isOperator("**")) return base;
    this.#at++;
    const exponent = this.#unary();
    return (values) => apply("**", base(values), exponent(values));
  }

  #atom(): Step {
    const token = this.#next;
    if (token.kind === "value") {
      this.#at++;
      return (values) => values[token.index]!;
    }
    if (token.kind === "number") {
      this.#at++;
      const value = Number(token.text.replaceAll("_", ""));
      const literal = /[.eE]/.test(token.text) ? new Float(value) : value;
      return () => literal;
    }
    if (!this.#isOperator("(")) throw this.#unexpected();
    this.#at++;
    const inner = this.#binary(0);
    if (!this.#isOperator(")")) throw this.#unexpected();
    this.#at++;
    return inner;
  }
}
