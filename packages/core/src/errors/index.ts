export * from "./autograd.js";
export * from "./memory.js";
export * from "./shape.js";
export * from "./type.js";
