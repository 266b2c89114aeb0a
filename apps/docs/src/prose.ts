import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { root, sources } from "@flambeau/checks/workspace";
import { rendered, type Section, way } from "./markdown.js";
import type { Page } from "./page.js";

/** The guides, in the order of the menu; `docs/NAME.md`. */
const order = [
  "quick-start",
  "from-pytorch",
  "autograd",
  "numerics",
  "performance",
  "memory",
  "browser",
  "checkpoints",
  "errors",
];

/** The page of each Markdown file that has one; a package's README introduces the page of the package. */
function addresses(): Map<string, string> {
  const place = ({ path }: { path: string }): number => order.indexOf(posix.basename(path, ".md"));
  const guides = sources("docs", /\.md$/).sort((a, b) => place(a) - place(b));
  const urlOf = (path: string): string => {
    const package_ = /^packages\/([^/]+)\/README\.md$/.exec(path);
    if (package_) return `api/${package_[1]}/index.html`;
    const name = path.replace(/^docs\//, "").replace(/\.md$/, ".html");
    return name.includes("/") ? name : `guides/${name}`;
  };
  return new Map([
    ["README.md", "index.html"],
    ...[...guides, ...sources("packages", /^README\.md$/)].map(({ path }): [string, string] => [path, urlOf(path)]),
    ["CONTRIBUTING.md", "contributing/index.html"],
    ["COMPATIBILITY.md", "compatibility.html"],
  ]);
}

/** Everything that is written as Markdown. */
export function readProse(): (Page & { sections: Section[] })[] {
  const urls = addresses();
  return [...urls].map(([path, url]) => {
    const beside = (href: string): string => posix.normalize(posix.join(posix.dirname(path), href));
    const { html, sections } = rendered(readFileSync(join(root, path), "utf8"), {
      linkTo(href) {
        const [file = "", hash] = href.split("#");
        const target = beside(file).replace(/\/$/, "");
        const page = urls.get(target) ?? urls.get(`${target}/README.md`);
        return page && way(url, hash === undefined ? page : `${page}#${hash}`);
      },
      picture: (source) => readFileSync(join(root, beside(source)), "utf8"),
    });
    return { url, title: sections[0]!.title, html, sections };
  });
}
