import { fileURLToPath } from "node:url";

// Files of this project that the tool reads or writes. They are found from here and from nowhere else, because the command runs as
// one file in `dist`, a folder as deep as this one.

const place = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The folder of the cases that this project holds. */
export const corpusFolder: string = place("../corpus");

/** The folder of the cases with tensors that hold nothing. */
export const zeroSizeFolder: string = place("../zero-size");

/** The table of what is here of PyTorch. */
export const compatibilityFile: string = place("../../../COMPATIBILITY.md");

/** PyTorch's documented names by namespace, as `compatibility/names.py` lists them. */
export const namesFile: string = place("../compatibility/names.json");
