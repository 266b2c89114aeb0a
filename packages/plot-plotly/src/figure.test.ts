import { errorSurface, figure, subplots } from "@flambeau/plot";
import { describe, expect, test } from "vitest";
import { animation, toHtml, toPlotly } from "./index.js";

const bowl = errorSurface({ x: [0, 1, 2], y: [1, 3, 5], wRange: 4, bRange: 4, samples: 6 });
bowl.record(-3, -3).record(1, 0).record(2, 1);

describe("toPlotly", () => {
  test("a surface and the path over it stand in one scene", () => {
    const { data, layout } = toPlotly(bowl.surfaceFigure());
    expect(data.map(({ type, scene }) => [type, scene])).toEqual([
      ["surface", "scene"],
      ["scatter3d", "scene"],
    ]);
    expect(data[0]?.z).toEqual(bowl.loss);
    expect(layout.scene).toMatchObject({ xaxis: { title: { text: "w" } }, zaxis: { title: { text: "loss" } } });
  });

  test("each flat axes has axes of its own, with our limits and ticks", () => {
    const [fig, [left, right]] = subplots(1, 2);
    left.plot([0, 10], [1, 3], "r--", { label: "line" }).legend();
    right.plot([1, 100], [1, 1000]).setYscale("log").grid();
    const { data, layout } = toPlotly(fig);
    expect(data.map(({ xaxis, yaxis }) => [xaxis, yaxis])).toEqual([
      ["x", "y"],
      ["x2", "y2"],
    ]);
    expect(data[0]).toMatchObject({
      mode: "lines",
      name: "line",
      showlegend: true,
      line: { color: "#ff0000", dash: "dash" },
    });
    expect(layout.xaxis).toMatchObject({ range: [-0.5, 10.5], showgrid: false });
    expect(layout.yaxis2).toMatchObject({ type: "log", showgrid: true });
    expect((layout.yaxis2 as { range: number[] }).range[0]).toBeLessThan(0);
    expect(layout.showlegend).toBe(true);
  });

  test("points, bars, pictures, contours and rules", () => {
    const [fig, ax] = subplots();
    ax.scatter([1, 2], [3, Number.NaN], { s: 36 }).bar([0, 1], [2, 3]);
    ax.imshow([
      [0, 1],
      [2, 3],
    ]);
    ax.contour(bowl.w, bowl.b, bowl.loss, { levels: [5, 50] }).contourf(bowl.w, bowl.b, bowl.loss, {
      levels: [5, 50, 100],
    });
    ax.axhline(1).axvline(2);
    const { data, layout } = toPlotly(fig);
    expect(data.map(({ type }) => type)).toEqual([
      "scatter",
      "bar",
      "heatmap",
      "scatter",
      "scatter",
      "scatter",
      "scatter",
    ]);
    expect(data[0]).toMatchObject({ mode: "markers", y: [3, null] });
    expect(data[1]).toMatchObject({ base: [0, 0], y: [2, 3] });
    // the first row of an image is the upper one, Plotly's is the lower one
    expect(data[2]).toMatchObject({
      z: [
        [2, 3],
        [0, 1],
      ],
      dx: 1,
      showscale: false,
    });
    expect(data[5]).toMatchObject({ fill: "toself" });
    expect(layout.shapes).toMatchObject([
      { yref: "y", y0: 1, xref: "x domain" },
      { xref: "x", x0: 2, yref: "y domain" },
    ]);
  });

  test("a wireframe shows its lines only", () => {
    const fig = figure();
    fig.addSubplot(1, 1, 1, { projection: "3d" }).plotWireframe(
      [0, 1],
      [0, 1],
      [
        [0, 1],
        [1, 2],
      ],
      { color: "k" },
    );
    expect(toPlotly(fig).data[0]).toMatchObject({
      hidesurface: true,
      contours: { x: { show: true, color: "#000000" } },
    });
  });
});

describe("animation", () => {
  test("keeps only what moves", () => {
    const { data, frames, layout } = animation([0, 1, 2].map((step) => bowl.progressFigure(step)));
    expect(frames?.map(({ name }) => name)).toEqual(["0", "1", "2"]);
    const moving = frames?.[0]?.traces ?? [];
    expect(moving.length).toBeGreaterThan(0);
    expect(moving.length).toBeLessThan(data.length / 2);
    expect(frames?.[2]?.data).toHaveLength(moving.length);
    expect((layout.sliders as { steps: unknown[] }[])[0]?.steps).toHaveLength(3);
  });

  test("needs figures that match", () => {
    expect(() => animation([])).toThrow("animation: `figures` is empty; give at least one figure");
    expect(() => animation([bowl.surfaceFigure(), bowl.dataFigure()])).toThrow(
      "animation: figure 1 has the traces [scatter scatter], figure 0 has [surface scatter3d]",
    );
  });
});

test("a page cannot be broken by the texts of a figure", () => {
  const [fig, ax] = subplots();
  ax.plot([1]).setTitle("</script><b>");
  const page = toHtml(fig, { plotly: "p.js?a&b", title: "<T>" });
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).toContain('<script src="p.js?a&amp;b"></script>');
  expect(page).toContain("<title>&lt;T></title>");
});

test("a notebook that has Plotly is given the figure itself", () => {
  const [fig, ax] = subplots();
  ax.plot([1, 2, 3]).plot([3, 2, 1]);
  const [first, both] = [toPlotly(fig), animation([fig, fig])];
  for (const shown of [first, both]) {
    const media = { "text/plain": "<Plotly figure with 2 traces>", "application/vnd.plotly.v1+json": shown };
    const hooks = shown as unknown as { _toMime(): unknown; [display: symbol]: () => unknown };
    expect(hooks[Symbol.for("Jupyter.display")]!()).toEqual(media);
    expect(hooks._toMime()).toEqual(media);
    expect(Object.keys(JSON.parse(JSON.stringify(shown)))).toEqual(Object.keys(shown));
  }
});
