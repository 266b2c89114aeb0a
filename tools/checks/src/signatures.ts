import ts from "typescript";
import { placeOf, publicNames } from "./public.js";
import { type Member, root } from "./workspace.js";

/** Each `any` that a user of the packages can meet, as a line: in exported signatures and in the types these name. */
export function anyInSignatures(program: ts.Program, members: readonly Member[]): string[] {
  const checker = program.getTypeChecker();
  const seen = new Set<ts.Node>();
  const found: string[] = [];

  const visitSymbol = (symbol: ts.Symbol | undefined): void => {
    const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    for (const declaration of target?.declarations ?? []) {
      const { fileName } = declaration.getSourceFile();
      if (!fileName.startsWith(root) || fileName.includes("/node_modules/") || seen.has(declaration)) continue;
      seen.add(declaration);
      visit(declaration);
    }
  };

  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) || isHidden(node)) return;
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${placeOf(node)} says any`);
    if (isUntyped(node) && checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) {
      found.push(`${placeOf(node)} is any`);
    }
    if (ts.isTypeReferenceNode(node)) visitSymbol(checker.getSymbolAtLocation(node.typeName));
    if (ts.isTypeQueryNode(node)) visitSymbol(checker.getSymbolAtLocation(node.exprName));
    if (ts.isExpressionWithTypeArguments(node)) visitSymbol(checker.getSymbolAtLocation(node.expression));
    ts.forEachChild(node, (child) => {
      const initializer = "initializer" in node && node.initializer === child;
      if (!initializer) visit(child);
    });
  };

  for (const member of members) {
    for (const { symbol } of publicNames(program, member)) visitSymbol(symbol);
  }
  return found;
}

/** Private members are no part of a signature. */
function isHidden(node: ts.Node): boolean {
  if (!ts.isClassElement(node)) return false;
  const isPrivate = (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0;
  return isPrivate || (node.name !== undefined && ts.isPrivateIdentifier(node.name));
}

function isUntyped(node: ts.Node): boolean {
  const isTypable = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isPropertyDeclaration(node);
  return isTypable && node.type === undefined;
}
