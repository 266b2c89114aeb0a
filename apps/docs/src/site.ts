import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { packagesProgram } from "@flambeau/checks/program";
import { buildSync } from "esbuild";
import { firstSentence } from "./comment.js";
import { framed, type Menu, type Page } from "./page.js";
import { readProse } from "./prose.js";
import { type Entry, readReference } from "./reference.js";
import { entryPage, type Finder, roomPage } from "./reference-page.js";

/** What the search finds. */
export interface Found {
  readonly title: string;
  /** Where it stands: a package or a guide. */
  readonly place: string;
  readonly url: string;
  readonly text: string;
}

/** Every file of the site, by its path. */
export function makeSite(): Map<string, string> {
  const { rooms, entries } = readReference(packagesProgram());
  const found: Found[] = [];
  const prose = readProse();
  for (const { title, url, sections } of prose) {
    for (const section of sections) {
      found.push({ title: section.title, place: title, url: `${url}#${section.id}`, text: section.text });
    }
  }
  for (const { name, kind, comment, url, package: place, members } of entries) {
    found.push({ title: name, place, url, text: firstSentence(comment.text) });
    for (const member of kind === "class" ? members : []) {
      const text = firstSentence(member.comment.text);
      if (text !== "" && member.name !== "constructor")
        found.push({ title: `${name}.${member.name}`, place, url: `${url}#${member.name}`, text });
    }
  }
  const find = finder(entries);
  const introductions = new Map(prose.map((page) => [page.url, page]));
  const pages: Page[] = [
    ...prose.filter(({ url }) => !url.startsWith("api/")),
    ...rooms.map((room) => roomPage(room, rooms, introductions.get(room.url)?.html)),
    ...entries.map((entry) => entryPage(entry, find)),
  ];

  const menu = menuOf(pages, rooms);
  const files = new Map(pages.map((page) => [page.url, framed(page, menu)]));
  if (new Set([...files.keys()].map((url) => url.toLowerCase())).size < pages.length) {
    throw new Error("two pages have one address on a disk that ignores case");
  }
  return files
    .set("style.css", readFileSync(web("style.css"), "utf8"))
    .set("search.js", bundled("search.ts"))
    .set("search-index.js", `flambeauPages=${JSON.stringify(found)}`);
}

/** A name is looked for in the own package first. */
function finder(entries: readonly Entry[]): Finder {
  const among = (kinds: readonly Entry["kind"][]) => {
    const byName = new Map<string, Entry[]>();
    for (const entry of entries) {
      const name = entry.name.split(".").at(-1)!;
      if (kinds.includes(entry.kind)) byName.set(name, [...(byName.get(name) ?? []), entry]);
    }
    return (name: string, from: string): string | undefined => {
      const candidates = byName.get(name);
      return (candidates?.find((entry) => entry.package === from) ?? candidates?.[0])?.url;
    };
  };
  return { type: among(["class", "type"]), function: among(["function"]) };
}

function menuOf(pages: readonly Page[], rooms: readonly { name: string; package: string; url: string }[]): Menu {
  const below = (folder: string) => pages.filter(({ url }) => url.startsWith(folder));
  return [
    { title: "Guides", items: below("guides/") },
    {
      title: "Reference",
      items: [
        ...rooms.filter(({ name }) => name === "").map(({ package: title, url }) => ({ title, url })),
        { title: "Compatibility", url: "compatibility.html" },
      ],
    },
    {
      title: "Contributing",
      items: below("contributing/").sort(
        (a, b) => Number(b.url.endsWith("index.html")) - Number(a.url.endsWith("index.html")),
      ),
    },
  ];
}

function web(file: string): string {
  return fileURLToPath(new URL(`../web/${file}`, import.meta.url));
}

/** A classic script, which browsers also load from a disk. */
function bundled(file: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [web(file)],
    bundle: true,
    minify: true,
    format: "iife",
    write: false,
  });
  return outputFiles[0]!.text;
}
