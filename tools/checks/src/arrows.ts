import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { importsOf } from "./imports.js";
import type { Member, Source } from "./workspace.js";

/** Which packages a package may import; `types` where only `import type` may. Apps and tools may import every package, and each other. */
const arrows: Record<string, Record<string, "code" | "types">> = {
  "@flambeau/core": {},
  "@flambeau/nn": { "@flambeau/core": "code" },
  "@flambeau/losses": { "@flambeau/core": "code", "@flambeau/nn": "code" },
  "@flambeau/optim": { "@flambeau/core": "code" },
  "@flambeau/data": { "@flambeau/core": "code" },
  "@flambeau/io": { "@flambeau/core": "code" },
  "@flambeau/plot": { "@flambeau/core": "types" },
  "@flambeau/plot-vega": { "@flambeau/plot": "code" },
  "@flambeau/plot-plotly": { "@flambeau/plot": "code" },
  "@flambeau/plot-terminal": { "@flambeau/plot": "code" },
  flambeau: {
    "@flambeau/core": "code",
    "@flambeau/nn": "code",
    "@flambeau/losses": "code",
    "@flambeau/optim": "code",
    "@flambeau/data": "code",
    "@flambeau/io": "code",
    "@flambeau/plot": "code",
    "@flambeau/plot-vega": "code",
    "@flambeau/plot-plotly": "code",
    "@flambeau/plot-terminal": "code",
  },
};

/** Each import that goes against the house plan, as a line. */
export function wrongArrows(sources: readonly Source[], members: readonly Member[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const owner = members.find(({ folder }) => path.startsWith(`${folder}/`));
    if (!owner) return [];
    const complaints = importsOf(path, text).map(({ specifier, typeOnly }) =>
      specifier.startsWith(".")
        ? complainOfPath(owner, path, specifier)
        : (complainOfMember(owner, members, specifier, typeOnly) ?? complainOfManifest(owner, path, specifier)),
    );
    return complaints.flatMap((complaint) => (complaint ? [`${path}: ${complaint}`] : []));
  });
}

/** A relative import stays in its package. */
function complainOfPath(owner: Member, path: string, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  return target.startsWith(`${owner.folder}/`) ? undefined : `"${specifier}" leaves ${owner.folder}`;
}

/** An import of a sister goes through its `exports`, and along an arrow. */
function complainOfMember(
  owner: Member,
  members: readonly Member[],
  specifier: string,
  typeOnly: boolean,
): string | undefined {
  const target = members.find(({ manifest: { name } }) => specifier === name || specifier.startsWith(`${name}/`));
  if (!target || target === owner) return undefined;
  const isPublished = owner.folder.startsWith("packages/");
  if (isPublished && !target.folder.startsWith("packages/")) return `"${specifier}" is an app or a tool`;
  if (!(`.${specifier.slice(target.manifest.name.length)}` in (target.manifest.exports ?? {}))) {
    return `"${specifier}" is a deep import`;
  }
  if (!isPublished) return undefined;
  const arrow = arrows[owner.manifest.name]?.[target.manifest.name];
  if (!arrow) return `${owner.manifest.name} may not depend on ${target.manifest.name}`;
  return arrow === "types" && !typeOnly
    ? `${owner.manifest.name} may import only types of ${target.manifest.name}`
    : undefined;
}

/** An import from outside a file's folder is declared; only tests may use what is declared for development. */
function complainOfManifest(owner: Member, path: string, specifier: string): string | undefined {
  const { name, dependencies, peerDependencies, optionalDependencies, devDependencies } = owner.manifest;
  const target = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
  if (isBuiltin(specifier) || target === name) return undefined;
  const forTests = /\.(test|bench)\.ts$|\/test\//.test(path);
  const declared = { ...dependencies, ...peerDependencies, ...optionalDependencies, ...(forTests && devDependencies) };
  return target in declared ? undefined : `"${target}" is not among the dependencies of ${name}`;
}
