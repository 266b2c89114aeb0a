import { escaped } from "./highlight.js";
import { way } from "./markdown.js";

/** A page without its frame. */
export interface Page {
  /** From the root of the site. */
  readonly url: string;
  readonly title: string;
  /** The inside of `main`. */
  readonly html: string;
}

/** A link of the menu. */
export interface MenuItem {
  readonly title: string;
  readonly url: string;
}

/** The menu: titled lists of links. */
export type Menu = readonly { readonly title: string; readonly items: readonly MenuItem[] }[];

/** A page in its frame. Every address in it is relative, so that the site works from any folder, and from a disk. */
export function framed({ url, title, html }: Page, menu: Menu): string {
  const to = (target: string): string => way(url, target);
  const lists = menu.map(({ title, items }) => {
    const links = items.map((item) => {
      const isHere =
        item.url === url ||
        (url.startsWith("api/") && item.url === `${url.split("/").slice(0, 2).join("/")}/index.html`);
      return `<li><a href="${to(item.url)}"${isHere ? ' aria-current="page"' : ""}>${escaped(item.title)}</a></li>`;
    });
    return `<h2>${title}</h2>\n<ul>\n${links.join("\n")}\n</ul>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – Flambeau</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${to("style.css")}">
<script src="${to("search.js")}" data-root="${to("index.html").replace("index.html", "")}" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="top">
<a class="brand" href="${to("index.html")}">Flambeau</a>
<a class="to-menu" href="#menu">Menu</a>
<form role="search" hidden>
<input type="search" aria-label="Search" placeholder="Search  /" autocomplete="off" aria-controls="found">
<ul class="found" id="found" hidden></ul>
</form>
</header>
<div class="columns">
<main id="content" tabindex="-1">
${html}
</main>
<nav class="menu" id="menu" aria-label="Contents">
${lists.join("\n")}
</nav>
</div>
</body>
</html>
`;
}
