import * as arithmetic from "../ops/arithmetic.js";
import { type MethodsOf, install } from "./install.js";

const names = ["add", "add_", "sub", "sub_", "rsub", "mul", "mul_", "div", "div_", "neg", "neg_", "pow"] as const;

declare module "../tensor.js" {
  interface Tensor extends MethodsOf<typeof arithmetic, (typeof names)[number]> {}
}

install(arithmetic, names);
