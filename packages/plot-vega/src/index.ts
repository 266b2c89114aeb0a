export { type PngOptions, savefig, toPng } from "./png.js";
export { toSvg } from "./svg.js";
export { toVegaLite } from "./vega-lite.js";
