import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser as javascript } from "@lezer/javascript";
import { parser as python } from "@lezer/python";

const parsers = { ts: javascript.configure({ dialect: "ts" }), python };

/** A text in HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Code as HTML, with a class for each kind of token; `linkOf` may give a name a page. */
export function highlighted(code: string, language: string, linkOf: Links = () => undefined): string {
  const parser = parsers[language as keyof typeof parsers];
  if (!parser) return escaped(code);
  let html = "";
  const put = (text: string, classes: string) => {
    const inner = /comment|string/.test(classes) ? escaped(text) : withLinks(text, linkOf);
    html += classes === "" ? inner : `<span class="${classes}">${inner}</span>`;
  };
  highlightCode(code, parser.parse(code), classHighlighter, put, () => {
    html += "\n";
  });
  return html;
}

/** The signature of a member of a class, which alone would be no statement. */
export function highlightedMember(code: string, linkOf: Links): string {
  return highlighted(`class C {\n${code}\n}`, "ts", linkOf).split("\n").slice(1, -1).join("\n");
}

/** Where a name is told. */
export type Links = (name: string) => string | undefined;

function withLinks(text: string, linkOf: Links): string {
  return text
    .split(/([A-Za-z_$][\w$]*)/)
    .map((part) => {
      const link = linkOf(part);
      return link === undefined ? escaped(part) : `<a href="${link}">${escaped(part)}</a>`;
    })
    .join("");
}
