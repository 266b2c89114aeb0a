import { blocks, pieces } from "./markup.js";
import type { Outcome } from "./play.js";
import { style } from "./report-style.js";
import type { Step } from "./steps.js";

/** The pictures of a run: SVG text by walkthrough and figure name. */
export type Pictures = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A run as one page that needs nothing but itself: prose, code, printed lines with their checks, and figures. */
export function htmlReport(outcomes: readonly Outcome[], pictures: Pictures): string {
  const chapters = outcomes.map((outcome) => chapter(outcome, pictures.get(outcome.id) ?? new Map()));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Flambeau: five PyTorch tutorials in TypeScript</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Five PyTorch tutorials, run in TypeScript</h1>
<p>Everything on this page was computed by one run of Flambeau. A green mark stands beside each line that is,
digit for digit, what PyTorch prints.</p>
${table(outcomes)}
</header>
<main>
${chapters.join("\n")}
</main>
</body>
</html>
`;
}

function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(
    ({ id, title, numbers, matching, seconds, ok }) =>
      `<tr class="${ok ? "same" : "other"}"><td><a href="#${id}">${escaped(title)}</a></td><td>${numbers}</td><td>${matching}</td><td>${seconds.toFixed(2)}</td></tr>`,
  );
  return `<table>
<thead><tr><th>walkthrough</th><th>numbers checked</th><th>matching</th><th>seconds</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`;
}

function chapter(outcome: Outcome, pictures: ReadonlyMap<string, string>): string {
  const parts: string[] = [];
  for (let i = 0; i < outcome.steps.length; i++) {
    const run: string[] = [];
    for (let step = outcome.steps[i]; step?.kind === "printed"; step = outcome.steps[++i]) run.push(printed(step));
    if (run.length)
      parts.push(`<ol class="printed"${run.length > 16 ? ' tabindex="0"' : ""}>\n${run.join("\n")}\n</ol>`);
    const step = outcome.steps[i];
    if (step) parts.push(part(step, pictures));
  }
  if (outcome.error !== undefined) parts.push(`<p class="error">Stopped: ${escaped(outcome.error.message)}</p>`);
  return `<article id="${outcome.id}">\n<h2>${escaped(outcome.title)}</h2>\n${parts.join("\n")}\n</article>`;
}

function part(step: Step, pictures: ReadonlyMap<string, string>): string {
  switch (step.kind) {
    case "heading":
      return `<h3>${escaped(step.text)}</h3>`;
    case "prose":
      return blocks(step.text)
        .map((block) =>
          block.kind === "paragraph"
            ? `<p>${inline(block.text)}</p>`
            : `<ul>\n${block.items.map((item) => `<li>${inline(item)}</li>`).join("\n")}\n</ul>`,
        )
        .join("\n");
    case "code":
      return `<pre class="code"><code>${escaped(step.text)}</code></pre>`;
    case "figure":
      return `<figure>${pictures.get(step.name) ?? ""}</figure>`;
    case "printed":
      return printed(step);
    case "progress":
      return "";
    default:
      return step satisfies never;
  }
}

function printed({ text, check }: Extract<Step, { kind: "printed" }>): string {
  const wanted = check.ok ? "" : `<span class="wanted">${escaped(check.expected ?? "nothing here")}</span>`;
  const says = check.source === "published" ? "as the tutorial shows it" : "as PyTorch 2.13 prints it";
  return `<li class="${check.ok ? "same" : "other"}" title="${check.ok ? says : `not ${says}`}"><samp>${escaped(text)}</samp>${wanted}</li>`;
}

function inline(text: string): string {
  const tags = { plain: "", strong: "strong", code: "code" };
  return pieces(text)
    .map(({ kind, text: piece }) => {
      const tag = tags[kind];
      return tag ? `<${tag}>${escaped(piece)}</${tag}>` : escaped(piece);
    })
    .join("");
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
