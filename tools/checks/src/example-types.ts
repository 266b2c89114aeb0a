import { join } from "node:path";
import ts from "typescript";
import { createProgram } from "./program.js";
import { exportedNames } from "./public.js";
import { markdownExamples, sourceExamples } from "./scope.js";
import { type Member, root } from "./workspace.js";

/** What most users compile with. */
const strictAndNoMore: ts.CompilerOptions = {
  noUncheckedIndexedAccess: false,
  exactOptionalPropertyTypes: false,
  noImplicitOverride: false,
  verbatimModuleSyntax: false,
  isolatedDeclarations: false,
  declaration: false,
};

/** What the compiler says about the examples, as lines: the code that is shown is code that compiles. */
export function untrueTypes(program: ts.Program, packages: readonly Member[]): string[] {
  const indexes = new Map(packages.map(({ folder, manifest }) => [manifest.name, `${folder}/src/index.ts`]));
  const namesOf = (path: string) => exportedNames(program, path).map(({ name }) => name);

  const places = new Map<string, string>();
  const texts = new Map<string, string>();
  const add = (place: string, code: string, imports: string) => {
    const path = join(root, `tools/checks/example-${texts.size}.ts`);
    places.set(path, place);
    texts.set(path, `${imports}\n${code}\nexport {};\n`);
  };
  for (const member of packages) {
    const { examples, scope } = sourceExamples(member);
    const inScope = scope.map((name): [string, string[]] => [name, namesOf(indexes.get(name)!)]);
    for (const { path, place, code } of examples) {
      const own: [string, string[]] = [`../../${path.replace(/ts$/, "js")}`, namesOf(path)];
      add(place, code, importsFor(code, [...inScope, own]));
    }
  }
  for (const { place, code } of markdownExamples()) add(place, code, "");

  const checked = createProgram([], texts, strictAndNoMore);
  return [...places].flatMap(([path, place]) =>
    checked
      .getSemanticDiagnostics(checked.getSourceFile(path))
      .map(({ messageText }) => `${place} ${ts.flattenDiagnosticMessageText(messageText, " ")}`),
  );
}

/** Imports of the names the code uses and does not declare; where two modules share a name, the last has it. */
function importsFor(code: string, scope: readonly [specifier: string, names: string[]][]): string {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isProperty = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
    if (ts.isIdentifier(node) && !isProperty) used.add(node.text);
    if ((ts.isDeclarationStatement(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node)) && node.name) {
      declared.add(node.name.getText());
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true), visit);
  return [...scope]
    .reverse()
    .map(([specifier, names]) => {
      const wanted = names.filter((name) => used.has(name) && !declared.has(name));
      for (const name of wanted) declared.add(name);
      return wanted.length > 0 ? `import { ${wanted.join(", ")} } from "${specifier}";` : "";
    })
    .join(" ");
}
