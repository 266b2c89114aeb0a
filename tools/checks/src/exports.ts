import type ts from "typescript";
import { publicNames } from "./public.js";
import type { Member } from "./workspace.js";

/** The names a package exports, a line each with what they are: the text of its `exports.txt`. */
export function exportsText(program: ts.Program, member: Member): string {
  return publicNames(program, member)
    .map(({ name, kind }) => `${kind} ${name}\n`)
    .join("");
}
