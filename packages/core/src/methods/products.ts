import * as added from "../ops/addmm.js";
import * as stacks from "../ops/baddbmm.js";
import * as contraction from "../ops/contraction.js";
import * as matrix from "../ops/matmul.js";
import * as products from "../ops/products.js";
import { install, type MethodsOf } from "./install.js";

const plain = ["bmm", "dot", "mm", "mv", "outer", "vdot"] as const;
const sums = ["addmm", "addmm_", "addmv", "addmv_", "addr", "addr_"] as const;
const stackSums = ["addbmm", "addbmm_", "baddbmm", "baddbmm_"] as const;
const general = ["matmul"] as const;
const contractions = ["inner", "kron"] as const;

declare module "../tensor.js" {
  interface Tensor
    extends MethodsOf<typeof products, (typeof plain)[number]>,
      MethodsOf<typeof added, (typeof sums)[number]>,
      MethodsOf<typeof stacks, (typeof stackSums)[number]>,
      MethodsOf<typeof matrix, (typeof general)[number]>,
      MethodsOf<typeof contraction, (typeof contractions)[number]> {
    /** The same as `outer`. */
    ger(vec2: Tensor): Tensor;
  }
}

install(products, plain);
install(added, sums);
install(stacks, stackSums);
install(matrix, general);
install(contraction, contractions);
install({ ger: products.outer }, ["ger"]);
