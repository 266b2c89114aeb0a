import { float64 } from "../dtype.js";
import { Layout } from "../layout.js";
import { isTracked, Tensor } from "../tensor.js";
import { grad } from "./backward.js";
import { enableGrad, noGrad } from "./grad-mode.js";

/** A function of tensors, for checking its gradients. */
export type Differentiable = (...inputs: Tensor[]) => Tensor | readonly Tensor[];

/** Options of `gradcheck`. */
export interface GradcheckOptions {
  /** Step of the finite differences; default 1e-6. */
  readonly eps?: number;
  /** Absolute tolerance; default 1e-5. */
  readonly atol?: number;
  /** Relative tolerance; default 1e-3. */
  readonly rtol?: number;
  /** Throw on a difference rather than return false; default true. */
  readonly raiseException?: boolean;
}

/**
 * Compares the gradients of `fn` with central finite differences, for every element of every input that requires a gradient.
 *
 * @param inputs float64 tensors; others are too coarse for finite differences
 * @returns true if all agree
 * @throws {Error} naming output, input and both numbers where they differ, unless `raiseException` is false
 * @example
 * const x = tensor([0.5, 2], { dtype: float64, requiresGrad: true });
 * gradcheck((a) => a.mul(a), [x]) // => true
 */
export function gradcheck(
  fn: Differentiable,
  inputs: Tensor | readonly Tensor[],
  options: GradcheckOptions = {},
): boolean {
  if (inputs instanceof Tensor) return gradcheck(fn, [inputs], options);
  const { eps = 1e-6, atol = 1e-5, rtol = 1e-3, raiseException = true } = options;
  const checked = inputs.filter(isTracked);
  if (checked.length === 0)
    throw new Error(
      "gradcheck expects at least one input tensor to require gradient, but none of them have requires_grad=True.",
    );
  for (const [i, x] of inputs.entries())
    if (isTracked(x) && x.dtype !== float64)
      console.warn(
        `Input #${i} requires gradient and is not a double precision floating point or complex. This check will likely fail if all the inputs are not of double precision floating point or complex. `,
      );
  const outputs = listOf(enableGrad(() => fn(...inputs)));
  // before any input is moved, because that would count as a write to what the graph saved
  const analytical = outputs.map((output) => (isTracked(output) ? jacobianRows(output, checked) : null));
  for (const [o, rows] of analytical.entries()) {
    if (rows === null && !outputs[o]!.dtype.isFloatingPoint) continue;
    for (const [i, x] of checked.entries()) {
      const flat = rows?.[i] ?? Array.from({ length: outputs[o]!.layout.numel }, () => numbers(x).fill(0));
      const difference = compareColumns(fn, inputs, x, o, flat, eps, atol, rtol);
      if (difference === null) continue;
      if (!raiseException) return false;
      if (rows === null) throw new Error(`Numerical gradient for function expected to be zero: ${difference}`);
      throw new Error(`gradcheck: Jacobian mismatch for output ${o} with respect to input ${i}: ${difference}`);
    }
  }
  return true;
}

function listOf(result: Tensor | readonly Tensor[]): readonly Tensor[] {
  return result instanceof Tensor ? [result] : result;
}

/** Per input: a row per output element, a column per input element. */
function jacobianRows(output: Tensor, inputs: readonly Tensor[]): number[][][] {
  const rows: number[][][] = inputs.map(() => []);
  for (let i = 0; i < output.layout.numel; i++) {
    const seed = noGrad(() => {
      const zero = output.detach().clone().fill_(0);
      elementOf(zero, i).fill_(1);
      return zero;
    });
    const grads = grad(output, inputs, { gradOutputs: seed, retainGraph: true, allowUnused: true });
    grads.forEach((g, k) => rows[k]!.push(g === null ? new Array(inputs[k]!.layout.numel).fill(0) : numbers(g)));
  }
  return rows;
}

function numbers(x: Tensor): number[] {
  return Array.from(x.toTypedArray() as Float64Array);
}

/** The first disagreement with the finite differences, in words. */
function compareColumns(
  fn: Differentiable,
  inputs: readonly Tensor[],
  x: Tensor,
  output: number,
  rows: readonly (readonly number[])[],
  eps: number,
  atol: number,
  rtol: number,
): string | null {
  const original = numbers(x);
  const at = (column: number, value: number): number[] => {
    noGrad(() => elementOf(x, column).fill_(value));
    return numbers(listOf(enableGrad(() => fn(...inputs)))[output]!.detach());
  };
  for (let column = 0; column < original.length; column++) {
    const value = original[column]!;
    const above = at(column, value + eps);
    const below = at(column, value - eps);
    noGrad(() => elementOf(x, column).fill_(value));
    for (let row = 0; row < rows.length; row++) {
      const numerical = (above[row]! - below[row]!) / (2 * eps);
      const analytical = rows[row]![column]!;
      if (!(Math.abs(analytical - numerical) <= atol + rtol * Math.abs(numerical)))
        return `element ${row} of the output by element ${column} of the input: numerical ${numerical}, analytical ${analytical}`;
    }
  }
  return null;
}

/** A view of one element, counted in row-major order. */
function elementOf(x: Tensor, flat: number): Tensor {
  let offset = x.offset;
  let rest = flat;
  for (let d = x.layout.ndim - 1; d >= 0; d--) {
    const size = x.layout.shape[d]!;
    offset += (rest % size) * x.layout.strides[d]!;
    rest = Math.floor(rest / size);
  }
  return new Tensor(x.storage, offset, Layout.scalar, x.dtype, null);
}

/**
 * `gradcheck` of the gradients themselves: checks second derivatives of `fn`.
 *
 * @param gradOutputs cotangents of the outputs; default: numbers in a fixed irregular pattern
 * @example
 * const x = tensor([0.5, 2], { dtype: float64, requiresGrad: true });
 * gradgradcheck((a) => a.pow(3), [x]) // => true
 */
export function gradgradcheck(
  fn: Differentiable,
  inputs: Tensor | readonly Tensor[],
  gradOutputs: readonly Tensor[] | null = null,
  options: GradcheckOptions = {},
): boolean {
  if (inputs instanceof Tensor) return gradgradcheck(fn, [inputs], gradOutputs, options);
  const outputs = listOf(fn(...inputs)).filter(isTracked);
  const cotangents = gradOutputs ?? outputs.map(irregular);
  const tracked = inputs.filter(isTracked);
  const gradients = (...all: Tensor[]): Tensor[] => {
    const ins = all.slice(0, inputs.length);
    const outs = listOf(fn(...ins)).filter(isTracked);
    const wanted = ins.filter((_, i) => isTracked(inputs[i]!));
    return grad(outs, wanted, { gradOutputs: all.slice(inputs.length), createGraph: true, materializeGrads: true });
  };
  if (tracked.length === 0)
    throw new Error("gradgradcheck: expects at least one input tensor to require a gradient; none does");
  return gradcheck(gradients, [...inputs, ...cotangents], options);
}

/** Numbers of the shape of `x` without any pattern a wrong formula could share. */
function irregular(x: Tensor): Tensor {
  const out = x.detach().clone();
  for (let i = 0; i < x.layout.numel; i++) elementOf(out, i).fill_(Math.sin(i * 12.9898 + 1) * 1.7);
  return out.requiresGrad_();
}
