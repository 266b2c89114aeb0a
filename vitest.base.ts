import { defineConfig } from "vitest/config";

/** Packages find each other's sources, so nothing needs building before a test. */
export default defineConfig({
  ssr: { resolve: { conditions: ["@flambeau/source"] } },
  test: { include: ["src/**/*.test.ts", "test/**/*.test.ts", "walkthroughs/**/*.test.ts"] },
});
