/** The text of one `// #region name` of a source, without the indentation that its lines share. */
export function region(source: string, name: string): string {
  const lines = source.split("\n");
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`);
  const end = lines.findIndex((line, i) => i > start && line.trim() === "// #endregion");
  if (start < 0 || end < 0) throw new Error(`region: the source has no region \`${name}\` that is opened and closed`);
  const body = lines.slice(start + 1, end);
  const indents = body.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const shared = Math.min(...indents);
  return body
    .map((line) => line.slice(shared))
    .join("\n")
    .trim();
}
