import { posix } from "node:path";
import MarkdownIt from "markdown-it";
import { escaped, highlighted } from "./highlight.js";

/** A heading of a page, and the text up to the next. */
export interface Section {
  readonly title: string;
  readonly id: string;
  readonly level: number;
  text: string;
}

const markdown = new MarkdownIt({ html: true });
const { rules } = markdown.renderer;

rules.fence = (tokens, index) => {
  const { info, content, meta } = tokens[index]!;
  const language = info.split(" ")[0]!;
  const label = { python: "Python", ts: "TypeScript", output: "Printed", sh: "Shell" }[language];
  const code = `<pre tabindex="0"><code>${highlighted(content.trimEnd(), language)}</code></pre>`;
  const figure = `<figure class="code ${language}">${label ? `<figcaption>${label}</figcaption>` : ""}${code}</figure>\n`;
  return `${meta?.before ?? ""}${figure}${meta?.after ?? ""}`;
};
rules.image = (tokens, index) => {
  const { content, meta } = tokens[index]!;
  return `<span class="picture" role="img" aria-label="${escaped(content)}">${meta?.svg}</span>`;
};
rules.table_open = () => '<div class="scroll" tabindex="0"><table>\n';
rules.table_close = () => "</table></div>\n";

type Token = ReturnType<typeof markdown.parse>[number];

/** Python with what it prints stands beside the TypeScript that follows, with what that prints. */
function pair(tokens: readonly Token[]): void {
  const languageAt = (index: number): string | undefined =>
    tokens[index]?.type === "fence" ? tokens[index].info.split(" ")[0] : undefined;
  for (let index = 0; index < tokens.length; index++) {
    if (languageAt(index) !== "python") continue;
    const second = languageAt(index + 1) === "output" ? index + 2 : index + 1;
    if (languageAt(second) !== "ts") continue;
    const last = languageAt(second + 1) === "output" ? second + 1 : second;
    tokens[index]!.meta = { before: '<div class="pair"><div>\n' };
    tokens[second]!.meta = { before: "</div><div>\n" };
    tokens[last]!.meta = { ...tokens[last]!.meta, after: "</div></div>\n" };
  }
}

/** What a text refers to beside it. */
export interface Neighbours {
  /** Where a relative link leads in the site; what is only in the repository is named and not linked. */
  linkTo(href: string): string | undefined;
  /** The SVG of a picture, which becomes part of the page. */
  picture(source: string): string;
}

/** A Markdown text as HTML, and its sections. */
export function rendered(text: string, { linkTo, picture }: Neighbours): { html: string; sections: Section[] } {
  const tokens = markdown.parse(text, {});
  pair(tokens);
  const sections: Section[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type === "heading_open") {
      const title = plain(tokens[index + 1]!);
      const id = unique(slug(title), sections);
      token.attrSet("id", id);
      sections.push({ title, id, level: Number(token.tag.slice(1)), text: "" });
    } else if (token.type === "inline" && tokens[index - 1]!.type !== "heading_open" && sections.length > 0) {
      sections.at(-1)!.text += ` ${plain(token)}`;
    }
    // a header cell that says nothing is none
    if (token.type === "inline" && token.content === "" && tokens[index - 1]!.type === "th_open") {
      tokens[index - 1]!.tag = "td";
      tokens[index + 1]!.tag = "td";
    }
    let isDropped = false;
    for (const child of token.children ?? []) {
      if (child.type === "image") child.meta = { svg: picture(String(child.attrGet("src"))) };
      const href = String(child.attrGet("href"));
      if (child.type === "link_open" && !/^(\w+:|#)/.test(href)) {
        const link = linkTo(href);
        isDropped = link === undefined;
        child.attrs = link === undefined ? [] : [["href", link]];
      }
      if (isDropped && child.type.startsWith("link_")) child.tag = "span";
      if (child.type === "link_close") isDropped = false;
    }
  }
  return { html: markdown.renderer.render(tokens, markdown.options, {}), sections };
}

/** A text of a comment as HTML; `{@link name}` is shown as the name, linked where there is a page. */
export function renderedComment(text: string, linkOf: (name: string) => string | undefined): string {
  const linked = text.replace(/\{@link ([^}\s]+)\s*\}/g, (_, name: string) => {
    const link = linkOf(name);
    return link === undefined ? `\`${name}\`` : `[\`${name}\`](${link})`;
  });
  return markdown.render(linked.replace(/<(?=\w)/g, "&lt;"));
}

function plain(token: Token): string {
  return (token.children ?? []).map(({ content, type }) => (type === "softbreak" ? " " : content)).join("");
}

function slug(title: string): string {
  return escaped(title)
    .replace(/&#\d+;/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .trim()
    .replace(/\s+/g, "-");
}

function unique(id: string, sections: readonly Section[]): string {
  const taken = sections.filter((section) => section.id === id || section.id.startsWith(`${id}-`)).length;
  return taken === 0 ? id : `${id}-${taken}`;
}

/** The way from one page of the site to another. */
export function way(from: string, to: string): string {
  const [path = "", hash] = to.split("#");
  const relative = posix.relative(posix.dirname(from), path) || posix.basename(path);
  return hash === undefined ? relative : `${relative}#${hash}`;
}
