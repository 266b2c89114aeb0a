import { cpu } from "../cpu/index.js";
import { bfloat16, bool, type DType, float16, float32, promoteTypes, uint8 } from "../dtype.js";
import { notAMask } from "../errors/arithmetic.js";
import { Parametric } from "../kernels/elementwise.js";
import { broadcast } from "../layout.js";
import { dtypeOfScalar, isScalar, numberOf, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { warnOnce } from "../warnings.js";
import { applyUnary, empty, record } from "./apply.js";
import { applyUnaryInPlace } from "./in-place.js";
import { checkTensor } from "./kinds.js";
import { nonzero } from "./nonzero.js";
import { asOperand, checkFits, meet, scalarTensor } from "./operand.js";
import { type NaryOp, naryOp, type UnaryOp, unaryOp } from "./record.js";

const whereOp: NaryOp<void> = naryOp({
  name: "where",
  saves: [[], [0], [0]],
  gradients: [
    null,
    (grad, { inputs: [condition] }) => where(condition!, grad, 0),
    (grad, { inputs: [condition] }) => where(condition!, 0, grad),
  ],
});

/**
 * Elements of `x` where `condition` holds, of `y` elsewhere; all three are broadcast, `x` and `y` may be numbers. Without them the
 * places where it holds, a tensor of indices for each dimension, as of `nonzero`.
 *
 * @throws {Error} if `condition` is not a bool tensor
 * @example
 * where(tensor([true, false]), tensor([1, 2]), 0).tolist() // => [1, 0]
 */
export function where(condition: Tensor): Tensor[];
/** Elements of `x` where `condition` holds, of `y` elsewhere. */
export function where(condition: Tensor, x: Tensor | Scalar, y: Tensor | Scalar): Tensor;
export function where(condition: Tensor, x?: Tensor | Scalar, y?: Tensor | Scalar): Tensor | Tensor[] {
  checkTensor("where", condition);
  if (x === undefined && y === undefined) return nonzero(condition, { asTuple: true });
  return choose(condition, x!, y!);
}

function choose(condition: Tensor, x: Tensor | Scalar, y: Tensor | Scalar): Tensor {
  if (condition.dtype === uint8) {
    warnOnce(
      "where received a uint8 condition tensor. This behavior is deprecated and will be removed in a future version of PyTorch. Use a boolean condition instead.",
    );
    return choose(condition.to(bool), x, y);
  }
  if (condition.dtype !== bool) throw notAMask("where", condition.dtype);
  const [a, b] = operandsOf(x, y);
  const { dtype, layout } = meet([a, b]);
  const out = empty(broadcast(condition.layout, layout), dtype);
  cpu.select(condition, a, b, out, dtype);
  return record(whereOp, [condition, a, b], undefined, out);
}

function operandsOf(x: Tensor | Scalar, y: Tensor | Scalar): [Tensor, Tensor] {
  if (isScalar(x)) {
    if (!isScalar(y)) return [numberBeside(x, y), y];
    const dtype = promoteTypes(dtypeOfScalar(x), dtypeOfScalar(y));
    return [scalarTensor(x, dtype), scalarTensor(y, dtype)];
  }
  return [x, isScalar(y) ? numberBeside(y, x) : asOperand(y, x)];
}

function numberBeside(value: Scalar, x: Tensor): Tensor {
  const operand = asOperand(value, x);
  checkFits(numberOf(value), operand.dtype);
  return operand;
}

/** What NaN, infinity and minus infinity become; null means 0 and the largest and the smallest float. */
interface Replacements {
  readonly nan: number | null;
  readonly posinf: number | null;
  readonly neginf: number | null;
}

export const nanToNumOp: UnaryOp<Replacements> = unaryOp<Replacements, "x">({
  name: "nanToNum",
  forward: (k, x, { nan, posinf, neginf }, out, dtype) => {
    if (!dtype.isFloatingPoint) return k.copy(x, out);
    const limit = largest(dtype);
    k.parametric(Parametric.nanToNum, x, [nan ?? 0, posinf ?? limit, neginf ?? -limit], out, dtype);
  },
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(x.isfinite()),
});

/** The largest finite float of a type. */
function largest(dtype: DType): number {
  if (dtype === float32) return (2 - 2 ** -23) * 2 ** 127;
  if (dtype === bfloat16) return (2 - 2 ** -7) * 2 ** 127;
  return dtype === float16 ? 65504 : Number.MAX_VALUE;
}

/**
 * Replaces NaN by `nan`, default 0, infinity by `posinf` and minus infinity by `neginf`, default the largest and the smallest float.
 *
 * @example
 * nanToNum(tensor([NaN, 1.5, Infinity]), 0, 9).tolist() // => [0, 1.5, 9]
 */
export function nanToNum(
  x: Tensor,
  nan: number | null = null,
  posinf: number | null = null,
  neginf: number | null = null,
): Tensor {
  return applyUnary(nanToNumOp, x, { nan, posinf, neginf });
}

/** `nanToNum` into `x`. */
export function nanToNum_(
  x: Tensor,
  nan: number | null = null,
  posinf: number | null = null,
  neginf: number | null = null,
): Tensor {
  return applyUnaryInPlace(nanToNumOp, x, { nan, posinf, neginf });
}
