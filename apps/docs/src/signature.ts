import ts from "typescript";

/** How a name is declared, without what it does: one text for each overload. A function may be exported as another name. */
export function signaturesOf(symbol: ts.Symbol, checker: ts.TypeChecker, as: string = symbol.name): string[] {
  const declarations = (symbol.declarations ?? []).filter((declaration) => !ts.isJSDoc(declaration));
  const overloaded = declarations.length > 1;
  const shown = declarations.filter((node) => !(overloaded && "body" in node && node.body !== undefined));
  const texts = shown.flatMap((node) => textOf(node, symbol, checker) ?? []);
  if (texts.length === 0) return [typed(symbol, checker)];
  return texts.map((text) => text.replace(`function ${symbol.name}`, `function ${as}`));
}

/** The first line of a class or an interface. */
export function headerOf(declaration: ts.Declaration): string {
  const { members } = declaration as ts.ClassDeclaration | ts.InterfaceDeclaration;
  const text = declaration.getText();
  const brace = text.indexOf("{", (members.pos - declaration.getStart() || 1) - 1);
  return dedented(text.slice(0, brace))
    .replace(/^export (default )?/, "")
    .trim();
}

function textOf(node: ts.Declaration, symbol: ts.Symbol, checker: ts.TypeChecker): string | undefined {
  const file = node.getSourceFile();
  const indent = file.getLineAndCharacterOfPosition(node.getStart()).character;
  const upTo = (end: number): string => dedented(file.text.slice(node.getStart(), end), indent);
  if (ts.isVariableDeclaration(node)) return `const ${typed(symbol, checker)}`;
  if (ts.isParameter(node)) return typed(symbol, checker);
  if (ts.isPropertyDeclaration(node)) return node.type ? upTo(node.type.end) : typed(symbol, checker);
  // a method that a family lends to tensors is declared as a function of its first argument
  if (ts.isFunctionDeclaration(node) && symbol.flags & (ts.SymbolFlags.Property | ts.SymbolFlags.Method))
    return undefined;
  if (
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isAccessor(node)
  ) {
    return node.body ? upTo(node.body.pos) : upTo(node.end);
  }
  if (ts.isTypeAliasDeclaration(node) || ts.isEnumDeclaration(node)) return upTo(node.end);
  if (ts.isMethodSignature(node) || ts.isPropertySignature(node)) return upTo(node.end);
  return undefined;
}

/** A name and its type as the compiler writes it. */
function typed(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const type = checker.getTypeOfSymbol(symbol);
  const format = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
  const calls = type.getCallSignatures();
  if (calls.length > 0 && type.getProperties().length === 0) {
    return calls.map((call) => `${symbol.name}${checker.signatureToString(call, undefined, format)}`).join("\n");
  }
  return `${symbol.name}: ${checker.typeToString(type, undefined, format).replace(/import\("[^"]*"\)\./g, "")}`;
}

function dedented(text: string, indent = 0): string {
  return text
    .replace(/^export (default )?/, "")
    .replace(/^override /, "")
    .replace(new RegExp(`^ {${indent}}`, "gm"), "")
    .replace(/[;\s]+$/, "");
}
