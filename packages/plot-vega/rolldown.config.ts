import { base } from "../../rolldown.base.ts";

/** Two entries, of which only the one for Node imports modules of Node. */
export default { ...base, input: ["src/index.ts", "src/index.node.ts"] };
