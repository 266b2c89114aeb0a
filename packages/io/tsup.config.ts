import { defineConfig } from "tsup";
import { base } from "../../tsup.base.ts";

/** Two entries, of which only the one for Node imports modules of Node. */
export default defineConfig({
  ...base,
  entry: ["src/index.ts", "src/index.node.ts"],
  removeNodeProtocol: false,
});
