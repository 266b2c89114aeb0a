/** The ten colours that successive lines take, matplotlib's `tab10`. */
export const colorCycle: readonly string[] = [
  "#1f77b4",
  "#ff7f0e",
  "#2ca02c",
  "#d62728",
  "#9467bd",
  "#8c564b",
  "#e377c2",
  "#7f7f7f",
  "#bcbd22",
  "#17becf",
];

const cycleNames = ["blue", "orange", "green", "red", "purple", "brown", "pink", "gray", "olive", "cyan"];

/** The one-letter colours of format strings. */
export const letterColors: Readonly<Record<string, string>> = {
  b: "#0000ff",
  g: "#008000",
  r: "#ff0000",
  c: "#00bfbf",
  m: "#bf00bf",
  y: "#bfbf00",
  k: "#000000",
  w: "#ffffff",
};

const namedColors: Readonly<Record<string, string>> = {
  aqua: "#00ffff",
  black: "#000000",
  blue: "#0000ff",
  brown: "#a52a2a",
  coral: "#ff7f50",
  crimson: "#dc143c",
  cyan: "#00ffff",
  darkblue: "#00008b",
  darkgreen: "#006400",
  darkorange: "#ff8c00",
  darkred: "#8b0000",
  fuchsia: "#ff00ff",
  gold: "#ffd700",
  gray: "#808080",
  green: "#008000",
  indigo: "#4b0082",
  lightblue: "#add8e6",
  lightgray: "#d3d3d3",
  lightgreen: "#90ee90",
  lime: "#00ff00",
  magenta: "#ff00ff",
  maroon: "#800000",
  navy: "#000080",
  olive: "#808000",
  orange: "#ffa500",
  pink: "#ffc0cb",
  purple: "#800080",
  red: "#ff0000",
  royalblue: "#4169e1",
  salmon: "#fa8072",
  silver: "#c0c0c0",
  skyblue: "#87ceeb",
  steelblue: "#4682b4",
  teal: "#008080",
  tomato: "#ff6347",
  turquoise: "#40e0d0",
  violet: "#ee82ee",
  white: "#ffffff",
  yellow: "#ffff00",
};

/** `#rrggbb` for a colour as matplotlib spells it, or `null` if it is none. */
export function findColor(text: string): string | null {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1]?.toLowerCase();
  if (hex !== undefined) return hex.length === 6 ? `#${hex}` : `#${[...hex].map((digit) => digit + digit).join("")}`;
  const cycled = /^C(\d+)$/.exec(text)?.[1];
  if (cycled !== undefined) return colorCycle[Number(cycled) % colorCycle.length] ?? null;
  const tableau = /^tab:(\w+)$/.exec(text)?.[1];
  if (tableau !== undefined) return colorCycle[cycleNames.indexOf(tableau.replace("grey", "gray"))] ?? null;
  const name = text.toLowerCase().replace("grey", "gray");
  const named = Object.hasOwn(namedColors, name) ? namedColors[name] : null;
  return named ?? (Object.hasOwn(letterColors, text) ? (letterColors[text] ?? null) : null);
}

/** `#rrggbb` for a colour as matplotlib spells it: `"r"`, `"red"`, `"C0"`, `"tab:blue"`, `"#f00"`, `"#ff0000"`. */
export function parseColor(operation: string, text: string): string {
  const color = findColor(text);
  if (color === null) {
    throw new Error(
      `${operation}: unknown color ${JSON.stringify(text)}; write it like "r", "red", "C0", "tab:blue" or "#ff0000"`,
    );
  }
  return color;
}

/**
 * Red, green and blue, 0 to 255, of a `#rrggbb` colour.
 *
 * @example
 * rgb("#ff8000") // => [255, 128, 0]
 */
export function rgb(color: string): [number, number, number] {
  const number = Number.parseInt(color.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

/**
 * `#rrggbb` of red, green and blue, 0 to 255, which are rounded.
 *
 * @example
 * hexColor(255, 128, 0) // => #ff8000
 */
export function hexColor(red: number, green: number, blue: number): string {
  const number = (Math.round(red) << 16) | (Math.round(green) << 8) | Math.round(blue);
  return `#${number.toString(16).padStart(6, "0")}`;
}
