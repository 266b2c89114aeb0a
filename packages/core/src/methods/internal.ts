import * as reduction from "../ops/reduction.js";
import * as softmax from "../ops/softmax.js";
import * as window from "../ops/window.js";
import { install, type MethodsOf } from "./install.js";

// Methods that gradient formulas of the library use, and nobody else.

const windows = ["cloneAs", "window", "embedWindow"] as const;
const shares = ["shareAmong"] as const;
const softmaxes = ["softmaxGrad", "logSoftmaxGrad"] as const;

declare module "../tensor.js" {
  interface Tensor
    extends MethodsOf<typeof window, (typeof windows)[number]>,
      MethodsOf<typeof reduction, (typeof shares)[number]>,
      MethodsOf<typeof softmax, (typeof softmaxes)[number]> {}
}

install(window, windows);
install(reduction, shares);
install(softmax, softmaxes);
