import type { Module } from "./module.js";

/** `Name(extra)` on one line, or the children below it, indented by two. */
export function moduleText(module: Module): string {
  const extra = module.extraRepr();
  const children = module.namedChildren().map(([name, child]) => childText(name, child));
  return block(module.typeName, extra, children);
}

/** `  (name): Child(...)`, its further lines indented. */
export function childText(name: string, child: Module): string {
  return `(${name}): ${indented(moduleText(child))}`;
}

/** A module's name with what it holds. */
export function block(name: string, extra: string, children: readonly string[]): string {
  const lines = extra === "" ? [] : extra.split("\n");
  if (children.length === 0 && lines.length <= 1) return `${name}(${extra})`;
  return `${name}(\n  ${[...lines, ...children].join("\n  ")}\n)`;
}

export function indented(text: string): string {
  return text.replaceAll("\n", "\n  ");
}
