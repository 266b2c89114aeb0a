import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { Failure } from "../run.js";
import { ceilings, type Import, lean } from "./ceilings.js";
import type { Consumer } from "./folders.js";

/** Prints what typical imports weigh, minified and compressed, and fails where one weighs more than its ceiling. */
export async function checkSizes(consumers: readonly Consumer[]): Promise<void> {
  const folderOf = (name: string) => consumers.find((consumer) => consumer.name === name)!.folder;
  const broken: string[] = [];
  console.log("| import | minified | compressed | ceiling | because |\n| --- | --- | --- | --- | --- |");
  for (const { title, ceiling, because, ...rest } of ceilings) {
    const text = await bundled(rest, folderOf(rest.from));
    const compressed = gzipSync(text, { level: 9 }).length / 1000;
    const sizes = `${(text.length / 1000).toFixed(1)} kB | ${compressed.toFixed(1)} kB | ${ceiling} kB`;
    console.log(`| ${title} | ${sizes} | ${because} |`);
    if (compressed > ceiling) broken.push(`${title} weighs ${compressed} kB, more than ${ceiling} kB`);
  }
  for (const { without, markers, all, ...rest } of lean) {
    const part = await bundled(rest, folderOf(rest.from));
    const whole = await bundled({ from: rest.from, code: all }, folderOf(rest.from));
    for (const marker of markers) {
      if (!whole.includes(marker)) broken.push(`"${marker}" is no mark of ${without}`);
      if (part.includes(marker)) broken.push(`${rest.code} brings ${without}`);
    }
    console.log(`${rest.code} is without ${without}`);
  }
  if (broken.length > 0) throw new Failure(broken.join("\n"));
}

/** The bundle for browsers, minified; `alone` leaves out what the package imports from others. */
async function bundled({ code, from, alone = false }: Import, resolveDir: string): Promise<string> {
  const others: Plugin = {
    name: "others",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^@?[a-z]/ }, ({ path }) => (path === from ? undefined : { path, external: true })),
  };
  const options = { bundle: true, minify: true, write: false, format: "esm", target: "es2022" } as const;
  const stdin = { contents: code, resolveDir };
  const { outputFiles } = await build({ ...options, stdin, plugins: alone ? [others] : [], logLevel: "error" });
  return outputFiles[0]!.text;
}
