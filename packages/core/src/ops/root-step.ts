import { gradEnabled } from "../autograd/grad-mode.js";
import { cpu } from "../cpu/index.js";
import { Binary, Ternary, Unary } from "../kernels/elementwise.js";
import { Layout } from "../layout.js";
import { dispose } from "../memory/allocator.js";
import { isTracked, type Operand, type Tensor } from "../tensor.js";
import { empty } from "./apply.js";
import { checkInPlace, countWrite } from "./in-place.js";
import { seenAs } from "./placement.js";

/** As many elements as caches hold beside their operands. */
const part = 4096;

/** What `rootStep_` divides by and multiplies with. */
export interface RootStep {
  /** Divides the root. */
  readonly scale: number;
  /** Added to the denominator. */
  readonly eps: number;
  /** Factor of the quotient. */
  readonly value: number;
}

/**
 * `x + value * direction / (√squares / scale + eps)`, written to `x`: the step of Adam and its kin. It gives the same elements as the
 * methods one after the other, but leaves no large temporaries behind. All tensors have the shape and the type of `x`.
 *
 * @throws {Error} if `x` is a leaf that requires a gradient, outside `noGrad`
 * @example
 * const x = zeros([2]);
 * rootStep_(x, tensor([1.0, 3.0]), tensor([4.0, 9.0]), { scale: 1, eps: 0, value: -0.5 });
 * x.tolist() // => [-0.25, -0.5]
 */
export function rootStep_(x: Tensor, direction: Tensor, squares: Tensor, { scale, eps, value }: RootStep): Tensor {
  const all = [x, direction, squares];
  const { dtype, layout } = x;
  if ((gradEnabled && all.some(isTracked)) || all.some((t) => !t.layout.isContiguous || t.dtype !== dtype))
    return x.addcdiv_(direction, squares.sqrt().div_(scale).add_(eps), { value });
  checkInPlace(x);
  const buffer = empty(Layout.of([Math.min(part, layout.numel)]), dtype);
  for (let start = 0; start < layout.numel; start += part) {
    const piece = Layout.of([Math.min(part, layout.numel - start)]);
    const [to, along, under] = all.map((t) => seenAs(t, piece, start)) as [Operand, Operand, Operand];
    const denominator = seenAs(buffer, piece);
    cpu.unary(Unary.sqrt, under, denominator, dtype);
    cpu.scalar(Binary.div, denominator, scale, denominator, dtype);
    cpu.scalar(Binary.add, denominator, eps, denominator, dtype);
    cpu.ternary(Ternary.addcdiv, to, along, denominator, value, to, dtype);
  }
  dispose(buffer.storage);
  countWrite(x);
  return x;
}
