import { type DType, float32 } from "../dtype.js";
import { type ActivationKernels, activationRules } from "../kernels/activation.js";
import { binaryRules } from "../kernels/binary.js";
import { Binary, type ElementwiseKernels, Ternary, Unary } from "../kernels/elementwise.js";
import { singlePrecision } from "../kernels/rule.js";
import { ternaryRules } from "../kernels/ternary.js";
import { type UnaryRule, unaryRules } from "../kernels/unary.js";
import { f32 } from "../memory/heap.js";
import { fma32 } from "../numeric/fma.js";
import { isPowerOfProducts } from "../numeric/wide.js";
import type { Operand } from "../tensor.js";
import { activations } from "./activation.js";
import { elementwise } from "./elementwise.js";
import { compute, computeFlat, computeRun, type Input, type Plain, parametersAt } from "./lanes/compute.js";
import {
  activationLanes,
  addProductLane,
  addScaledLane,
  binaryLanes,
  blockLanes,
  compareLanes,
  lerpNearLane,
  selectLane,
  ternaryLanes,
  testLanes,
  unaryLanes,
} from "./lanes/elementwise.js";
import type { Lane } from "./lanes/lane.js";
import { isFloatRun, ownRun } from "./run.js";
import { simdBinary, simdBinaryCount, simdFill, simdNegate, simdPower, simdScalar } from "./simd.js";

// The CPU's choice for each call: the SIMD kernel for float32 in one run of memory, else the reference kernel. Addresses of
// inputs are taken before that of `out`.

const address = (x: Operand): number => x.storage.address() + (x.offset << 2);

/** `x` and `out` are runs of the same elements. */
function match(x: Operand, out: Operand): boolean {
  return isFloatRun(x) && isFloatRun(out) && (x.layout === out.layout || x.layout.hasShapeOf(out.layout));
}

/** What `simdBinary` calls its mode, or -1: the reference kernel must do it. */
function binaryMode(x: Operand, y: Operand, out: Operand): number {
  if (!isFloatRun(out) || x.dtype !== float32 || y.dtype !== float32) return -1;
  const single = out.layout.numel === 1;
  const xRuns = single || x.layout === out.layout;
  const yRuns = single || y.layout === out.layout;
  if (xRuns) return yRuns ? 0 : y.layout.isUniform ? 2 : -1;
  return yRuns && x.layout.isUniform ? 1 : -1;
}

// What is asked for doubtful elements: made once, not in every call.
const unaryPlain: readonly Plain[] = unaryRules.map(
  ({ float }) =>
    (a) =>
      float!(a, singlePrecision),
);
/** No kernel that takes parameters has doubtful elements. */
const activationPlain: readonly Plain[] = activationRules.map((rule) => (a) => rule(a, [], singlePrecision));
const binaryPlain: readonly Plain[] = binaryRules.map(
  ({ float }) =>
    (a, b) =>
      float!(a, b, singlePrecision),
);
const ternaryPlain: readonly Plain[] = ternaryRules.map(
  ({ float }) =>
    (a, b, c, factor) =>
      float!(a, b, c, factor, singlePrecision),
);
const lerpNearPlain: Plain = (start, end, _, weight) => fma32(weight, Math.fround(end - start), start);
const addScaledPlain: Plain = (x, y, _, factor) => fma32(y, factor, x);

export const fastElementwise: ElementwiseKernels = {
  ...elementwise,

  binary(kernel, x, y, out, dtype) {
    const mode = kernel < simdBinaryCount ? binaryMode(x, y, out) : -1;
    if (mode < 0) {
      if (!binary(kernel, x, y, out, dtype)) elementwise.binary(kernel, x, y, out, dtype);
      return;
    }
    const a = address(x);
    const b = address(y);
    simdBinary(kernel, a, b, address(out), out.layout.numel << 2, mode);
  },

  scalar(kernel, x, value, out, dtype) {
    if (kernel === Binary.pow) power(x, value, out, dtype);
    else if (kernel < simdBinaryCount && match(x, out)) {
      const a = address(x);
      simdScalar(kernel, a, address(out), out.layout.numel << 2, Number(value));
    } else if (!binary(kernel, x, value, out, dtype)) elementwise.scalar(kernel, x, value, out, dtype);
  },

  reversed(kernel, value, x, out, dtype) {
    if (!binary(kernel, value, x, out, dtype)) elementwise.reversed(kernel, value, x, out, dtype);
  },

  unary(kernel, x, out, dtype) {
    if (kernel === Unary.neg && match(x, out)) {
      const a = address(x);
      simdNegate(a, address(out), out.layout.numel << 2);
    } else if (blockLanes[kernel] !== undefined && dtype === float32 && match(x, out)) byBlocks(kernel, x, out);
    else {
      const lane = unaryLanes[kernel]?.of(dtype.compute);
      if (lane === undefined) elementwise.unary(kernel, x, out, dtype);
      else if (!computeFlat(lane, x, 0, 0, 0, out, unaryPlain[kernel]!))
        compute(lane, [x], [], out, unaryPlain[kernel]);
    }
  },

  test(kernel, x, out, dtype) {
    const lane = testLanes[kernel]?.of(dtype.compute);
    if (lane === undefined) elementwise.test(kernel, x, out, dtype);
    else if (!computeFlat(lane, x, 0, 0, 0, out, null)) compute(lane, [x], [], out);
  },

  compare(kernel, x, y, out, dtype) {
    const lane = compareLanes[kernel]?.of(dtype);
    if (lane === undefined) elementwise.compare(kernel, x, y, out, dtype);
    else if (!computeFlat(lane, x, y, 0, 0, out, null)) compute(lane, [x, y], [], out);
  },

  ternary(kernel, x, y, z, value, out, dtype) {
    const lane = ternaryLanes[kernel]?.of(dtype.compute);
    if (lane === undefined) return elementwise.ternary(kernel, x, y, z, value, out, dtype);
    if (kernel === Ternary.lerp && z.layout.numel === 1 && z.dtype === float32) {
      const weight = f32[(z.storage.address() >> 2) + z.offset]!;
      if (Math.abs(weight) < 0.5 && computeFlat(lerpNearLane, x, y, 0, weight, out, lerpNearPlain)) return;
    }
    const plain = ternaryPlain[kernel]!;
    const factor = Number(value);
    if (!computeFlat(lane, x, y, z, factor, out, plain)) compute(lane, [x, y, z], [factor], out, plain);
  },

  select(condition, x, y, out, dtype) {
    const lane = selectLane.of(dtype);
    if (lane === undefined) elementwise.select(condition, x, y, out, dtype);
    else if (!computeFlat(lane, condition, x, y, 0, out, null)) compute(lane, [condition, x, y], [], out);
  },

  fill(out, value) {
    if (isFloatRun(out)) simdFill(address(out), out.layout.numel << 2, Number(value));
    else elementwise.fill(out, value);
  },

  addScaled(x, y, value, out, dtype) {
    if (dtype !== float32) {
      const lane = addProductLane.of(dtype);
      if (lane === undefined) elementwise.addScaled(x, y, value, out, dtype);
      else if (!computeFlat(lane, x, y, 0, value, out, null)) compute(lane, [x, y], [value], out);
      return;
    }
    const factor = Math.fround(Number(value));
    if (!computeFlat(addScaledLane, x, y, 0, factor, out, addScaledPlain))
      compute(addScaledLane, [x, y], [factor], out, addScaledPlain);
  },
};

/** Whole blocks of 16 in vectors, the rest as the plain kernel has it. */
function byBlocks(kernel: Unary, x: Operand, out: Operand): void {
  const { numel } = out.layout;
  const whole = numel & ~15;
  const { block, float } = unaryRules[kernel] as UnaryRule;
  const from = ownRun(x);
  const to = ownRun(out);
  computeRun(blockLanes[kernel]!, whole, to, from, 1, 0, 0, 0, 0, block!);
  for (let i = whole; i < numel; i++) f32[to + i] = float!(f32[from + i]!, singlePrecision);
}

/** Two inputs, one of which may be a number; false if there is no compiled kernel. */
function binary(kernel: Binary, x: Input, y: Input, out: Operand, dtype: DType): boolean {
  const lane = binaryLanes[kernel]?.of(dtype);
  if (lane === undefined) return false;
  const plain = binaryPlain[kernel]!;
  if (!computeFlat(lane, x, y, 0, 0, out, plain)) compute(lane, [x, y], [], out, plain);
  return true;
}

export const fastActivations: ActivationKernels = {
  activation(kernel, x, parameters, out, dtype) {
    const lane = dtype.compute === float32 ? activationLanes[kernel] : undefined;
    if (lane === undefined) return activations.activation(kernel, x, parameters, out, dtype);
    const plain = activationPlain[kernel]!;
    for (let i = 1; i < parameters.length; i++) f32[(parametersAt >> 2) + i] = parameters[i]!;
    if (!computeFlat(lane, x, 0, 0, parameters[0] ?? 0, out, plain)) compute(lane, [x], parameters, out, plain);
  },
};

/** What PyTorch takes instead of a power by a number. */
const powerLanes = new Map<number, Lane | undefined>([
  [0.5, unaryLanes[Unary.sqrt]],
  [-0.5, unaryLanes[Unary.rsqrt]],
  [-1, unaryLanes[Unary.reciprocal]],
]);

/** `x ** value` */
function power(x: Operand, value: number | bigint, out: Operand, dtype: DType): void {
  const k = Number(value);
  if (!match(x, out) || k === -2 || (k === 3 && x === out)) return elementwise.scalar(Binary.pow, x, value, out, dtype);
  const bytes = out.layout.numel << 2;
  if (k === 0) return simdFill(address(out), bytes, 1);
  const a = address(x);
  if (k === 1) simdScalar(Binary.mul, a, address(out), bytes, 1);
  else if (k === 2) simdBinary(Binary.mul, a, a, address(out), bytes, 0);
  else if (isPowerOfProducts(k)) simdPower(a, address(out), bytes, k);
  else if (k === 3) {
    const c = address(out);
    simdBinary(Binary.mul, a, a, c, bytes, 0);
    simdBinary(Binary.mul, c, a, c, bytes, 0);
  } else {
    const lane = powerLanes.get(k);
    if (lane === undefined) computeFlat(binaryLanes[Binary.pow]!, x, k, 0, 0, out, null);
    else computeFlat(lane, x, 0, 0, 0, out, null);
  }
}
