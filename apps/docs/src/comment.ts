import ts from "typescript";

/** What the comment above a declaration says; texts are Markdown. */
export interface Comment {
  readonly text: string;
  readonly params: readonly { name: string; text: string }[];
  readonly returns: string | undefined;
  readonly throws: readonly { type: string; text: string }[];
  /** Code. */
  readonly examples: readonly string[];
}

/** The comment of a symbol; each tag once, where overloads repeat it. */
export function commentOf(symbol: ts.Symbol, checker: ts.TypeChecker): Comment {
  const tags = symbol.getJsDocTags(checker).map(({ name, text }) => ({ name, text: ts.displayPartsToString(text) }));
  const texts = (name: string): string[] => [
    ...new Set(tags.filter((tag) => tag.name === name).map(({ text }) => text.trim())),
  ];
  return {
    text: ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim(),
    params: texts("param").map((text) => {
      const { name, rest } = /^(?<name>\S+)\s*-?\s*(?<rest>[\s\S]*)$/.exec(text)!.groups!;
      return { name: name!, text: rest! };
    }),
    returns: texts("returns")[0],
    throws: texts("throws").map((text) => {
      const { type, rest } = /^(?:\{(?<type>[^}]*)\})?\s*(?<rest>[\s\S]*)$/.exec(text)!.groups!;
      return { type: type ?? "Error", text: rest! };
    }),
    examples: texts("example").map((code) => code.replace(/^```.*$/gm, "").trim()),
  };
}

/** The first sentence of a text. */
export function firstSentence(text: string): string {
  const paragraph = text.split("\n\n")[0]!;
  return /^.*?[.:;](?=\s|$)/s.exec(paragraph)?.[0].replace(/[:;]$/, ".") ?? paragraph;
}
