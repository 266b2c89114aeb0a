import type { Options } from "tsup";

/** What every package builds: one ESM file; its declarations come from the compiler, file by file (`tsconfig.build.json`). */
export const base: Options = {
  entry: ["src/index.ts"],
  format: ["esm"],
  target: "es2022",
  sourcemap: true,
  clean: true,
  treeshake: true,
};
