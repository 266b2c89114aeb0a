import { type Example, examplesInMarkdown, examplesInSource } from "./examples.js";
import { type Member, type Source, sources } from "./workspace.js";

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

/** What is written for people: README files, and the documentation. */
export function guides(): Source[] {
  const written = /^([A-Z]+|docs\/.*|(packages|apps)\/[^/]*\/README)\.md$/;
  return sources("", /\.md$/).filter(({ path }) => written.test(path));
}

/** The examples in them; they import what they use. */
export function markdownExamples(): Example[] {
  return guides().flatMap(examplesInMarkdown);
}
