import * as arithmetic from "../ops/arithmetic.js";
import * as bitwise from "../ops/bitwise.js";
import * as division from "../ops/division.js";
import * as power from "../ops/power.js";
import * as ternary from "../ops/ternary.js";
import { type FamilyOf, installFamily } from "./family.js";

const arithmeticNames = {
  plain: ["add", "add_", "sub", "sub_", "rsub", "mul", "mul_", "div", "div_", "neg", "neg_", "positive"],
} as const;
const divisionNames = { binary: ["floorDivide", "fmod", "gcd", "lcm", "remainder"] } as const;
const powerNames = {
  plain: ["pow", "pow_", "floatPower", "floatPower_", "square", "square_"],
  unary: ["reciprocal", "rsqrt", "sqrt"],
  binary: ["hypot", "ldexp"],
} as const;
const ternaryNames = { plain: ["addcdiv", "addcdiv_", "addcmul", "addcmul_", "lerp", "lerp_"] } as const;
const bitwiseNames = {
  unary: ["bitwiseNot"],
  binary: ["bitwiseAnd", "bitwiseLeftShift", "bitwiseOr", "bitwiseRightShift", "bitwiseXor"],
} as const;

declare module "../tensor.js" {
  interface Tensor
    extends FamilyOf<typeof arithmetic, typeof arithmeticNames>,
      FamilyOf<typeof division, typeof divisionNames>,
      FamilyOf<typeof power, typeof powerNames>,
      FamilyOf<typeof ternary, typeof ternaryNames>,
      FamilyOf<typeof bitwise, typeof bitwiseNames> {}
}

installFamily(arithmetic, arithmeticNames);
installFamily(division, divisionNames);
installFamily(power, powerNames);
installFamily(ternary, ternaryNames);
installFamily(bitwise, bitwiseNames);
