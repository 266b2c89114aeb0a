/** A program to start from. */
export interface Example {
  readonly name: string;
  load(): Promise<string>;
}

const sources = import.meta.glob<string>("./*.sketch.ts", { query: "?raw", import: "default" });

/** What each program is called; the first is there when the playground opens. */
const names: Readonly<Record<string, string>> = {
  "a-line": "A line through points",
  "two-moons": "Two moons and a moving boundary",
  digits: "A small CNN that reads digits",
  "next-letter": "A model of letters",
  "three-numbers": "Almost nothing",
};

export const examples: readonly Example[] = Object.entries(names).map(([file, name]) => ({
  name,
  load: sources[`./${file}.sketch.ts`] as () => Promise<string>,
}));
