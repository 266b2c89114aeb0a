import { posix } from "node:path";
import { importsOf } from "./imports.js";
import type { Member, Source } from "./workspace.js";

/** The cycles of run-time imports met on one walk, as lines `a.ts -> b.ts -> a.ts`: none only where there is none. */
export function importCycles(sources: readonly Source[], members: readonly Member[]): string[] {
  const graph = importGraph(sources, members);
  const done = new Set<string>();
  const road: string[] = [];
  const cycles: string[] = [];
  const visit = (path: string): void => {
    const start = road.indexOf(path);
    if (start >= 0) {
      cycles.push([...road.slice(start), path].join(" -> "));
      return;
    }
    if (done.has(path)) return;
    road.push(path);
    for (const next of graph.get(path) ?? []) visit(next);
    road.pop();
    done.add(path);
  };
  for (const path of graph.keys()) visit(path);
  return cycles;
}

/** Which files a file loads before its own first line runs. */
function importGraph(sources: readonly Source[], members: readonly Member[]): Map<string, string[]> {
  const paths = new Set(sources.map((source) => source.path));
  const entries = new Map(members.map(({ folder, manifest }) => [manifest.name, `${folder}/src/index.ts`]));
  const resolve = (from: string, specifier: string): string | undefined => {
    if (!specifier.startsWith(".")) return entries.get(specifier);
    const path = posix.join(posix.dirname(from), specifier);
    return [path.replace(/\.js$/, ".ts"), `${path}.ts`, `${path}/index.ts`].find((candidate) => paths.has(candidate));
  };
  return new Map(
    sources.map(({ path, text }) => {
      const imports = importsOf(path, text).filter(({ typeOnly, lazy }) => !typeOnly && !lazy);
      return [path, imports.flatMap(({ specifier }) => resolve(path, specifier) ?? [])];
    }),
  );
}
