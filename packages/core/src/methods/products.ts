import * as products from "../ops/products.js";
import { install, type MethodsOf } from "./install.js";

const names = ["addmm", "bmm", "dot", "matmul", "mm", "mv", "outer"] as const;

declare module "../tensor.js" {
  interface Tensor extends MethodsOf<typeof products, (typeof names)[number]> {}
}

install(products, names);
