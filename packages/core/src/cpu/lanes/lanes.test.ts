import { expect, test } from "vitest";
import { Dice } from "../../../test/dice.js";
import { bool, float32 } from "../../dtype.js";
import { Activation, type ActivationKernels } from "../../kernels/activation.js";
import { Compare } from "../../kernels/comparison.js";
import { Binary, type ElementwiseKernels, Ternary, Unary } from "../../kernels/elementwise.js";
import type { SoftmaxKernels } from "../../kernels/softmax.js";
import { Layout } from "../../layout.js";
import { f32, u8 } from "../../memory/heap.js";
import { empty } from "../../ops/apply.js";
import { Tensor } from "../../tensor.js";
import { activations } from "../activation.js";
import { elementwise } from "../elementwise.js";
import { cpu } from "../index.js";
import { softmaxes } from "../softmax.js";
import { activationLanes, binaryLanes, compareLanes, ternaryLanes, unaryLanes } from "./elementwise.js";

// Compiled kernels have the bits of the plain ones: on any layout, any rest, and numbers that kernels may trip over.

type Tested = ElementwiseKernels & ActivationKernels & SoftmaxKernels;
const plainKernels: Tested = { ...elementwise, ...activations, ...softmaxes };
const dice = new Dice(7);

/** A float32 tensor that broadcasts to `shape`: dense, with gaps, transposed, or repeated along some dimensions. */
function operand(shape: readonly number[]): Tensor {
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
  const x = empty(Layout.of([dense.numel * gaps + 3]), float32);
  const start = (x.storage.address() >> 2) + x.offset;
  for (let i = 0; i < x.layout.numel; i++) f32[start + i] = dice.number();
  return new Tensor(x.storage, x.offset + dice.below(3), layout, float32, null);
}

function shape(): number[] {
  return Array.from({ length: 1 + dice.below(3) }, () => 1 + dice.below(dice.one([3, 9, 40])));
}

function elements(x: Tensor): number[] {
  const at = (x.storage.address() >> x.dtype.shift) + x.offset;
  return [...(x.dtype === bool ? u8 : f32).subarray(at, at + x.layout.numel)];
}

/** Both kernels on the same operands. */
function compare(
  type: typeof float32 | typeof bool,
  count: number,
  call: (k: Tested, inputs: Tensor[], out: Tensor) => void,
): void {
  for (let round = 0; round < 60; round++) {
    const sizes = shape();
    const inputs = Array.from({ length: count }, () => operand(sizes));
    const layout = Layout.of(sizes);
    const [plain, fast] = [empty(layout, type), empty(layout, type)];
    call(plainKernels, inputs, plain);
    call(cpu, inputs, fast);
    expect(elements(fast)).toEqual(elements(plain));
  }
}

const namesOf = (kernels: object, lanes: Readonly<Record<number, object>>): [string, number][] =>
  Object.entries(kernels as Record<string, number>).filter(([, kernel]) => lanes[kernel] !== undefined);

test.each(namesOf(Unary, unaryLanes))("%s", (_, kernel) => {
  compare(float32, 1, (k, [x], out) => k.unary(kernel as Unary, x!, out, float32));
});
test.each(namesOf(Binary, binaryLanes))("%s", (_, kernel) => {
  compare(float32, 2, (k, [x, y], out) => k.binary(kernel as Binary, x!, y!, out, float32));
});
test.each(namesOf(Binary, binaryLanes))("%s with a number", (_, kernel) => {
  compare(float32, 1, (k, [x], out) => k.scalar(kernel as Binary, x!, -0.75, out, float32));
  compare(float32, 1, (k, [x], out) => k.reversed(kernel as Binary, 1.5, x!, out, float32));
});
test.each(namesOf(Compare, compareLanes))("%s", (_, kernel) => {
  compare(bool, 2, (k, [x, y], out) => k.compare(kernel as Compare, x!, y!, out, float32));
});
test.each(namesOf(Ternary, ternaryLanes))("%s", (_, kernel) => {
  compare(float32, 3, (k, [x, y, z], out) => k.ternary(kernel as Ternary, x!, y!, z!, 0.3, out, float32));
});
test.each(namesOf(Activation, activationLanes))("%s", (_, kernel) => {
  compare(float32, 1, (k, [x], out) => k.activation(kernel as Activation, x!, [0.4], out, float32));
});
test.each([0.1, 0.9])("lerp by a number", (weight) => {
  compare(float32, 2, (k, [x, y], out) => {
    const z = empty(Layout.scalar, float32);
    k.fill(z, weight);
    k.ternary(Ternary.lerp, x!, y!, z, 1, out, float32);
  });
});
test("sigmoid", () => {
  compare(float32, 1, (k, [x], out) => k.unary(Unary.sigmoid, x!, out, float32));
});
test.each([-1, 0])("softmax and its kin, along dimension %i", (dim) => {
  const of = (x: Tensor): number => (dim + x.layout.ndim) % x.layout.ndim;
  for (const kernel of ["softmax", "logSoftmax"] as const)
    compare(float32, 1, (k, [x], out) => k[kernel](x!, of(out), out));
  for (const kernel of ["softmaxGrad", "logSoftmaxGrad"] as const)
    compare(float32, 2, (k, [g, y], out) => k[kernel](g!, y!, of(out), out));
});
test("addScaled", () => {
  compare(float32, 2, (k, [x, y], out) => k.addScaled(x!, y!, -0.1, out, float32));
});
test("select", () => {
  compare(float32, 3, (k, [c, x, y], out) => {
    const condition = empty(c!.layout.dense, bool);
    elementwise.compare(
      Compare.gt,
      c!,
      new Tensor(c!.storage, c!.offset, Layout.scalar, float32, null),
      condition,
      float32,
    );
    k.select(condition, x!, y!, out, float32);
  });
});
