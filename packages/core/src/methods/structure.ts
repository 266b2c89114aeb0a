import * as conversion from "../ops/conversion.js";
import * as dimensions from "../ops/dimensions.js";
import * as part from "../ops/part.js";
import * as view from "../ops/view.js";
import { install, type MethodsOf } from "./install.js";

const conversions = ["clone", "contiguous", "detach", "copy_", "fill_", "zero_"] as const;
const dims = ["movedim", "permute", "squeeze", "t", "transpose", "unsqueeze"] as const;
const parts = ["narrow", "select", "slice"] as const;
const views = ["expand", "expandTo", "flatten", "reshape", "view"] as const;

declare module "../tensor.js" {
  interface Tensor
    extends MethodsOf<typeof conversion, (typeof conversions)[number]>,
      MethodsOf<typeof dimensions, (typeof dims)[number]>,
      MethodsOf<typeof part, (typeof parts)[number]>,
      MethodsOf<typeof view, (typeof views)[number]> {}
}

install(conversion, conversions);
install(dimensions, dims);
install(part, parts);
install(view, views);
