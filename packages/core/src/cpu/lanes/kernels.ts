import { memory } from "../../memory/heap.js";
import { WebAssembly } from "../../memory/webassembly.js";
import { assemble, Func, I32, integers } from "../asm.js";
import { type Kind, type Lane, loopOf } from "./loop.js";
import type { Formula } from "./vector.js";

// All compiled element-wise kernels are one module with one export, so that its call has one target, which V8 inlines. It is
// compiled when it is first wanted.

const all: Lane[] = [];
/** The most inputs that a kernel has. */
const inputsAtMost = 3;

/** Declares a kernel and returns its number. */
export function lane(inputs: readonly Kind[], output: Kind, formula: Formula): number {
  const shift = (kind: Kind | undefined): number => (kind === "float" ? 2 : 0);
  const [xShift, yShift, zShift] = [shift(inputs[0]), shift(inputs[1]), shift(inputs[2])];
  return all.push({ formula, inputs, output, outShift: shift(output), xShift, yShift, zShift }) - 1;
}

/** What the kernel reads and writes. */
export function laneOf(kernel: number): Lane {
  return all[kernel]!;
}

type Run = (
  kernel: number,
  count: number,
  out: number,
  x: number,
  xStep: number,
  y: number,
  yStep: number,
  z: number,
  zStep: number,
  parameters: number,
) => number;

/** run(kernel, count, out, x, xStep, y, yStep, z, zStep, parameters): as `loopOf` tells. */
function runner(): Func {
  const f = new Func("run", integers(4 + 2 * inputsAtMost), [I32]);
  f.choose(
    0,
    all.map(({ inputs }, kernel) => () => {
      for (let i = 1; i < 3 + 2 * inputs.length; i++) f.get(i);
      f.get(f.params.length - 1).call(kernel + 1);
    }),
  );
  return f.op(0x00);
}

function compile(): Run {
  const loops = all.map((one, kernel) => loopOf(`lane${kernel}`, one, kernel + 1));
  const module = new WebAssembly.Module(assemble([runner(), ...loops]));
  return new WebAssembly.Instance(module, { e: { m: memory } }).exports.run as Run;
}

/** Runs a kernel on addresses, and returns how many elements it has written. */
export let run: Run = (...args) => {
  run = compile();
  return run(...args);
};
