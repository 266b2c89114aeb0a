import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import type { Story } from "../src/story.js";

const program = fileURLToPath(new URL("../src/print-stories.ts", import.meta.url));
const list = "virtual:stories";
const one = "virtual:story/";

/**
 * Lets the page import what can be told without running a walkthrough: `virtual:stories` is the list of them, `virtual:story/ID`
 * a whole one, in a chunk of its own. The stories come from the modules themselves, run once when the page is built.
 */
export function stories(): Plugin {
  let told: readonly Story[] | null = null;
  const tell = (): readonly Story[] => {
    const run = ["--conditions=@flambeau/source", "--import", "tsx", program];
    told ??= JSON.parse(execFileSync(process.execPath, run, { encoding: "utf8", maxBuffer: 2 ** 26 })) as Story[];
    return told;
  };
  return {
    name: "flambeau:stories",
    resolveId: (id) => (id === list || id.startsWith(one) ? `\0${id}` : null),
    load(id) {
      if (id === `\0${list}`) {
        const loaders = tell().map(({ id, title, summary }) => {
          const about = JSON.stringify({ id, title, summary }).slice(1, -1);
          return `{ ${about}, load: () => import(${JSON.stringify(one + id)}).then((story) => story.default) }`;
        });
        return `export const stories = [${loaders.join(",\n")}];`;
      }
      const story = tell().find((story) => id === `\0${one}${story.id}`);
      return story && `export default ${JSON.stringify(story)};`;
    },
  };
}
