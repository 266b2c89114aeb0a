import { type Comment, firstSentence } from "./comment.js";
import { escaped, highlighted, highlightedMember, type Links } from "./highlight.js";
import { renderedComment, way } from "./markdown.js";
import type { Page } from "./page.js";
import type { Entry, MemberEntry, Room } from "./reference.js";

/** The page of a name, for a page of this package. */
export interface Finder {
  type(name: string, fromPackage: string): string | undefined;
  function(name: string, fromPackage: string): string | undefined;
}

/** The page of a public name. */
export function entryPage(entry: Entry, find: Finder): Page {
  const linkOf: Links = (name) => {
    const url = find.type(name, entry.package);
    return url === undefined || url === entry.url ? undefined : way(entry.url, url);
  };
  const base = entry.base === undefined ? undefined : linkOf(entry.base);
  const members = entry.members.map((member) => {
    // a method that a function lends is told there
    const url = member.isLent ? find.function(member.name.replace(/_$/, ""), entry.package) : undefined;
    return memberHtml(member, linkOf, url && way(entry.url, url));
  });
  const html = `<p class="where"><a href="index.html">${entry.package}</a> · ${kinds[entry.kind]}</p>
<h1>${escaped(entry.name)}</h1>
${declared(entry.signatures.map((signature) => highlighted(signature, "ts", linkOf)))}
${told(entry.comment, linkOf)}
${members.length > 0 ? `<h2>Members</h2>\n${members.join("\n")}` : ""}
${base ? `<p>It also has the members of <a href="${base}"><code>${entry.base}</code></a>.</p>` : ""}
<p class="where">Declared in <code>${entry.source}</code></p>`;
  return { url: entry.url, title: entry.name, html };
}

const kinds = { class: "class", function: "function", const: "constant", type: "type", namespace: "namespace" };

function memberHtml({ name, signatures, comment }: MemberEntry, linkOf: Links, lender: string | undefined): string {
  const link = lender && `<a href="${lender}">More</a>`;
  return `<section class="member" id="${escaped(name)}">
<h3>${escaped(name)}</h3>
${declared(signatures.map((signature) => highlightedMember(signature, linkOf)))}
${link ? `<p>${sentence(comment)} ${link}</p>` : told(comment, linkOf)}
</section>`;
}

function declared(signatures: readonly string[]): string {
  return `<pre class="declared" tabindex="0"><code>${signatures.join("\n")}</code></pre>`;
}

/** The first sentence, within a line. */
function sentence({ text }: Comment): string {
  return renderedComment(firstSentence(text), () => undefined)
    .replace(/<\/?p>/g, "")
    .trim();
}

function told(comment: Comment, linkOf: Links): string {
  const html = (text: string): string =>
    renderedComment(text, linkOf)
      .trim()
      .replace(/^<p>([\s\S]*)<\/p>$/, "$1");
  const list = (title: string, items: readonly { name: string; text: string }[]): string =>
    items.length === 0
      ? ""
      : `<dl><dt>${title}</dt>${items.map(({ name, text }) => `<dd><code>${escaped(name)}</code> ${html(text)}</dd>`).join("")}</dl>`;
  return [
    renderedComment(comment.text, linkOf),
    list("Takes", comment.params),
    comment.returns === undefined ? "" : `<dl><dt>Gives</dt><dd>${html(comment.returns)}</dd></dl>`,
    list(
      "Throws",
      comment.throws.map(({ type, text }) => ({ name: type, text })),
    ),
    ...comment.examples.map(
      (code) =>
        `<figure class="code ts"><figcaption>Example</figcaption><pre tabindex="0"><code>${highlighted(code, "ts")}</code></pre></figure>`,
    ),
  ].join("\n");
}

const titles = { class: "Classes", function: "Functions", const: "Constants", type: "Types" };

/** The page of a package or of a namespace: its names with a sentence each, below what introduces it. */
export function roomPage(room: Room, rooms: readonly Room[], introduction?: string): Page {
  const title = room.name === "" ? room.package : `${room.package}: ${room.name}`;
  const lists = (["class", "function", "const", "type"] as const).map((kind) => {
    const names = room.names.filter(({ entry }) => entry.kind === kind);
    return names.length === 0
      ? ""
      : `<h2>${titles[kind]}</h2>\n<ul class="names">\n${names.map((one) => item(one, room.url)).join("\n")}\n</ul>`;
  });
  const inside = rooms.filter(
    ({ package: owner, name }) => owner === room.package && parentOf(name) === room.name && name !== "",
  );
  const html = `<p class="where">${room.name === "" ? "package" : `<a href="index.html">${room.package}</a> · namespace`}</p>
${introduction ?? `<h1>${title}</h1>`}
${inside.length > 0 ? `<h2>Namespaces</h2>\n<ul>${inside.map(({ name, url }) => `<li><a href="${way(room.url, url)}">${name}</a></li>`).join("")}</ul>` : ""}
${lists.join("\n")}`;
  return { url: room.url, title, html };
}

function item({ name, entry }: { name: string; entry: Entry }, from: string): string {
  return `<li><a href="${way(from, entry.url)}"><code>${escaped(name)}</code></a> ${sentence(entry.comment)}</li>`;
}

function parentOf(name: string): string {
  return name.split(".").slice(0, -1).join(".");
}
