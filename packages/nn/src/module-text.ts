import { type Float, float, pythonRepr } from "@flambeau/core";

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

/** A number that prints as a Python float if it is the default, which PyTorch writes as one. */
export function floatByDefault(value: number, usual: number): number | Float {
  return value === usual ? float(value) : value;
}

/** `inplace=True` where it holds, as the last argument or the only one. */
export function withInplace(inplace: boolean, text = ""): string {
  return inplace ? `${text}${text === "" ? "" : ", "}inplace=True` : text;
}

/** A list that prints as a Python tuple; a number stays one. */
export function tuple<T extends number | null>(value: T | readonly T[]): T | readonly T[] {
  return Array.isArray(value) ? Object.freeze([...value]) : value;
}
