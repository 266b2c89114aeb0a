import * as conversion from "../ops/conversion.js";
import * as reduction from "../ops/reduction.js";
import * as view from "../ops/view.js";
import { install, type MethodsOf } from "./install.js";

const conversions = ["clone", "contiguous", "detach", "copy_", "fill_", "zero_"] as const;
const reductions = ["sum", "mean", "sumToSize"] as const;
const views = ["select", "transpose", "expandTo", "reshape"] as const;

declare module "../tensor.js" {
  interface Tensor
    extends MethodsOf<typeof conversion, (typeof conversions)[number]>,
      MethodsOf<typeof reduction, (typeof reductions)[number]>,
      MethodsOf<typeof view, (typeof views)[number]> {}
}

install(conversion, conversions);
install(reduction, reductions);
install(view, views);
