import { memory } from "../../memory/heap.js";
import { WebAssembly } from "../../memory/webassembly.js";
import { assemble, F32, Func } from "../asm.js";

/** The instruction `x * y + z`, which an engine with relaxed SIMD has, and may round once or twice. */
export const relaxedMultiplyAdd = 0x105;

/** Whether the engine has it and rounds once. Kernels have the same bits either way. */
export const hasFusedMultiplyAdd: boolean = ((): boolean => {
  const f = new Func("fused", [F32], [F32]);
  // x² - 1 for x = 1 + 2⁻¹²: the square, rounded before, would lose the 2⁻²⁴
  f.get(0).splat().get(0).splat().f32(-1).splat().simd(relaxedMultiplyAdd).lane(0);
  try {
    const module = new WebAssembly.Module(assemble([f]));
    const { fused } = new WebAssembly.Instance(module, { e: { m: memory } }).exports;
    const x = 1 + 2 ** -12;
    return (fused as (x: number) => number)(x) === x * x - 1;
  } catch {
    return false;
  }
})();
