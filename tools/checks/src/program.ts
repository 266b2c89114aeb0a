import { join } from "node:path";
import ts from "typescript";
import { packages, root, sources } from "./workspace.js";

/** The program of all packages. */
export function packagesProgram(): ts.Program {
  const files = packages().flatMap(({ folder }) => sources(`${folder}/src`, /(?<!\.test)\.ts$/));
  return createProgram(files.map(({ path }) => join(root, path)));
}

/**
 * A program over these files, and over `virtual` texts that are not on disk, with the compiler options of the workspace
 * or these in their place.
 */
export function createProgram(
  paths: readonly string[],
  virtual: ReadonlyMap<string, string> = new Map(),
  replaced: ts.CompilerOptions = {},
): ts.Program {
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root);
  const options = { ...parsed.options, ...replaced };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (path) => virtual.get(path) ?? readFile(path);
  host.fileExists = (path) => virtual.has(path) || fileExists(path);
  return ts.createProgram([...paths, ...virtual.keys()], options, host);
}
