export { toSvg } from "./svg.js";
export { toVegaLite } from "./vega-lite.js";
