export { type TextOptions, toText } from "./text.js";
