import ts from "typescript";

/** A name that may stand at a place of a program. */
export interface Suggestion {
  readonly name: string;
  /** What comes before others has a smaller one. */
  readonly order: string;
}

/** What is known of a name: its type, and the first paragraph of its documentation. */
export interface Description {
  readonly type: string;
  readonly text: string;
}

/** What the types know of a program. */
export interface TypeService {
  /** Names that may stand at a place of a program, counted in characters from its beginning. */
  suggestions(program: string, at: number): Suggestion[];
  /** Tells of one of them. */
  description(program: string, at: number, name: string): Description | null;
}

const file = "/program.ts";

const settings: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
  types: [],
  strict: true,
  skipLibCheck: true,
};

/** Reads programs with TypeScript itself, beside the declarations of what they may import, by the paths of their files. */
export function typeService(declarations: Readonly<Record<string, string>>): TypeService {
  let program = "";
  let version = 0;
  const folders = new Set(Object.keys(declarations).flatMap(foldersOf));
  const read = (name: string): string | undefined => (name === file ? program : declarations[name]);
  const service = ts.createLanguageService({
    getCompilationSettings: () => settings,
    getScriptFileNames: () => [file, "/sketch.d.ts", "/console.d.ts"],
    getScriptVersion: (name) => (name === file ? String(version) : "0"),
    getScriptSnapshot(name) {
      const text = read(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => "/",
    getDefaultLibFileName: () => "/lib.es2023.d.ts",
    fileExists: (name) => read(name) !== undefined,
    readFile: read,
    directoryExists: (folder) => folders.has(folder),
    getDirectories: () => [],
  });
  const open = (text: string): void => {
    if (text === program) return;
    program = text;
    version++;
  };
  return {
    suggestions(text, at) {
      open(text);
      const found = service.getCompletionsAtPosition(file, at, {});
      return (found?.entries ?? []).map(({ name, sortText }) => ({ name, order: sortText }));
    },
    description(text, at, name) {
      open(text);
      const found = service.getCompletionEntryDetails(file, at, name, {}, undefined, {}, undefined);
      if (found === undefined) return null;
      const [paragraph = ""] = ts.displayPartsToString(found.documentation).split("\n\n");
      return { type: ts.displayPartsToString(found.displayParts), text: paragraph };
    },
  };
}

/** The folders that a path lies in. */
function foldersOf(path: string): string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index) || "/");
}
