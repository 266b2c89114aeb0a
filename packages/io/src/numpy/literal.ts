import { refuse } from "../errors.js";

/** The part of Python's literals that headers of arrays are written in: dicts, tuples, lists, texts, integers, True, False, None. */
export function parseLiteral(text: string, place: string): unknown {
  const parser = new LiteralParser(text, place);
  const value = parser.value(0);
  parser.end();
  return value;
}

const deepest = 8;

class LiteralParser {
  #at = 0;

  constructor(
    readonly text: string,
    readonly place: string,
  ) {}

  value(depth: number): unknown {
    if (depth > deepest) this.#refuse("is nested too deep");
    const char = this.#peek();
    if (char === "{") return this.#dict(depth);
    if (char === "(") return this.#sequence(")", depth);
    if (char === "[") return this.#sequence("]", depth);
    if (char === "'" || char === '"') return this.#string();
    const [word] = this.#match(/[A-Za-z]+|-?\d+L?/y) ?? this.#refuse("is no Python literal");
    if (word === "True" || word === "False") return word === "True";
    if (word === "None") return null;
    return /^-?\d/.test(word) ? Number(word.replace("L", "")) : this.#refuse(`holds the name ${word}`);
  }

  end(): void {
    if (this.#peek() !== "") this.#refuse("goes on after its end");
  }

  #dict(depth: number): Map<unknown, unknown> {
    const dict = new Map<unknown, unknown>();
    this.#take("{");
    while (this.#peek() !== "}") {
      const key = this.value(depth + 1);
      this.#take(":");
      if (dict.has(key)) this.#refuse(`has the key ${String(key)} twice`);
      dict.set(key, this.value(depth + 1));
      if (this.#peek() !== "}") this.#take(",");
    }
    this.#take("}");
    return dict;
  }

  #sequence(close: ")" | "]", depth: number): unknown[] {
    const items: unknown[] = [];
    this.#at++;
    let commas = 0;
    while (this.#peek() !== close) {
      items.push(this.value(depth + 1));
      if (this.#peek() === close) break;
      this.#take(",");
      commas++;
    }
    this.#take(close);
    // a single value in parentheses is that value
    if (close === ")" && items.length === 1 && commas === 0) this.#refuse("has parentheses around one value");
    return items;
  }

  #string(): string {
    const [text] = this.#match(/'[^'\\\n]*'|"[^"\\\n]*"/y) ?? this.#refuse("has a text without its end");
    return text.slice(1, -1);
  }

  /** The next character that is no space; empty at the end. */
  #peek(): string {
    while (/\s/.test(this.text[this.#at] ?? "")) this.#at++;
    return this.text[this.#at] ?? "";
  }

  #take(char: string): void {
    if (this.#peek() !== char) this.#refuse(`lacks a "${char}"`);
    this.#at++;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }

  #refuse(reason: string): never {
    return refuse(this.place, `${reason} (at character ${this.#at})`);
  }
}
