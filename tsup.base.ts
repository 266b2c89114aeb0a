import type { Options } from "tsup";

/** What every package builds: one ESM file with declarations. */
export const base: Options = {
  entry: ["src/index.ts"],
  format: ["esm"],
  target: "es2022",
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  sourcemap: true,
  clean: true,
  treeshake: true,
};
