import { PythonFloat } from "../values.js";
import { Unsupported } from "../verdict.js";
import type { Argument, Expression, Statement } from "./syntax.js";
import { type Token, tokenize } from "./tokens.js";

const constants: Record<string, unknown> = { True: true, False: false, None: null };

/** Left binding powers of the arithmetic operators; `**` binds tighter than a sign on its left. */
const powers: Record<string, number> = {
  "|": 10,
  "^": 20,
  "&": 30,
  "<<": 40,
  ">>": 40,
  "+": 50,
  "-": 50,
  "*": 60,
  "/": 60,
  "//": 60,
  "%": 60,
  "@": 60,
  "**": 80,
};
const signPower = 70;
const comparisons = new Set(["<", "<=", ">", ">=", "==", "!=", "in", "is", "not in", "is not"]);

export function parseProgram(source: string): Statement[] {
  return new Parser(tokenize(source)).program();
}

export function parseExpression(source: string): Expression {
  const parser = new Parser(tokenize(source));
  const expression = parser.tuple();
  parser.expectEnd();
  return expression;
}

class Parser {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  program(): Statement[] {
    const statements: Statement[] = [];
    while (this.#peek().kind !== "end") {
      if (!this.#acceptNewline()) statements.push(this.#statement());
    }
    return statements;
  }

  expectEnd(): void {
    if (this.#peek().kind !== "end") this.#fail();
  }

  #statement(): Statement {
    if (this.#accept("import") || this.#accept("from")) return this.#skipLine();
    if (this.#accept("pass")) return { type: "nothing" };
    if (this.#accept("del")) return { type: "delete", target: this.#expression() };
    if (this.#accept("with")) {
      const context = this.#expression();
      return { type: "with", context, body: this.#suite() };
    }
    if (this.#accept("if")) {
      const test = this.tuple();
      return { type: "if", test, body: this.#suite() };
    }
    if (this.#accept("for")) {
      const target = this.#targets();
      this.#expect("in");
      const source = this.tuple();
      return { type: "for", target, source, body: this.#suite() };
    }
    return this.#simple();
  }

  #simple(): Statement {
    const first = this.tuple();
    const operator = this.#peek().text;
    if (this.#peek().kind === "operator" && /^[^=!<>]+=$|^(<<|>>)=$/.test(operator)) {
      this.#next();
      return { type: "augmented", target: first, operator: operator.slice(0, -1), value: this.tuple() };
    }
    const chain = [first];
    while (this.#accept("=")) chain.push(this.tuple());
    if (chain.length === 1) return { type: "expression", value: first };
    return { type: "assign", targets: chain.slice(0, -1), value: chain.at(-1) as Expression };
  }

  /** The rest of the line after a colon, as Python reads `with x: a; b`. */
  #suite(): Statement[] {
    this.#expect(":");
    const body: Statement[] = [];
    do {
      if (this.#peek().kind === "newline" || this.#peek().kind === "end") break;
      body.push(this.#statement());
    } while (this.#peek().text === ";" && this.#acceptNewline());
    if (body.length === 0) throw new Unsupported("Python: an indented block");
    return body;
  }

  #skipLine(): Statement {
    while (this.#peek().kind !== "newline" && this.#peek().kind !== "end") this.#next();
    return { type: "nothing" };
  }

  /** An expression, or several with commas between. */
  tuple(): Expression {
    const first = this.#expression();
    if (this.#peek().text !== ",") return first;
    const items = [first];
    while (this.#accept(",") && !this.#atExpressionEnd()) items.push(this.#expression());
    return { type: "tuple", items };
  }

  /** Loop variables, in which `in` must not be read as an operator. */
  #targets(): Expression {
    const items = [this.#postfix()];
    let isTuple = false;
    while (this.#accept(",")) {
      isTuple = true;
      if (this.#peek().text !== "in") items.push(this.#postfix());
    }
    return isTuple ? { type: "tuple", items } : (items[0] as Expression);
  }

  #expression(): Expression {
    if (this.#accept("lambda")) return this.#lambda();
    const yes = this.#or();
    if (!this.#accept("if")) return yes;
    const test = this.#or();
    this.#expect("else");
    return { type: "choice", test, yes, no: this.#expression() };
  }

  #lambda(): Expression {
    const parameters: string[] = [];
    while (!this.#accept(":")) {
      parameters.push(this.#name());
      this.#accept(",");
    }
    return { type: "lambda", parameters, body: this.#expression() };
  }

  #or(): Expression {
    let left = this.#and();
    while (this.#accept("or")) left = { type: "or", left, right: this.#and() };
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.#accept("and")) left = { type: "and", left, right: this.#not() };
    return left;
  }

  #not(): Expression {
    return this.#accept("not") ? { type: "not", operator: "not", operand: this.#not() } : this.#comparison();
  }

  #comparison(): Expression {
    const first = this.#arithmetic(0);
    const rest: [string, Expression][] = [];
    for (let operator = this.#comparator(); operator !== null; operator = this.#comparator()) {
      rest.push([operator, this.#arithmetic(0)]);
    }
    return rest.length === 0 ? first : { type: "compare", first, rest };
  }

  #comparator(): string | null {
    const { text } = this.#peek();
    if (text === "not" && this.#peek(1).text === "in") {
      this.#position += 2;
      return "not in";
    }
    if (!comparisons.has(text) || this.#peek().kind === "string") return null;
    this.#next();
    return text === "is" && this.#accept("not") ? "is not" : text;
  }

  #arithmetic(minimum: number): Expression {
    let left = this.#sign();
    for (;;) {
      const { kind, text } = this.#peek();
      const power = kind === "operator" ? powers[text] : undefined;
      if (power === undefined || power < minimum) return left;
      this.#next();
      const right = text === "**" ? this.#arithmetic(signPower) : this.#arithmetic(power + 1);
      left = { type: "binary", operator: text, left, right };
    }
  }

  #sign(): Expression {
    const { kind, text } = this.#peek();
    if (kind === "operator" && ["-", "+", "~"].includes(text)) {
      this.#next();
      return { type: "unary", operator: text, operand: this.#arithmetic(signPower) };
    }
    return this.#postfix();
  }

  #postfix(): Expression {
    let value = this.#atom();
    for (;;) {
      if (this.#accept(".")) value = { type: "attribute", value, name: this.#name() };
      else if (this.#accept("(")) value = { type: "call", callee: value, args: this.#arguments() };
      else if (this.#accept("[")) {
        value = { type: "subscript", value, index: this.#index() };
        this.#expect("]");
      } else return value;
    }
  }

  #arguments(): Argument[] {
    const args: Argument[] = [];
    while (!this.#accept(")")) {
      const star = this.#accept("*");
      const isKeyword = this.#peek().kind === "name" && this.#peek(1).text === "=";
      const keyword = isKeyword ? this.#name() : null;
      if (isKeyword) this.#expect("=");
      args.push({ keyword, star, value: this.#comprehension(this.#expression()) });
      if (this.#peek().text !== ")") this.#expect(",");
    }
    return args;
  }

  #index(): Expression {
    const items = [this.#indexPart()];
    let isTuple = false;
    while (this.#accept(",")) {
      isTuple = true;
      if (this.#peek().text !== "]") items.push(this.#indexPart());
    }
    return isTuple ? { type: "tuple", items } : (items[0] as Expression);
  }

  #indexPart(): Expression {
    const parts: (Expression | null)[] = [this.#sliceBound()];
    while (parts.length < 3 && this.#accept(":")) parts.push(this.#sliceBound());
    return parts.length === 1 ? (parts[0] ?? this.#fail()) : { type: "slice", parts };
  }

  #sliceBound(): Expression | null {
    return [":", "]", ","].includes(this.#peek().text) ? null : this.#expression();
  }

  #atom(): Expression {
    const token = this.#next();
    switch (token.kind) {
      case "int":
        return { type: "constant", value: wholeNumber(token.text) };
      case "float":
        return { type: "constant", value: new PythonFloat(Number(token.text)) };
      case "string":
        return { type: "constant", value: this.#strings(token.text) };
      case "name":
        return Object.hasOwn(constants, token.text)
          ? { type: "constant", value: constants[token.text] }
          : { type: "name", name: token.text };
    }
    if (token.text === "...") return { type: "constant", value: "..." };
    if (token.text === "(") return this.#parenthesis();
    if (token.text === "[") return this.#list();
    if (token.text === "{") return this.#dict();
    return this.#fail(token);
  }

  #strings(first: string): string {
    let text = unquote(first);
    while (this.#peek().kind === "string") text += unquote(this.#next().text);
    return text;
  }

  #parenthesis(): Expression {
    if (this.#accept(")")) return { type: "tuple", items: [] };
    const value = this.#comprehension(this.tuple());
    this.#expect(")");
    return value;
  }

  #list(): Expression {
    if (this.#accept("]")) return { type: "list", items: [] };
    const value = this.#comprehension(this.#expression());
    if (value.type === "comprehension") {
      this.#expect("]");
      return value;
    }
    const items: Expression[] = [value];
    while (this.#accept(",") && this.#peek().text !== "]") items.push(this.#expression());
    this.#expect("]");
    return { type: "list", items };
  }

  #comprehension(item: Expression): Expression {
    if (!this.#accept("for")) return item;
    const target = this.#targets();
    this.#expect("in");
    const source = this.#or();
    return { type: "comprehension", item, target, source, test: this.#accept("if") ? this.#or() : null };
  }

  #dict(): Expression {
    const entries: [Expression, Expression][] = [];
    while (!this.#accept("}")) {
      const key = this.#expression();
      this.#expect(":");
      entries.push([key, this.#expression()]);
      if (this.#peek().text !== "}") this.#expect(",");
    }
    return { type: "dict", entries };
  }

  #atExpressionEnd(): boolean {
    const { kind, text } = this.#peek();
    return kind === "newline" || kind === "end" || [")", "]", "}", "=", ":"].includes(text);
  }

  #name(): string {
    const token = this.#next();
    return token.kind === "name" ? token.text : this.#fail(token);
  }

  #peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#position + ahead, this.#tokens.length - 1)] as Token;
  }

  #next(): Token {
    const token = this.#peek();
    this.#position++;
    return token;
  }

  #accept(text: string): boolean {
    const token = this.#peek();
    if (token.text !== text || token.kind === "string" || token.kind === "end") return false;
    this.#position++;
    return true;
  }

  #acceptNewline(): boolean {
    if (this.#peek().kind !== "newline") return false;
    this.#position++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) this.#fail();
  }

  #fail(token: Token = this.#peek()): never {
    throw new Unsupported(`Python: unexpected ${JSON.stringify(token.text || token.kind)}`);
  }
}

function wholeNumber(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

function unquote(text: string): string {
  const isRaw = text.startsWith("r");
  const body = text.replace(/^[rb]/, "").slice(1, -1);
  if (isRaw) return body;
  return body.replace(/\\(.)/g, (_, escaped: string) => ({ n: "\n", t: "\t" })[escaped] ?? escaped);
}
