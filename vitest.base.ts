import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

/** Packages find each other's sources, so nothing needs building before a test. */
const config: ViteUserConfig = {
  ssr: { resolve: { conditions: ["@flambeau/source", "node"] } },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "walkthroughs/**/*.test.ts"],
    setupFiles: [fileURLToPath(new URL("./vitest.setup.ts", import.meta.url))],
    testTimeout: 30_000,
    // The files of a package share what they import, which takes longer to load than most of them to run.
    isolate: false,
  },
};

export default config;
