export * as data from "@flambeau/data";
export * as tensorboard from "./torch-tensorboard.js";
