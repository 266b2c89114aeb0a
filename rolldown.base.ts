import { readFileSync } from "node:fs";
import type { Plugin, RolldownOptions } from "rolldown";

/**
 * Functions whose name ends in `Op` declare an operation and do nothing else. Where a top-level constant is declared by one, the
 * output says so, and the bundlers of users drop the operations that they do not use.
 */
const pureDeclarations: Plugin = {
  name: "pure-declarations",
  renderChunk: (code) => ({ code: code.replace(/^const \w+ = (?=\w+Op\()/gm, "$&/* @__PURE__ */ "), map: null }),
};

/** Credits go where the constants go. */
const credits: Plugin = {
  name: "credits",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "NOTICE", source: readFileSync("../../NOTICE", "utf8") });
  },
};

/** What every package builds: one ESM file; its declarations come from the compiler, file by file (`tsconfig.build.json`). */
export const base = {
  input: "src/index.ts",
  external: /^(@?[a-z]|node:)/,
  platform: "neutral",
  tsconfig: "tsconfig.json",
  transform: { target: "es2022" },
  plugins: [pureDeclarations, credits],
  // The declarations hold the documentation.
  output: { sourcemap: true, cleanDir: true, comments: { jsdoc: false } },
  experimental: { attachDebugInfo: "none" },
} satisfies RolldownOptions;
