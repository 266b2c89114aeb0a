import type { BackwardGraph, GraphBox } from "./backward-graph.js";

const fills = { leaf: "#5b9bd5", operation: "none", output: "#e8833a" };

/**
 * A graph as SVG, which takes dark and light from the reader's system.
 *
 * @example
 * const { width, height } = { width: 40, height: 30 };
 * backwardGraphSvg({ boxes: [], edges: [], width, height }).startsWith('<svg class="backward-graph"') // => true
 */
export function backwardGraphSvg({ boxes, edges, width, height }: BackwardGraph): string {
  return `<svg class="backward-graph" xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, Menlo, DejaVu Sans Mono, monospace" font-size="12">
<title>The graph that gradients flow through, against its arrows</title>
<style>.backward-graph { color: #23201d } @media (prefers-color-scheme: dark) { .backward-graph { color: #ebe5dc } }</style>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>
${edges.map((points) => `<path d="${curve(points)}" fill="none" stroke="currentColor" marker-end="url(#arrow)"/>`).join("\n")}
${boxes.map(drawn).join("\n")}
</svg>
`;
}

/** Leaves and reaches every point straight down. */
function curve(points: readonly (readonly [x: number, y: number])[]): string {
  const [[x, y]] = points as [readonly [number, number]];
  let path = `M${x} ${y}`;
  for (let i = 1; i < points.length; i++) {
    const [[x0, y0], [x1, y1]] = [points[i - 1]!, points[i]!];
    const middle = (y0 + y1) / 2;
    path += `C${x0} ${middle} ${x1} ${middle} ${x1} ${y1}`;
  }
  return path;
}

function drawn({ kind, lines, x, y, width, height }: GraphBox): string {
  const [left, top] = [x - width / 2, y - height / 2];
  const texts = lines.map(
    (line, i) =>
      `<text x="${x}" y="${top + 17 + 15 * i}" text-anchor="middle" fill="currentColor">${escaped(line)}</text>`,
  );
  const box = `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="5" fill="${fills[kind]}" fill-opacity="0.3" stroke="currentColor"/>`;
  return `<g>${box}${texts.join("")}</g>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
