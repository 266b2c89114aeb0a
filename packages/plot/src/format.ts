import { findColor, letterColors } from "./color.js";
import type { LineStyle, Marker } from "./description.js";

/** What a format string says; `null` where it says nothing. */
export interface Format {
  readonly color: string | null;
  readonly style: LineStyle | null;
  readonly marker: Marker | null;
}

/** Line styles by matplotlib's signs and names; longer signs first, so that `"--"` is not read as `"-"` twice. */
export const lineStyles: Readonly<Record<string, LineStyle>> = {
  "--": "dashed",
  "-.": "dashdot",
  "-": "solid",
  ":": "dotted",
  solid: "solid",
  dashed: "dashed",
  dashdot: "dashdot",
  dotted: "dotted",
  none: "none",
};

const markers = new Set<string>(".,ov^<>spP*h+xXDd|_");

/** Whether a text is the sign of a marker. */
export function isMarker(text: string): text is Marker {
  return markers.has(text);
}

/**
 * Reads a format string such as `"--o"`, `"rx"` or `"C1:"`: a colour, a line style and a marker, in any order, each
 * optional. Without a line style there is a line only if there is no marker either.
 */
export function parseFormat(operation: string, text: string): Format {
  const whole = findColor(text);
  if (whole !== null) return { color: whole, style: null, marker: null };
  const wrong = (reason: string): Error =>
    new Error(`${operation}: ${JSON.stringify(text)} is not a format string: ${reason}`);
  let color: string | null = null;
  let style: LineStyle | null = null;
  let marker: Marker | null = null;
  let rest = text;
  while (rest !== "") {
    const sign = ["--", "-.", "-", ":", " "].find((sign) => rest.startsWith(sign));
    const cycled = /^C\d/.exec(rest)?.[0];
    const first = rest.charAt(0);
    if (sign !== undefined) {
      if (style !== null) throw wrong("it has two line styles");
      style = lineStyles[sign] ?? "none";
      rest = rest.slice(sign.length);
    } else if (cycled !== undefined || Object.hasOwn(letterColors, first)) {
      if (color !== null) throw wrong("it has two colors");
      color = findColor(cycled ?? first);
      rest = rest.slice((cycled ?? first).length);
    } else if (isMarker(first)) {
      if (marker !== null) throw wrong("it has two markers");
      marker = first;
      rest = rest.slice(1);
    } else {
      throw wrong(`it has no meaning for ${JSON.stringify(first)}`);
    }
  }
  return { color, style: style ?? (marker === null ? null : "none"), marker };
}
