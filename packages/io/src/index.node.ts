// The entry for Node: the same names, and paths.
import { nodePlatform } from "./node/platform.js";
import { usePlatform } from "./platform.js";

usePlatform(nodePlatform);

export * from "./index.js";
