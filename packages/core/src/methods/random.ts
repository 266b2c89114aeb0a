import * as random from "../ops/random.js";
import * as fill from "../ops/random-fill.js";
import { install, type MethodsOf } from "./install.js";

const draws = ["bernoulli", "multinomial"] as const;
const fills = [
  "bernoulli_",
  "cauchy_",
  "exponential_",
  "geometric_",
  "logNormal_",
  "normal_",
  "random_",
  "uniform_",
] as const;

declare module "../tensor.js" {
  interface Tensor
    extends MethodsOf<typeof random, (typeof draws)[number]>,
      MethodsOf<typeof fill, (typeof fills)[number]> {}
}

install(random, draws);
install(fill, fills);
