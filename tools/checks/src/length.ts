import type { Source } from "./workspace.js";

const limit = 400;

/** Each file of more than 400 lines, as a line. */
export function longFiles(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
    return lines > limit ? [`${path} has ${lines} lines; split it by meaning`] : [];
  });
}
