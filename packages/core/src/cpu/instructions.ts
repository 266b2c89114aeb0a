import { unknownInstructions } from "../errors/memory.js";
import { memory } from "../memory/heap.js";
import { WebAssembly } from "../memory/webassembly.js";
import { assemble, F32, Func } from "./asm.js";

// Which vector instructions kernels use: those that the engine has, or fewer if the environment variable FLAMBEAU_SIMD says so.
// Results have the same bits.

/** From the plain kernels alone to vectors of 128 bits, and to those that multiply and add at once. */
const levels: readonly string[] = ["off", "plain", "relaxed"];

/** The instruction `x * y + z`, which an engine with relaxed SIMD has, and may round once or twice. */
export const relaxedMultiplyAdd = 0x105;

/** Whether the engine has the instructions of a formula, and makes of `x` what `result` does. */
function computes(formula: (f: Func) => Func, result: (x: number) => number): boolean {
  const f = new Func("f", [F32], [F32]);
  formula(f).lane(0);
  try {
    const module = new WebAssembly.Module(assemble([f]));
    const run = new WebAssembly.Instance(module, { e: { m: memory } }).exports.f as (x: number) => number;
    const x = 1 + 2 ** -12; // its square, rounded before 1 is taken off, would lose the 2⁻²⁴
    return run(x) === result(x);
  } catch {
    return false;
  }
}

/** The level that the environment variable's text asks for: all, unless it says fewer. */
export function instructionLevel(text?: string): number {
  const level = levels.indexOf(text || "relaxed");
  if (level < 0) throw unknownInstructions(String(text), levels);
  return level;
}

const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
const level = instructionLevel(process?.env?.FLAMBEAU_SIMD);

const double = (f: Func): Func => f.get(0).splat().get(0).splat().vadd();
const squareLessOne = (f: Func): Func => f.get(0).splat().get(0).splat().f32(-1).splat().simd(relaxedMultiplyAdd);

/** Vectors of 128 bits are here, and wanted. */
export const hasVectors: boolean = level > 0 && computes(double, (x) => x + x);

/** So is an instruction that multiplies and adds, and rounds once. */
export const hasFusedMultiplyAdd: boolean = level > 1 && computes(squareLessOne, (x) => x * x - 1);
