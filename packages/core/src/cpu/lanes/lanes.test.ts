import { expect, test } from "vitest";
import { Dice } from "../../../test/dice.js";
import { bfloat16, bool, type DType, dtypes, float16, float32, float64, int32, int64 } from "../../dtype.js";
import { Activation, type ActivationKernels } from "../../kernels/activation.js";
import { Compare } from "../../kernels/comparison.js";
import { Binary, type ElementwiseKernels, Ternary, Test, Unary } from "../../kernels/elementwise.js";
import type { SoftmaxKernels } from "../../kernels/softmax.js";
import { Layout } from "../../layout.js";
import { f32, i64 } from "../../memory/heap.js";
import { empty } from "../../ops/apply.js";
import { Tensor } from "../../tensor.js";
import { activations } from "../activation.js";
import { elementsOf, writeNumber } from "../elements.js";
import { elementwise } from "../elementwise.js";
import { cpu } from "../index.js";
import { softmaxes } from "../softmax.js";
import { activationLanes, binaryLanes, compareLanes, ternaryLanes, testLanes, unaryLanes } from "./elementwise.js";
import type { Lane } from "./lane.js";

// Compiled kernels have the bits of the plain ones: on any layout, any rest, and numbers that kernels may trip over.

type Tested = ElementwiseKernels & ActivationKernels & SoftmaxKernels;
const plainKernels: Tested = { ...elementwise, ...activations, ...softmaxes };
const dice = new Dice(7);

/** Writes an element of any size that the type has. */
function draw({ dtype }: Tensor, at: number): void {
  if (dtype === float32) f32[at] = dice.number();
  else if (dtype === int64) i64[at] = BigInt.asIntN(dice.one([2, 40, 64]), BigInt(dice.below(2 ** 24)) ** 4n);
  else writeNumber(dice.number() * (dtype === int32 ? dice.one([2, 2 ** 31]) : 1), dtype, at);
}

/** A tensor that broadcasts to `shape`: dense, with gaps, transposed, or repeated along some dimensions. */
function operand(shape: readonly number[], type: DType): Tensor {
  const kind = dice.below(6);
  const sizes = shape.map((size) => (kind === 1 && dice.below(2) === 0 ? 1 : size));
  const lead = kind === 2 ? dice.below(shape.length + 1) : 0;
  const own = kind === 5 ? [] : sizes.slice(lead);
  const gaps = kind === 3 ? 2 : 1;
  const dense = Layout.of(own);
  let layout = Layout.strided(
    own,
    dense.strides.map((s) => s * gaps),
  );
  if (kind === 4 && own.length > 1)
    layout = Layout.of([...own].reverse()).permute(own.map((_, i) => own.length - 1 - i));
  const x = empty(Layout.of([dense.numel * gaps + 3]), type);
  const start = (x.storage.address() >> type.shift) + x.offset;
  for (let i = 0; i < x.layout.numel; i++) draw(x, start + i);
  return new Tensor(x.storage, x.offset + dice.below(3), layout, type, null);
}

function shape(): number[] {
  return Array.from({ length: 1 + dice.below(3) }, () => 1 + dice.below(dice.one([3, 9, 40])));
}

/** What two tensors have at the first place where they differ. */
function difference(x: Tensor, y: Tensor): readonly unknown[] | null {
  const heap = elementsOf(x.dtype);
  const [a, b] = [x, y].map(({ storage, offset, dtype }) => (storage.address() >> dtype.shift) + offset) as [
    number,
    number,
  ];
  for (let i = 0; i < x.layout.numel; i++)
    if (!Object.is(heap[a + i], heap[b + i])) return [i, heap[a + i], heap[b + i]];
  return null;
}

/** Both kernels on the same operands. */
function compare(
  type: DType,
  inputTypes: readonly DType[],
  call: (k: Tested, inputs: Tensor[], out: Tensor) => void,
): void {
  for (let round = 0; round < 24; round++) {
    const sizes = shape();
    const inputs = inputTypes.map((inputType) => operand(sizes, inputType));
    const layout = Layout.of(sizes);
    const [plain, fast] = [empty(layout, type), empty(layout, type)];
    call(plainKernels, inputs, plain);
    call(cpu, inputs, fast);
    expect(difference(fast, plain)).toBeNull();
  }
}

const namesOf = (kernels: object, lanes: Readonly<Record<number, object>>): [string, number][] =>
  Object.entries(kernels as Record<string, number>).filter(([, kernel]) => lanes[kernel] !== undefined);

/** Each of them, with each type that it is for. */
function kernelsOf(kernels: object, lanes: Readonly<Record<number, Lane>>): [string, number, DType][] {
  return namesOf(kernels, lanes).flatMap(([name, kernel]) =>
    dtypes.filter((type) => lanes[kernel]!.of(type)).map((type): [string, number, DType] => [name, kernel, type]),
  );
}

test.each(kernelsOf(Unary, unaryLanes))("%s, %i, of %s", (_, kernel, type) => {
  compare(type, [type], (k, [x], out) => k.unary(kernel as Unary, x!, out, type));
});
test.each(kernelsOf(Test, testLanes))("%s, %i, of %s", (_, kernel, type) => {
  compare(bool, [type], (k, [x], out) => k.test(kernel as Test, x!, out, type));
});
test.each(kernelsOf(Binary, binaryLanes))("%s, %i, of %s", (_, kernel, type) => {
  compare(type, [type, type], (k, [x, y], out) => k.binary(kernel as Binary, x!, y!, out, type));
});
test.each(kernelsOf(Binary, binaryLanes))("%s, %i, of %s with a number", (_, kernel, type) => {
  const factor = type.isFloatingPoint ? -0.75 : -3;
  compare(type, [type], (k, [x], out) => k.scalar(kernel as Binary, x!, factor, out, type));
  const value = type === int64 ? 2n ** 62n : 1.5;
  compare(type, [type], (k, [x], out) => k.reversed(kernel as Binary, value, x!, out, type));
});
test.each([0, 1, 2, 3, 5, 0.5, -0.5, -1, -2, 2.4, -3])("a power by %s", (k) => {
  compare(float32, [float32], (kernels, [x], out) => kernels.scalar(Binary.pow, x!, k, out, float32));
});
test.each(kernelsOf(Compare, compareLanes))("%s, %i, of %s", (_, kernel, type) => {
  compare(bool, [type, type], (k, [x, y], out) => k.compare(kernel as Compare, x!, y!, out, type));
});
test.each([float16, bfloat16])("functions of %s", (type) => {
  for (const kernel of [Unary.exp, Unary.neg, Unary.rsqrt])
    compare(type, [float32], (k, [x], out) => k.unary(kernel, x!, out, type));
  compare(type, [float32], (k, [x], out) => k.activation(Activation.silu, x!, [], out, type));
});
test.each(kernelsOf(Ternary, ternaryLanes))("%s, %i, of %s", (_, kernel, type) => {
  compare(type, [type, type, type], (k, [x, y, z], out) => k.ternary(kernel as Ternary, x!, y!, z!, 0.3, out, type));
});
test.each(namesOf(Activation, activationLanes))("%s", (_, kernel) => {
  compare(float32, [float32], (k, [x], out) => k.activation(kernel as Activation, x!, [0.4, 1.5, 0.7], out, float32));
});
test.each([0.1, 0.9])("lerp by a number", (weight) => {
  compare(float32, [float32, float32], (k, [x, y], out) => {
    const z = empty(Layout.scalar, float32);
    k.fill(z, weight);
    k.ternary(Ternary.lerp, x!, y!, z, 1, out, float32);
  });
});
test("sigmoid", () => {
  compare(float32, [float32], (k, [x], out) => k.unary(Unary.sigmoid, x!, out, float32));
});
test.each([-1, 0])("softmax and its kin, along dimension %i", (dim) => {
  const of = (x: Tensor): number => (dim + x.layout.ndim) % x.layout.ndim;
  for (const kernel of ["softmax", "logSoftmax"] as const)
    compare(float32, [float32], (k, [x], out) => k[kernel](x!, of(out), out));
  for (const kernel of ["softmaxGrad", "logSoftmaxGrad"] as const)
    compare(float32, [float32, float32], (k, [g, y], out) => k[kernel](g!, y!, of(out), out));
});
test("sums that doubles round to halfway between two singles, beside ones that lie there", () => {
  const near = 1 + 2 ** -23;
  const [x, y, out] = [0, 1, 2].map(() => empty(Layout.of([38]), float32)) as [Tensor, Tensor, Tensor];
  const placeOf = (tensor: Tensor): number => (tensor.storage.address() >> 2) + tensor.offset;
  const elements = (tensor: Tensor): number[] => [...f32.subarray(placeOf(tensor), placeOf(tensor) + 38)];
  const [a, b] = [placeOf(x), placeOf(y)];
  // near (1 - 2⁻²³) 2⁻²⁴ is less than half of 2⁻²³ by 2⁻⁷⁰, and near 2⁻²³ / 2 ends halfway
  for (let i = 0; i < 38; i++) [f32[a + i], f32[b + i]] = i % 5 === 0 ? [near, near * 2 ** -12] : [1, 2 ** -12];
  cpu.addScaled(x, y, (1 - 2 ** -23) * 2 ** -12, out, float32);
  expect(elements(out)).toEqual(elements(x));
  const halfway = 2 ** -12;
  cpu.addScaled(x, y, halfway, out, float32);
  expect(elements(out)).toEqual(elements(x).map((value) => (value === 1 ? 1 : 1 + 2 ** -22)));
});
test("addScaled and lerp of numbers of few bits", () => {
  compare(float32, [float32, float32], (k, [x, y], out) => k.addScaled(x!, y!, -0.5, out, float32));
  compare(float32, [float32, float32, float32], (k, [x, y, z], out) =>
    k.ternary(Ternary.addcmul, x!, y!, z!, 0.25, out, float32),
  );
});
test.each([float32, int64, int32])("addScaled of %s", (type) => {
  const value = type === float32 ? -0.1 : -(2 ** 30);
  compare(type, [type, type], (k, [x, y], out) => k.addScaled(x!, y!, value, out, type));
});
test.each([float32, float64, int64, int32, bool])("select of %s", (type) => {
  compare(type, [bool, type, type], (k, [condition, x, y], out) => k.select(condition!, x!, y!, out, type));
});
