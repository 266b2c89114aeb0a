import ts from "typescript";
import type { Source } from "./workspace.js";

/** A piece of documentation that runs. */
export type Example = {
  path: string;
  /** The path and the first line. */
  place: string;
  code: string;
  /** What it prints, where a fence of its own says so. */
  output?: string;
};

/** The `@example` blocks of a source file. */
export function examplesInSource({ path, text }: Source): Example[] {
  return [...text.matchAll(/\/\*\*\s.*?\*\//gs)].flatMap((comment) =>
    [...comment[0].matchAll(/@example\b(.*?)(?=\n\s*\*\s*@\w|\*\/)/gs)].map((tag) => ({
      path,
      place: `${path}:${lineOf(text, comment.index + tag.index)}`,
      code: tag[1]!.replace(/^[ \t]*\*? ?/gm, "").replace(/^```.*$/gm, ""),
    })),
  );
}

/** A fence of a Markdown file; `before` is what stands between it and the fence before. */
export type Fence = { place: string; language: string; rest: string; text: string; before: string };

/** Every fence of a Markdown file. */
export function fencesInMarkdown({ path, text }: Source): Fence[] {
  let end = 0;
  return [...text.matchAll(/^```(\S*)(.*)\n([\s\S]*?)^```$/gm)].map((fence) => {
    const [whole, language, rest, content] = fence;
    const before = text.slice(end, fence.index);
    end = fence.index + whole.length;
    return {
      place: `${path}:${lineOf(text, fence.index)}`,
      language: language!,
      rest: rest!.trim(),
      text: content!,
      before,
    };
  });
}

/** Whether a fence is what the fence before prints. */
export function isOutput(fence: Fence | undefined): fence is Fence {
  return fence?.language === "output" && fence.before.trim() === "";
}

/** The fences of a Markdown file that are marked `ts`, and nothing more; `output` below is what they print. */
export function examplesInMarkdown(source: Source): Example[] {
  const fences = fencesInMarkdown(source);
  return fences.flatMap(({ place, language, rest, text: code }, index): Example[] => {
    if (language !== "ts" || rest !== "") return [];
    const next = fences[index + 1];
    return [{ path: source.path, place, code, ...(isOutput(next) && { output: next.text }) }];
  });
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

/** A statement, and what its comment says of it. */
type Claim = { kind: "=>" | "throws"; text: string };

/**
 * Turns what comments claim into calls, and TypeScript into JavaScript.
 *
 * `expr // => 3` becomes `await $claim(async () => (expr), "=>", "3")`; after any other statement the claim is about
 * what that statement printed.
 */
export function instrument(code: string): string {
  const file = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  let output = "";
  let end = 0;
  let claims = 0;
  for (const statement of file.statements) {
    const claim = claimAfter(code, statement.end);
    if (!claim) continue;
    claims += claim.lines;
    output += code.slice(end, statement.getStart());
    output += claimed(statement, claim);
    end = statement.end;
  }
  if (claims !== [...code.matchAll(/\/\/ ?(=>|prints|throws)/g)].length) {
    throw new Error("a claim must follow a whole statement of the example's outermost level");
  }
  const { outputText } = ts.transpileModule(output + code.slice(end), {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      useDefineForClassFields: false,
      verbatimModuleSyntax: false,
    },
  });
  return outputText;
}

function claimed(statement: ts.Statement, { kind, text }: Claim): string {
  const rest = `${JSON.stringify(kind)}, ${JSON.stringify(text)});`;
  if (ts.isExpressionStatement(statement)) {
    return `;await $claim(async () => (${statement.expression.getText()}), ${rest}`;
  }
  const variable = ts.isVariableStatement(statement) ? statement.declarationList.declarations.at(-1) : undefined;
  const value = variable && ts.isIdentifier(variable.name) ? variable.name.text : "undefined";
  return `${statement.getText()};await $claim(async () => ${value}, ${rest}`;
}

/** The comment behind a statement, and the lines below that carry it on: further claims, or lines set in deeper. */
function claimAfter(code: string, end: number): (Claim & { lines: number }) | undefined {
  const [first = "", ...below] = code.slice(end).replace(/^;/, "").split("\n");
  const lines = [first, ...below];
  const claim = /^\s*\/\/ ?(=>|prints|throws)(.*)$/;
  const start = claim.test(first) ? 0 : 1;
  if (start === 1 && first.trim() !== "") return undefined;
  const texts: string[] = [];
  let kind: Claim["kind"] = "=>";
  let count = 0;
  for (const line of lines.slice(start)) {
    const [, mark, text] = claim.exec(line) ?? [];
    const [, further] = (texts.length > 0 && /^\s*\/\/(\s{2,}.*)$/.exec(line)) || [];
    if (mark === undefined && further === undefined) break;
    if (mark === "throws") kind = "throws";
    if (mark !== undefined) count++;
    texts.push((text ?? further ?? "").trim());
  }
  return texts.length > 0 ? { kind, text: texts.join("\n"), lines: count } : undefined;
}
