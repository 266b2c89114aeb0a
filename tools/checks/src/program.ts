import { join } from "node:path";
import ts from "typescript";
import { root } from "./workspace.js";

/** A program over these files with the compiler options of the workspace; `virtual` holds texts that are not on disk. */
export function createProgram(paths: readonly string[], virtual: ReadonlyMap<string, string> = new Map()): ts.Program {
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (path) => virtual.get(path) ?? readFile(path);
  host.fileExists = (path) => virtual.has(path) || fileExists(path);
  return ts.createProgram([...paths, ...virtual.keys()], options, host);
}
