import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const output = fileURLToPath(new URL("../dist/program.mjs", import.meta.url));

/**
 * Bundles the program with the library as users get it: class fields are assigned, and functions keep no names. Under a loader that
 * runs the sources as they are, everything would be several times slower.
 */
export async function bundle(): Promise<string> {
  await build({
    entryPoints: [fileURLToPath(new URL("./program.ts", import.meta.url))],
    outfile: output,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    conditions: ["@flambeau/source"],
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, verbatimModuleSyntax: true } },
    logLevel: "error",
  });
  return output;
}
