export * as windows from "./ops/windows.js";
