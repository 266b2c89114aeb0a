import { pythonRepr } from "@flambeau/core";

/** `Name(extra)` on one line, or the children below it, one per line and set in by two. */
export function moduleText(name: string, extra: string, children: readonly (readonly [string, unknown])[]): string {
  const lines = extra === "" ? [] : extra.split("\n");
  if (children.length === 0 && lines.length <= 1) return `${name}(${extra})`;
  for (const [key, child] of children) lines.push(`(${key}): ${child}`.replaceAll("\n", "\n  "));
  return `${name}(\n  ${lines.join("\n  ")}\n)`;
}

/** `name=value, ...`, values as Python prints them. */
export function pythonArguments(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${pythonRepr(value)}`)
    .join(", ");
}
