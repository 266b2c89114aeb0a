import { hexColor, rgb } from "./color.js";
import type { Coloring, Value } from "./description.js";

/** Seventeen evenly spaced colours of each map; those between are blended. */
const anchors = {
  viridis:
    "440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c 1fa088 28ae80 3fbc73 5ec962 84d44b addc30 d8e219 fde725",
  plasma:
    "0d0887 310597 4c02a1 6600a7 7e03a8 9511a1 aa2395 bc3587 cc4778 da5a6a e66c5c f0804e f89540 fdac33 fdc527 f8df25 f0f921",
  inferno:
    "000004 0b0724 210c4a 3d0965 57106e 71196e 8a226a a32c61 bc3754 d24644 e45a31 f1731d f98e09 fcac11 f9cb35 f2ea69 fcffa4",
  magma:
    "000004 0a0822 1d1147 36106b 51127c 6a1c81 832681 9c2e7f b73779 d0416f e75263 f56b5c fc8961 fea772 fec488 fde2a3 fcfdbf",
  coolwarm:
    "3b4cc0 4e68d8 6282ea 779af7 8db0fe a3c2fe b9d0f9 ccd9ed dddcdc ecd3c5 f5c4ac f7b093 f4987a eb7d62 dd5f4b ca3b37 b40426",
  gray: "000000 101010 202020 303030 404040 505050 606060 707070 808080 909090 a0a0a0 b0b0b0 c0c0c0 d0d0d0 e0e0e0 f0f0f0 ffffff",
  jet: "000080 0000c8 0000ff 0040ff 0080ff 00c0ff 16ffe1 49ffad 7dff7a b1ff46 e4ff13 ffd000 ff9400 ff5900 ff1e00 c40000 800000",
};

/** The name of a colour map; `_r` runs it backwards. */
export type ColormapName = keyof typeof anchors | `${keyof typeof anchors}_r`;

/** The names of the colour maps, each of which can also be reversed with `_r`. */
export const colormapNames: readonly string[] = Object.keys(anchors);

const tables = new Map<string, readonly [number, number, number][]>();

function tableOf(name: string): readonly [number, number, number][] {
  let table = tables.get(name);
  if (table === undefined) {
    const base = name.replace(/_r$/, "");
    const colors = anchors[base as keyof typeof anchors].split(" ").map((hex) => rgb(`#${hex}`));
    table = base === name ? colors : colors.reverse();
    tables.set(name, table);
  }
  return table;
}

/** Throws unless `name` is a colour map. */
export function checkColormap(operation: string, name: string): void {
  if (!Object.hasOwn(anchors, name.replace(/_r$/, ""))) {
    throw new Error(
      `${operation}: unknown cmap ${JSON.stringify(name)}; one of ${colormapNames.join(", ")}, or one of them with _r to reverse it`,
    );
  }
}

/** Where a value stands between the ends of a colouring, 0 to 1. */
export function colorFraction(coloring: Coloring, value: number): number {
  const range = coloring.max - coloring.min;
  return range === 0 ? 0 : Math.min(1, Math.max(0, (value - coloring.min) / range));
}

/**
 * The colour of a value, as `#rrggbb`; values beyond the ends take the colour of the end, a missing value gives `null`.
 *
 * @example
 * colorOf({ colormap: "viridis", min: 0, max: 10 }, 10) // => #fde725
 */
export function colorOf(coloring: Coloring, value: Value): string | null {
  if (value === null) return null;
  const table = tableOf(coloring.colormap);
  const place = colorFraction(coloring, value) * (table.length - 1);
  const index = Math.min(Math.floor(place), table.length - 2);
  const share = place - index;
  const [low, high] = [table[index], table[index + 1]] as [[number, number, number], [number, number, number]];
  const blend = (channel: 0 | 1 | 2): number => low[channel] + (high[channel] - low[channel]) * share;
  return hexColor(blend(0), blend(1), blend(2));
}
