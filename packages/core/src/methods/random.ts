import * as random from "../ops/random.js";
import { install, type MethodsOf } from "./install.js";

const names = [
  "bernoulli",
  "bernoulli_",
  "cauchy_",
  "exponential_",
  "geometric_",
  "logNormal_",
  "multinomial",
  "normal_",
  "random_",
  "uniform_",
] as const;

declare module "../tensor.js" {
  interface Tensor extends MethodsOf<typeof random, (typeof names)[number]> {}
}

install(random, names);
