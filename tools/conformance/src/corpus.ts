import { fileURLToPath } from "node:url";

/** The folder of the cases that this project holds. */
export const corpusFolder: string = fileURLToPath(new URL("../corpus", import.meta.url));
