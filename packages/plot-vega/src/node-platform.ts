import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Platform } from "./platform.js";

const require = createRequire(import.meta.url);

/** As far from here in the sources as in the built package. */
const dejaVuSans = fileURLToPath(new URL("../fonts/DejaVuSans.ttf", import.meta.url));

/** Only those have resvg who asked for it. */
function resvg(): typeof import("@resvg/resvg-js") | null {
  try {
    return require("@resvg/resvg-js");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return null;
    throw error;
  }
}

/** Scripts and pictures that DejaVu Sans draws in part or not at all; it has those of Europe, Arabic, and the signs of mathematics. */
const beyondDejaVu = /[\u0700-\u1cff\u2c60-\ufffc\u{10000}-\u{10ffff}]/u;

export const nodePlatform: Platform = {
  png(svg, zoom) {
    const library = resvg();
    if (library === null) return null;
    // resvg knows only the older of two words for pixels that stay sharp, and the last one counts.
    const sharp = svg.replaceAll("image-rendering: pixelated;", "");
    const font = {
      // resvg leaves out, without a word, every text for which it has no font.
      fontFiles: [dejaVuSans],
      defaultFontFamily: "DejaVu Sans",
      loadSystemFonts: beyondDejaVu.test(svg),
    };
    return new library.Resvg(sharp, { font, fitTo: { mode: "zoom", value: zoom } }).render().asPng();
  },
  write: writeFile,
};
