/** The text of one `// #region name` of a source, without the indentation that its lines share. */
export function region(source: string, name: string): string {
  const lines = source.split("\n");
  const { start, end } = find(lines, name);
  const body = lines.slice(start + 1, end);
  const indents = body.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const shared = Math.min(...indents);
  return body
    .map((line) => line.slice(shared))
    .join("\n")
    .trim();
}

/** The source with another text in the place of a region. */
export function replaceRegion(source: string, name: string, text: string): string {
  const lines = source.split("\n");
  const { start, end } = find(lines, name);
  return [...lines.slice(0, start + 1), text, ...lines.slice(end)].join("\n");
}

/** The region that a line of a source lies in, and which of its lines that is; both counted from 1. */
export function regionAt(source: string, line: number): { readonly name: string; readonly line: number } | null {
  const lines = source.split("\n");
  for (let i = line - 1; i >= 0; i--) {
    const text = lines[i]?.trim() ?? "";
    if (text === "// #endregion") return null;
    const name = /^\/\/ #region (.*)$/.exec(text)?.[1];
    if (name !== undefined) return { name, line: line - 1 - i };
  }
  return null;
}

function find(lines: readonly string[], name: string): { start: number; end: number } {
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`);
  const end = lines.findIndex((line, i) => i > start && line.trim() === "// #endregion");
  if (start < 0 || end < 0) throw new Error(`region: the source has no region \`${name}\` that is opened and closed`);
  return { start, end };
}
