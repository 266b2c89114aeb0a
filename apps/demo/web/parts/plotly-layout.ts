import type { FigureDescription } from "@flambeau/plot";
import type { PlotlyLayout } from "@flambeau/plot-plotly";

/** Pixels around the frame of axes: room for what stands beside it. */
const around = { left: 58, right: 12, top: 26, bottom: 50 };
/** Pixels that a button and a slider take below. */
const controls = 130;

/** Two axes side by side, or one above the other in a place that is higher than wide. Plotly's one legend has no room there. */
export function pairedIn(
  { clientWidth: width, clientHeight: height }: HTMLElement,
  layout: PlotlyLayout,
  figures: readonly FigureDescription[],
): PlotlyLayout {
  const isStacked = height > width;
  const room = height - controls;
  const domains = [0, 1].map((i) => {
    const [left, right] = isStacked ? [0, 1] : [i / 2, (i + 1) / 2];
    const [bottom, top] = isStacked ? [(1 - i) / 2, (2 - i) / 2] : [0, 1];
    return {
      x: [left + around.left / width, right - around.right / width],
      y: [bottom + around.bottom / room, top - around.top / room],
    } as const;
  });
  const [one, two] = domains as [Domain, Domain];
  return {
    ...layout,
    showlegend: false,
    xaxis: { ...(layout.xaxis as object), domain: one.x },
    yaxis: { ...(layout.yaxis as object), domain: one.y },
    xaxis2: { ...(layout.xaxis2 as object), domain: two.x },
    yaxis2: { ...(layout.yaxis2 as object), domain: two.y },
    annotations: domains.flatMap(({ x, y }, i) => {
      // frames have no titles of their own, so one that changes would tell of the first
      const titles = new Set(figures.map(({ axes }) => axes[i]?.title));
      const [annotation] = titles.size === 1 ? [(layout.annotations as object[])[i]] : [];
      return annotation ? [{ ...annotation, x: (x[0] + x[1]) / 2, y: y[1] }] : [];
    }),
  };
}

interface Domain {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** A layout whose black and white are the ink and the paper around an element. */
export function inColoursOf(host: HTMLElement, layout: PlotlyLayout): PlotlyLayout {
  const { color: ink, backgroundColor: paper } = getComputedStyle(host);
  const colours: Readonly<Record<string, string>> = { "#000000": ink, "#ffffff": paper };
  const text = JSON.stringify(layout, (_, value) => (typeof value === "string" ? (colours[value] ?? value) : value));
  const button = { bgcolor: paper, bordercolor: ink, font: { color: ink } };
  const { updatemenus = [], sliders = [], legend = {}, ...rest } = JSON.parse(text) as Record<string, object[]>;
  return {
    ...rest,
    legend: { ...legend, bgcolor: paper },
    updatemenus: updatemenus.map((menu) => ({ ...menu, ...button })),
    sliders: sliders.map((slider) => ({ ...slider, ...button, tickcolor: ink })),
  };
}
