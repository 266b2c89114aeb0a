import { hasVectors } from "../cpu/instructions.js";
import { normalBlocks } from "../cpu/lanes/normal.js";
import { f32 } from "../memory/heap.js";
import { fma32, fma64 } from "../numeric/fma.js";
import { log32, sinCos32 } from "./cephes.js";
import type { FloatArray } from "./elements.js";
import type { Generator } from "./generator.js";
import { shown } from "./limits.js";
import type { Mt19937 } from "./mt19937.js";

const { fround, sqrt, log, log1p, sin, cos, PI } = Math;
const TWO_PI = fround(2 * PI);
/** Blocks hold eight pairs: radii in the first half, angles in the second. */
const BLOCK = 16;
const PAIRS = 8;
const sinCos = new Float32Array(2);

/**
 * Fills a contiguous tensor with normal numbers: `torch.Tensor.normal_`, and `randn` for 0 and 1.
 *
 * From 16 elements on they come in blocks; shorter tensors, and those that are not contiguous, take `fillNormalSingly`.
 * With `half` the caller rounds the float32 values to a half type, whose tail is not drawn twice.
 *
 * @throws if `std` is negative
 */
export function fillNormal(out: FloatArray, mean: number, std: number, generator: Generator, half = false): void {
  checkStd(std);
  if (out.length < BLOCK) fillNormalSingly(out, mean, std, generator);
  else if (out instanceof Float64Array) fillBlocks64(out, mean, std, generator.engine);
  else fillBlocks32(out, fround(mean), fround(std), generator.engine, half);
}

/**
 * Fills with normal numbers one at a time, each pair of draws giving this value and the next: what PyTorch does to fewer
 * than 16 elements and to tensors that are not contiguous.
 *
 * @throws if `std` is negative
 */
export function fillNormalSingly(out: FloatArray, mean: number, std: number, generator: Generator): void {
  checkStd(std);
  for (let i = 0; i < out.length; i++) out[i] = nextNormal(generator, mean, std);
}

/** One normal number in double precision; the other one of its pair stays in the generator for the next call. */
export function nextNormal(generator: Generator, mean: number, std: number): number {
  const cached = generator.cachedNormal;
  if (cached !== null) {
    generator.cachedNormal = null;
    return fma64(cached, std, mean);
  }
  const angle = 2 * PI * generator.engine.uniform53();
  const radius = sqrt(-2 * log1p(-generator.engine.uniform53()));
  generator.cachedNormal = radius * sin(angle);
  return fma64(radius * cos(angle), std, mean);
}

function checkStd(std: number): void {
  if (!(std >= 0)) throw new Error(`normal expects std >= 0.0, but found std ${shown(std)}`);
}

/** An incomplete last block is drawn anew, together with the end of the block before it. */
function fillBlocks32(out: Float32Array, mean: number, std: number, engine: Mt19937, half: boolean): void {
  const size = out.length;
  const rest = size % BLOCK;
  engine.fillUniform24(out, 0, half ? size - rest : size);
  const plain = (block: number): void => transform32(out, block * BLOCK, mean, std);
  const blocks = Math.floor(size / BLOCK);
  if (hasVectors && out.buffer === f32.buffer) normalBlocks(out.byteOffset, blocks, mean, std, plain);
  else for (let block = 0; block < blocks; block++) plain(block);
  if (rest === 0) return;
  engine.fillUniform24(out, size - BLOCK, size);
  transform32(out, size - BLOCK, mean, std);
}

/** Turns a block of uniform numbers into normal ones (Box and Muller). */
function transform32(block: Float32Array, start: number, mean: number, std: number): void {
  for (let i = start; i < start + PAIRS; i++) {
    const radius = fround(sqrt(fround(-2 * log32(fround(1 - block[i]!)))));
    sinCos32(fround(TWO_PI * block[i + PAIRS]!), sinCos);
    block[i] = fma32(fround(radius * sinCos[1]!), std, mean);
    block[i + PAIRS] = fma32(fround(radius * sinCos[0]!), std, mean);
  }
}

function fillBlocks64(out: Float64Array, mean: number, std: number, engine: Mt19937): void {
  const size = out.length;
  draw64(out, 0, engine);
  for (let i = 0; i <= size - BLOCK; i += BLOCK) transform64(out, i, mean, std);
  if (size % BLOCK === 0) return;
  draw64(out, size - BLOCK, engine);
  transform64(out, size - BLOCK, mean, std);
}

function draw64(out: Float64Array, start: number, engine: Mt19937): void {
  for (let i = start; i < out.length; i++) out[i] = engine.uniform53();
}

function transform64(block: Float64Array, start: number, mean: number, std: number): void {
  for (let i = start; i < start + PAIRS; i++) {
    const radius = sqrt(-2 * log(1 - block[i]!));
    const angle = 2 * PI * block[i + PAIRS]!;
    block[i] = fma64(radius * cos(angle), std, mean);
    block[i + PAIRS] = fma64(radius * sin(angle), std, mean);
  }
}
