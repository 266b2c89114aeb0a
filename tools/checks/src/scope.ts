import { type Example, examplesInMarkdown, examplesInSource } from "./examples.js";
import { type Member, sources } from "./workspace.js";

/**
 * The examples in a package's sources, and the packages whose public names they may use without an import,
 * beside the exports of their own file.
 */
export function sourceExamples(member: Member): { examples: Example[]; scope: string[] } {
  const { name, dependencies = {} } = member.manifest;
  const files = sources(`${member.folder}/src`, /(?<!\.test)\.ts$/);
  const sisters = Object.keys(dependencies).filter((dependency) => /^(@flambeau\/|flambeau$)/.test(dependency));
  return { examples: files.flatMap(examplesInSource), scope: [...sisters, name] };
}

/** The examples in the README files and in the documentation; they import what they use. */
export function markdownExamples(packages: readonly Member[]): Example[] {
  const folders = packages.map(({ folder }) => folder);
  const files = sources("", /\.md$/).filter(({ path }) => {
    const inPackage = folders.some((folder) => path === `${folder}/README.md`);
    return inPackage || path === "README.md" || path === "CONTRIBUTING.md" || path.startsWith("docs/");
  });
  return files.flatMap(examplesInMarkdown);
}
