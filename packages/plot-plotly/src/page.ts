import type { FigureLike } from "@flambeau/plot";
import { toPlotly } from "./figure.js";
import type { PlotlyFigure } from "./plotly.js";

/** What a page is made with. */
export interface PageOptions {
  /** Plotly itself: the address of its script, or its whole text for a page that needs nothing else. */
  readonly plotly: string;
  /** The title of the page. Default: `"Figure"`. */
  readonly title?: string;
}

/**
 * A figure as an HTML page of its own. The text of Plotly is `readFileSync("node_modules/plotly.js-dist-min/plotly.min.js", "utf8")`.
 *
 * @example
 * const page = toHtml(subplots()[0], { plotly: "https://cdn.example/plotly.min.js" });
 * page.includes('<script src="https://cdn.example/plotly.min.js">') // => true
 */
export function toHtml(figure: FigureLike | PlotlyFigure, { plotly, title = "Figure" }: PageOptions): string {
  const drawn = "data" in figure ? figure : toPlotly(figure);
  const isAddress = !/[\n;]/.test(plotly);
  const script = isAddress ? `<script src="${escaped(plotly)}"></script>` : `<script>${inScript(plotly)}</script>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
${script}
</head>
<body>
<div id="figure"></div>
<script>
Plotly.newPlot("figure", ${inScript(JSON.stringify({ ...drawn, config: { responsive: true, displaylogo: false } }))});
</script>
</body>
</html>
`;
}

/** A text that cannot end its script element. */
function inScript(text: string): string {
  return text.replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--");
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
