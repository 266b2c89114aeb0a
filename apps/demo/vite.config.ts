import { defaultClientConditions, defineConfig, type UserConfig } from "vite";
import { stories } from "./web/stories.js";

/** The web face: a static site that works from any folder of any file server. */
const config: UserConfig = defineConfig({
  root: new URL("web", import.meta.url).pathname,
  base: "./",
  resolve: { conditions: ["@flambeau/source", ...defaultClientConditions] },
  plugins: [stories()],
  // modules and optimizers print the names of their classes
  worker: { format: "es", rolldownOptions: { output: { keepNames: true } } },
  build: { outDir: "../dist", emptyOutDir: true, target: "es2022" },
  server: { port: 5173 },
});

export default config;
