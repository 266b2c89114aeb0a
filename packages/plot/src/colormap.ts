import { hexColor, rgb } from "./color.js";
import type { Coloring, Value } from "./description.js";

type Base = "viridis" | "plasma" | "inferno" | "magma" | "coolwarm" | "gray";

/** Evenly spaced colours of each map; those between are blended. */
const anchors: Readonly<Record<Base, string>> = {
  viridis:
    "440154 470d60 48186a 482374 472d7b 453781 424086 3e4989 3b528b 375b8d 33638d 2f6b8e 2c728e 297a8e 26828e 23898e 21918c " +
    "1f978b 1f9f88 21a685 27ad81 31b57b 3dbc74 4cc26c 5cc863 6ece58 81d34d 95d840 aadc32 c0df25 d5e21a eae51a fde725",
  plasma:
    "0d0887 220690 310597 3f049c 4c02a1 5901a5 6600a7 7201a8 7e03a8 8a09a5 9511a1 a01a9c aa2395 b32c8e bc3587 c43e7f cc4778 " +
    "d24f71 d9586a df6263 e56b5d eb7556 f07f4f f48948 f89441 fb9f3a fdab33 feb72d fdc328 fcd025 f9dd25 f5eb27 f0f921",
  inferno:
    "000004 040312 0b0724 150b37 210c4a 2f0a5b 3d0965 4a0c6b 57106e 64156e 71196e 7d1e6d 8a226a 972766 a32c61 b0315b bc3754 " +
    "c63d4d d04545 da4e3c e35933 eb6429 f1711f f67e14 f98c0a fb9b06 fcaa0f fbba1f f9c932 f5d949 f2e865 f3f586 fcffa4",
  magma:
    "000004 030312 0a0822 130d34 1d1147 29115a 36106b 440f76 51127c 5d177f 6a1c81 762181 832681 902a81 9c2e7f aa337d b73779 " +
    "c23b75 cf4070 db476a e55064 ee5b5e f4695c f9785d fb8761 fd9668 fea571 feb47b fec287 fed194 fde0a1 fceeb0 fcfdbf",
  coolwarm:
    "3b4cc0 445acc 4e68d8 5875e1 6282ea 6c8ff1 779af7 82a6fb 8db0fe 98b9ff a3c2fe aec9fc b9d0f9 c3d5f4 ccd9ed d5dbe5 dddcdc " +
    "e4d9d2 ebd3c6 f1cdba f4c5ad f7bca1 f7b194 f7a688 f49a7b f18d6f ec7f63 e57058 de614d d55042 cb3e38 c0282f b40426",
  gray: "000000 ffffff",
};

/** The name of a colour map; `_r` runs it backwards. */
export type ColormapName = Base | `${Base}_r`;

/** The names of the colour maps, each of which can also be reversed with `_r`. */
export const colormapNames: readonly string[] = Object.keys(anchors);

const tables = new Map<string, readonly [number, number, number][]>();

function tableOf(name: string): readonly [number, number, number][] {
  let table = tables.get(name);
  if (table === undefined) {
    const base = name.replace(/_r$/, "");
    const colors = anchors[base as Base].split(" ").map((hex) => rgb(`#${hex}`));
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
