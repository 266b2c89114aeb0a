import { join } from "node:path";
import ts from "typescript";
import { type Member, root } from "./workspace.js";

/** A name that a package exports, and the symbol it stands for. */
export type PublicName = { name: string; kind: Kind; symbol: ts.Symbol };

export type Kind = "class" | "function" | "const" | "namespace" | "type";

/** What a package's `index.ts` exports, by name. */
export function publicNames(program: ts.Program, member: Member): PublicName[] {
  return exportedNames(program, `${member.folder}/src/index.ts`);
}

/** What a file exports, by name. */
export function exportedNames(program: ts.Program, path: string): PublicName[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(join(root, path));
  const module = file && checker.getSymbolAtLocation(file);
  return module ? namesOf(module, checker) : [];
}

/** What a module or a namespace exports, by name. */
export function namesOf(module: ts.Symbol, checker: ts.TypeChecker): PublicName[] {
  return checker
    .getExportsOfModule(module)
    .map((exported) => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      return { name: exported.name, kind: isTypeOnly(exported, checker) ? "type" : kindOf(symbol), symbol };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether `export type` stands somewhere on the way from a name to its declaration. */
function isTypeOnly(exported: ts.Symbol, checker: ts.TypeChecker): boolean {
  if (!(exported.flags & ts.SymbolFlags.Alias)) return false;
  if (exported.declarations?.some(ts.isTypeOnlyImportOrExportDeclaration)) return true;
  const next = checker.getImmediateAliasedSymbol(exported);
  return next !== undefined && isTypeOnly(next, checker);
}

function kindOf({ flags }: ts.Symbol): Kind {
  if (flags & ts.SymbolFlags.Class) return "class";
  if (flags & ts.SymbolFlags.Function) return "function";
  if (flags & ts.SymbolFlags.ValueModule) return "namespace";
  return flags & ts.SymbolFlags.Value ? "const" : "type";
}

/** Where a symbol is declared: `packages/nn/src/linear.ts:12`. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName.slice(root.length)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
