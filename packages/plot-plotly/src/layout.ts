import type { ResolvedAxes3D, ResolvedAxis, ResolvedFigure, ResolvedFlatAxes, RuleMark } from "@flambeau/plot";
import type { Place } from "./flat.js";
import type { PlotlyLayout } from "./plotly.js";
import { lineLook } from "./style.js";

/** Of a place in the grid of subplots, what its axes take up, as shares of the figure. */
const inset = { left: 0.09, right: 0.02, top: 0.08, bottom: 0.1 };

/** The names of the axes number `index` in traces: `x`, `x2`, `x3`... */
export function placeOf(index: number): Place {
  const number = index === 0 ? "" : String(index + 1);
  return { xaxis: `x${number}`, yaxis: `y${number}` };
}

/** The name of the scene number `index`. */
export function sceneOf(index: number): string {
  return index === 0 ? "scene" : `scene${index + 1}`;
}

/** Size, titles, axes, scenes and rules of a figure. */
export function layoutOf(figure: ResolvedFigure): PlotlyLayout {
  const layout: Record<string, unknown> = {
    width: figure.width,
    height: figure.height,
    margin: { l: 10, r: 10, t: figure.title === null ? 20 : 50, b: 10 },
    paper_bgcolor: "#ffffff",
    plot_bgcolor: "#ffffff",
    font: { family: "DejaVu Sans, Verdana, Arial, sans-serif", size: 12, color: "#000000" },
    hovermode: "closest",
    showlegend: figure.axes.some((axes) => axes.legend !== null),
    // Plotly has one legend for all axes: inside, so that it takes no room from them
    legend: { x: 1, y: 1, xanchor: "right", bgcolor: "rgba(255, 255, 255, 0.8)" },
    ...(figure.title === null ? {} : { title: { text: figure.title, x: 0.5 } }),
    annotations: figure.axes.flatMap((axes) => titleOf(axes, domainOf(axes, figure))),
    shapes: figure.axes.flatMap((axes, index) => (axes.projection === "flat" ? rulesOf(axes, placeOf(index)) : [])),
  };
  figure.axes.forEach((axes, index) => {
    const domain = domainOf(axes, figure);
    if (axes.projection === "3d") {
      layout[sceneOf(index)] = sceneLayout(axes, domain);
      return;
    }
    const { xaxis, yaxis } = placeOf(index);
    layout[xaxis.replace("x", "xaxis")] = { ...axisOf(axes.x), domain: domain.x, anchor: yaxis, showgrid: axes.grid };
    layout[yaxis.replace("y", "yaxis")] = {
      ...axisOf(axes.y),
      domain: domain.y,
      anchor: xaxis,
      showgrid: axes.grid,
      ...(axes.aspect === "equal" ? { scaleanchor: xaxis } : {}),
    };
  });
  return layout;
}

interface Domain {
  readonly x: [number, number];
  readonly y: [number, number];
}

function domainOf({ row, column, projection }: ResolvedFigure["axes"][number], figure: ResolvedFigure): Domain {
  const { rows, columns } = figure;
  const top = 1 - row / rows;
  // a scene has its labels inside
  if (projection === "3d") return { x: [column / columns, (column + 1) / columns], y: [top - 1 / rows, top] };
  return {
    x: [column / columns + inset.left / columns, (column + 1) / columns - inset.right / columns],
    y: [top - 1 / rows + inset.bottom / rows, top - inset.top / rows],
  };
}

function titleOf({ title }: { title: string | null }, { x, y }: Domain): object[] {
  if (title === null) return [];
  const text = { text: title, showarrow: false, font: { size: 14.5 } };
  return [
    { ...text, xref: "paper", yref: "paper", x: (x[0] + x[1]) / 2, y: y[1], xanchor: "center", yanchor: "bottom" },
  ];
}

function axisOf(axis: ResolvedAxis): object {
  const range = axis.scale === "log" ? axis.limits.map(Math.log10) : axis.limits;
  return {
    type: axis.scale,
    range,
    ...(axis.label === null ? {} : { title: { text: axis.label } }),
    tickmode: "array",
    tickvals: axis.ticks.map((tick) => tick.value),
    ticktext: axis.ticks.map((tick) => tick.label),
    ticks: "outside",
    showline: true,
    mirror: true,
    linecolor: "#000000",
    gridcolor: "#b0b0b0",
    zeroline: false,
  };
}

function sceneLayout(axes: ResolvedAxes3D, domain: Domain): object {
  const axis = (one: ResolvedAxis): object => ({
    type: one.scale,
    range: one.scale === "log" ? one.limits.map(Math.log10) : one.limits,
    title: { text: one.label ?? "" },
  });
  const [elevation, azimuth] = [axes.elevation, axes.azimuth].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
  ];
  const distance = 2;
  const eye = {
    x: distance * Math.cos(elevation) * Math.cos(azimuth),
    y: distance * Math.cos(elevation) * Math.sin(azimuth),
    z: distance * Math.sin(elevation),
  };
  return {
    domain,
    xaxis: axis(axes.x),
    yaxis: axis(axes.y),
    zaxis: axis(axes.z),
    camera: { eye },
    aspectmode: "manual",
    aspectratio: { x: 1, y: 1, z: 0.75 },
  };
}

function rulesOf(axes: ResolvedFlatAxes, { xaxis, yaxis }: Place): object[] {
  return axes.marks
    .filter((mark): mark is RuleMark => mark.type === "rule")
    .map(({ along, at, color, width, style, alpha }) => {
      const ends = along === "x" ? { x0: 0, x1: 1, y0: at, y1: at } : { x0: at, x1: at, y0: 0, y1: 1 };
      const refs = along === "x" ? { xref: `${xaxis} domain`, yref: yaxis } : { xref: xaxis, yref: `${yaxis} domain` };
      return { type: "line", ...ends, ...refs, line: lineLook(color, width, style), opacity: alpha };
    });
}
