import {
  mapsDifferentInputs,
  mapsDifferentOutputs,
  mapsNoDimension,
  mapsNoTensor,
  mapsUnevenly,
  nothingToMap,
  randomWhileMapped,
  returnsNoTensor,
} from "../errors/functional.js";
import { stack } from "../ops/joining.js";
import { pythonRepr } from "../printing/python.js";
import { defaultGenerator } from "../random/default-generator.js";
import { Tensor } from "../tensor.js";
import { whileMapped } from "./mapping.js";

/** What random numbers of the default generator are inside of `vmap`. */
export type Randomness = "error" | "different" | "same";

/** Options of `vmap`. */
export interface VmapOptions {
  /** The dimension of each argument that is mapped over, null for arguments that are passed on whole; default 0. */
  readonly inDims?: number | null | readonly (number | null)[];
  /** Where the mapped dimension goes in each output; default 0. */
  readonly outDims?: number | readonly number[];
  /** Each sample draws anew, all draw the same, or drawing is an error; default `"error"`. */
  readonly randomness?: Randomness;
}

/**
 * The function that runs `fn` on every sample along a dimension and stacks what it returns.
 *
 * The samples run one after the other: this saves writing the loop, not time. As in PyTorch, `item` cannot be called inside of `fn`,
 * which must return tensors; and it nests with `grad` and its kin, inside and outside.
 *
 * @throws {Error} if the arguments differ in size along the mapped dimension, or do not have it
 * @example
 * func.vmap(dot)(tensor([[1, 2], [3, 4]]), tensor([[1, 1], [2, 2]])).tolist() // => [3, 14]
 */
export function vmap<A extends unknown[], R extends Tensor | readonly Tensor[]>(
  fn: (...args: A) => R,
  options: VmapOptions = {},
): (...args: A) => R {
  const { inDims = 0, outDims = 0, randomness = "error" } = options;
  const name = fn.name === "" ? "<lambda>" : fn.name;
  return (...args) => {
    const { samples, isEmpty } = samplesOf(args, inDims, name);
    const results = whileMapped(() => drawing(randomness, samples, (sample) => fn(...(sample as A))));
    const outputs = results.map((result) => tensorsOf(result, name));
    const width = outputs[0]!.length;
    const dims = typeof outDims === "number" ? outputs[0]!.map(() => outDims) : outDims;
    if (dims.length !== width) throw mapsDifferentOutputs(name, shown(outDims));
    const stacked = dims.map((dim, i) => {
      const whole = stack(
        outputs.map((list) => list[i]!),
        dim,
      );
      return isEmpty ? whole.narrow(dim, 0, 0) : whole;
    });
    return (Array.isArray(results[0]) ? stacked : stacked[0]) as R;
  };
}

const shown = (dims: unknown): string => pythonRepr(Array.isArray(dims) ? Object.freeze([...dims]) : dims);

/** The arguments of each sample; an empty dimension has one of zeros, to learn what the function returns. */
function samplesOf(
  args: readonly unknown[],
  inDims: VmapOptions["inDims"],
  name: string,
): { samples: unknown[][]; isEmpty: boolean } {
  if (args.length === 0) throw nothingToMap(name);
  const dims = Array.isArray(inDims) ? (inDims as readonly (number | null)[]) : args.map(() => inDims as number | null);
  if (dims.length !== args.length || dims.every((dim) => dim === null)) throw mapsDifferentInputs(name, shown(inDims));
  const sizes = dims.flatMap((dim, i) => (dim === null ? [] : [sizeAlong(args[i], dim, name, shown(inDims))]));
  const count = sizes[0]!;
  if (sizes.some((size) => size !== count)) throw mapsUnevenly(sizes);
  const sample = (pick: (x: Tensor, dim: number) => Tensor): unknown[] =>
    args.map((arg, i) => (dims[i] === null ? arg : pick(arg as Tensor, dims[i]!)));
  if (count === 0) return { samples: [sample((x, dim) => x.sum(dim))], isEmpty: true };
  const samples = Array.from({ length: count }, (_, i) => sample((x, dim) => x.select(dim, i)));
  return { samples, isEmpty: false };
}

function sizeAlong(arg: unknown, dim: number, name: string, dims: string): number {
  if (!(arg instanceof Tensor)) throw mapsNoTensor(name, dims, dim, arg);
  if (dim < -arg.ndim || dim >= arg.ndim) throw mapsNoDimension(name, dims, dim, arg.ndim);
  return arg.shape.at(dim)!;
}

function tensorsOf(result: unknown, name: string): readonly Tensor[] {
  const list: readonly unknown[] = Array.isArray(result) ? result : [result];
  for (const one of list) if (!(one instanceof Tensor)) throw returnsNoTensor(name, one);
  return list as readonly Tensor[];
}

/** Runs the samples with the random numbers that `randomness` says. */
function drawing<T>(
  randomness: Randomness,
  samples: readonly unknown[][],
  run: (sample: unknown[]) => T,
): readonly T[] {
  if (randomness === "different") return samples.map(run);
  const start = defaultGenerator.getState();
  return samples.map((sample) => {
    if (randomness === "same") defaultGenerator.setState(start);
    const result = run(sample);
    if (randomness === "error" && defaultGenerator.getState().some((byte, i) => byte !== start[i]))
      throw randomWhileMapped();
    return result;
  });
}
