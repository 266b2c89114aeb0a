/** A part of a Vega-Lite layer; its grammar is checked by Vega-Lite itself. */
export type Layer = Readonly<Record<string, unknown>>;

/** One record without fields, for marks whose every property is a constant. */
export function single(): Layer {
  return { values: [{}] };
}

/** A channel whose values are pixels. */
export function pixels(field: string): Layer {
  return { field, type: "quantitative", scale: null };
}

/** A channel whose values are colours. */
export function colors(field: string): Layer {
  return { field, type: "nominal", scale: null };
}

/** Shapes whose coordinates are pixels already. */
export const asPixels: Layer = { type: "identity", scale: 1, translate: [0, 0] };

/** Pairs up a flat list `x0, y0, x1, y1, ...`. */
export function pairs(points: readonly number[], map: (x: number, y: number) => [number, number]): [number, number][] {
  const result: [number, number][] = [];
  for (let at = 0; at + 1 < points.length; at += 2) result.push(map(points[at] as number, points[at + 1] as number));
  return result;
}
