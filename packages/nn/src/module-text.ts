import { Float, float, floatsOf, noteFloats, pythonRepr } from "@flambeau/core";

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

/** The number that a module keeps under a name; one that is given as `float(2)` prints as `2.0` from then on. */
export function keptNumber<T extends number | null>(module: object, name: string, value: T | Float): T | number {
  if (!(value instanceof Float)) return value;
  noteFloats(module, [...floatsOf(module), name]);
  return value.value;
}

/** A number of a module as it was given. */
export function givenNumber<M extends object>(module: M, name: keyof M & string): M[keyof M & string] | Float {
  const value = module[name];
  return Number.isInteger(value) && floatsOf(module).has(name) ? float(value as number) : value;
}

/** `inplace=True` where it holds, as the last argument or the only one. */
export function withInplace(inplace: boolean, text = ""): string {
  return inplace ? `${text}${text === "" ? "" : ", "}inplace=True` : text;
}

/** A list that prints as a Python tuple; a number stays one. */
export function tuple<T extends number | null>(value: T | readonly T[]): T | readonly T[] {
  return Array.isArray(value) ? Object.freeze([...value]) : value;
}
