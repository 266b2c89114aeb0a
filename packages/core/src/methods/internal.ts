import * as window from "../ops/window.js";
import { install, type MethodsOf } from "./install.js";

// Methods that gradient formulas of the library use, and nobody else.

const names = ["cloneAs", "window", "embedWindow"] as const;

declare module "../tensor.js" {
  interface Tensor extends MethodsOf<typeof window, (typeof names)[number]> {}
}

install(window, names);
