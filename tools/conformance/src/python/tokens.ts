import { Unsupported } from "../verdict.js";

export interface Token {
  readonly kind: "name" | "int" | "float" | "string" | "operator" | "newline" | "end";
  readonly text: string;
}

const pattern =
  /(?<space>[ \t]+|#[^\n]*)|(?<newline>[;\n])|(?<float>\d+\.\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)|(?<int>\d+)|(?<string>[rb]?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))|(?<name>[A-Za-z_]\w*)|(?<operator>\*\*=|\/\/=|<<=|>>=|\*\*|\/\/|<<|>>|<=|>=|==|!=|->|\+=|-=|\*=|\/=|%=|@=|&=|\|=|\^=|\.\.\.|[-+*/%@&|^~<>()[\]{},:.=])/y;

/** Splits Python text into tokens; newlines inside brackets do not count. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  pattern.lastIndex = 0;
  while (pattern.lastIndex < source.length) {
    const start = pattern.lastIndex;
    const groups = pattern.exec(source)?.groups;
    if (groups === undefined)
      throw new Unsupported(`Python: cannot read ${JSON.stringify(source.slice(start, start + 12))}`);
    const [kind, text] = Object.entries(groups).find(([, value]) => value !== undefined) as [
      Token["kind"] | "space",
      string,
    ];
    if (kind === "space" || (kind === "newline" && depth > 0)) continue;
    if (kind === "operator") depth += "([{".includes(text) ? 1 : ")]}".includes(text) ? -1 : 0;
    tokens.push({ kind, text });
  }
  tokens.push({ kind: "end", text: "" });
  return tokens;
}
