import ts from "typescript";
import { placeOf, publicNames } from "./public.js";
import type { Member } from "./workspace.js";

/** Each public name without its sentence, and each function or class without an example that says what it gives. */
export function missingDocumentation(program: ts.Program, members: readonly Member[]): string[] {
  const checker = program.getTypeChecker();
  return documented(program, members).flatMap(({ name, kind, symbol, place }) => {
    const lacks: string[] = [];
    if (!hasSentence(symbol, checker)) lacks.push("a sentence");
    if ((kind === "function" || kind === "class") && !hasExample(symbol, checker)) lacks.push("an example with // =>");
    return lacks.length > 0 ? [`${place} ${kind} ${name} lacks ${lacks.join(" and ")}`] : [];
  });
}

/** Each public member of a class without its sentence. */
export function missingMemberDocumentation(program: ts.Program, members: readonly Member[]): string[] {
  const checker = program.getTypeChecker();
  const seen = new Set<ts.Symbol>();
  const classes = documented(program, members).filter(({ kind }) => kind === "class");
  return classes.flatMap(({ name, symbol }) =>
    [...(symbol.members?.values() ?? [])].flatMap((member) => {
      const declaration = member.declarations?.[0];
      const isNamed = (member.flags & ts.SymbolFlags.ClassMember) !== 0;
      if (!declaration || !isNamed || isPrivate(declaration) || seen.has(member)) return [];
      seen.add(member);
      return hasSentence(member, checker) ? [] : [`${placeOf(declaration)} ${name}.${member.name} lacks a sentence`];
    }),
  );
}

/** Every public name once, however many packages export it. */
function documented(program: ts.Program, members: readonly Member[]) {
  const seen = new Set<ts.Symbol>();
  return members.flatMap((member) =>
    publicNames(program, member).flatMap((found) => {
      const declaration = found.symbol.declarations?.[0];
      if (found.kind === "namespace" || !declaration || seen.has(found.symbol)) return [];
      seen.add(found.symbol);
      return [{ ...found, place: placeOf(declaration) }];
    }),
  );
}

function hasSentence(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== "";
}

function hasExample(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  const examples = symbol.getJsDocTags(checker).filter((tag) => tag.name === "example");
  return examples.some((tag) => /\/\/ ?(=>|prints|throws)/.test(ts.displayPartsToString(tag.text)));
}

function isPrivate(declaration: ts.Declaration): boolean {
  const name = ts.getNameOfDeclaration(declaration);
  const flags = ts.getCombinedModifierFlags(declaration);
  return (flags & ts.ModifierFlags.Private) !== 0 || (name !== undefined && ts.isPrivateIdentifier(name));
}
