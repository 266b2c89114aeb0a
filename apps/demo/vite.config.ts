import { defaultClientConditions, defineConfig, type UserConfig } from "vite";
import { declarations } from "./web/completion/declarations.js";
import { lean } from "./web/lean.js";
import { stories } from "./web/stories.js";

/** The web face: a static site that works from any folder of any file server. */
const config: UserConfig = defineConfig({
  root: new URL("web", import.meta.url).pathname,
  base: "./",
  resolve: { conditions: ["@flambeau/source", ...defaultClientConditions] },
  plugins: [stories(), declarations()],
  worker: { format: "es", plugins: () => [lean(), declarations()] },
  build: { outDir: "../dist", emptyOutDir: true, target: "es2022" },
  // found before the page is served, not in the middle of the first run
  optimizeDeps: { entries: ["index.html", "**/worker.ts"] },
  server: { port: 5173 },
});

export default config;
