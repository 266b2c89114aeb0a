import {
  bool,
  constantPadNd,
  int64,
  labelled,
  type Scalar,
  type Shape,
  type Tensor,
  tensor,
  UnsupportedKernelError,
} from "@flambeau/core";

/** What lies beyond the edges. */
export type PadMode = "constant" | "reflect" | "replicate" | "circular";

/** Options of `pad`. */
export interface PadOptions {
  /**
   * `"constant"` for one value everywhere, `"reflect"` for a mirror at the outermost elements, `"replicate"` for those elements
   * themselves, `"circular"` for the elements from the other end; default `"constant"`.
   */
  readonly mode?: PadMode;
  /** Of a constant padding; default 0. */
  readonly value?: Scalar | null;
}

/** Where in a dimension of `size` elements the one at `place` comes from, which may lie beyond an edge. */
const sources = {
  reflect: (place: number, size: number) => (place < size ? Math.abs(place) : 2 * (size - 1) - place),
  replicate: (place: number, size: number) => Math.min(Math.max(place, 0), size - 1),
  circular: (place: number, size: number) => (place + size) % size,
};
type EdgeMode = keyof typeof sources;

/** What a dimension has and gains. */
interface Dimension {
  readonly dim: number;
  readonly size: number;
  readonly before: number;
  readonly after: number;
}

function dimensionsOf({ shape, ndim }: Tensor, pads: Shape): Dimension[] {
  const first = ndim - pads.length / 2;
  return shape.slice(first).map((size, i) => {
    const dim = first + i;
    return { dim, size, before: pads[2 * (ndim - dim - 1)]!, after: pads[2 * (ndim - dim) - 1]! };
  });
}

const outputSize = ({ size, before, after }: Dimension): number => size + before + after;

/** Copies elements to where `sources` names them; the gradient adds up what one element gave. */
function padByIndex(input: Tensor, pads: Shape, mode: EdgeMode): Tensor {
  const dimensions = dimensionsOf(input, pads);
  const indices = dimensions.map((dimension, i) => {
    const { size, before } = dimension;
    const places = Array.from({ length: outputSize(dimension) }, (_, j) => sources[mode](j - before, size));
    return tensor(places, { dtype: int64 }).reshape(dimensions.slice(i).map((_, j) => (j === 0 ? -1 : 1)));
  });
  return input.at("...", ...indices);
}

function padAtEdges(input: Tensor, pads: Shape, mode: "reflect" | "replicate"): Tensor {
  const count = pads.length / 2;
  const [name, op] = mode === "reflect" ? ["Reflection", "reflection"] : ["Replication", "replication"];
  const { shape, ndim } = input;
  if (shape.slice(ndim - count - 1).includes(0))
    throw new Error(
      `Expected ${count + 1}D or ${count + 2}D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: [${shape.join(", ")}]`,
    );
  const dimensions = dimensionsOf(input, pads);
  if (mode === "reflect")
    for (const { dim, size, before, after } of dimensions.toReversed())
      if (before >= size || after >= size)
        throw new Error(
          `Argument #${4 + 2 * (ndim - dim - 1)}: Padding size should be less than the corresponding input dimension, but got: padding (${before}, ${after}) at dimension ${dim} of input [${shape.join(", ")}]`,
        );
  const results = dimensions.map(outputSize);
  if (results.every((size) => size < 1) || results.some((size) => size < 0)) {
    const named = (list: Shape): string[] => list.map((size, i) => `${"DHW"[3 - count + i]}: ${size}`);
    const given = named(dimensions.map(({ size }) => size)).join(", ");
    throw new Error(`input (${given}) is too small. Calculated output ${named(results).join(" ")}`);
  }
  if (input.dtype === bool) throw new UnsupportedKernelError(`${op}_pad${count}d`, bool);
  return labelled(padByIndex(input, pads, mode), `${name}Pad${count}DBackward0`);
}

function padCircular(input: Tensor, pads: Shape): Tensor {
  for (const dimension of dimensionsOf(input, pads)) {
    if (Math.max(dimension.before, dimension.after) > dimension.size)
      throw new Error("Padding value causes wrapping around more than once.");
    if (outputSize(dimension) < 0) throw new Error("Negative padding value is resulting in an empty dimension");
  }
  // what is left after negative pads goes around
  const kept = pads.some((n) => n < 0)
    ? constantPadNd(
        input,
        pads.map((n) => Math.min(n, 0)),
      )
    : input;
  const gains = pads.map((n) => Math.max(n, 0));
  if (dimensionsOf(kept, gains).some(({ size, before, after }) => Math.max(before, after) > size))
    throw new Error("Padding value causes wrapping around more than once.");
  return labelled(padByIndex(kept, gains, "circular"), "CopySlices");
}

/**
 * `input` with more elements around it, or with fewer.
 *
 * - input: any shape; for modes other than `"constant"` the last 1, 2 or 3 dimensions are padded of `[C, ...]` or `[N, C, ...]`
 *
 * @param pads what the last dimension gains in front and behind, then the one before it, and so on; negative numbers take away
 * @throws {Error} if there are pads for too many dimensions, or more elements are to be copied or taken away than there are
 * @example
 * const x = tensor([[1, 2, 3]]);
 * functional.pad(x, [1, 1]).tolist() // => [[0, 1, 2, 3, 0]]
 * functional.pad(x, [1, 1], { mode: "reflect" }).tolist() // => [[2, 1, 2, 3, 2]]
 */
export function pad(input: Tensor, pads: Shape, { mode = "constant", value = null }: PadOptions = {}): Tensor {
  if (mode !== "constant" && !Object.hasOwn(sources, mode)) throw new Error(`Unrecognised padding mode ${mode}`);
  if (pads.length % 2 !== 0) throw new Error("Padding length must be divisible by 2");
  const { ndim } = input;
  if (pads.length > 2 * ndim)
    throw new Error(
      `Padding length should be less than or equal to two times the input dimension but got padding length ${pads.length} and input of dimension ${ndim}`,
    );
  if (mode === "constant") return constantPadNd(input, pads, value ?? 0);
  if (Number(value) !== 0) throw new Error(`Padding mode "${mode}" doesn't take in value argument`);
  const count = pads.length / 2;
  if (count < 1 || count > 3 || (ndim !== count + 1 && ndim !== count + 2))
    throw new Error(
      [
        `Padding size ${pads.length} is not supported for ${ndim}D input tensor.`,
        "Supported combinations for non-constant padding:",
        "  - 2D or 3D input: padding size = 2 (pads last dimension)",
        "  - 3D or 4D input: padding size = 4 (pads last 2 dimensions)",
        "  - 4D or 5D input: padding size = 6 (pads last 3 dimensions)",
      ].join("\n"),
    );
  return mode === "circular" ? padCircular(input, pads) : padAtEdges(input, pads, mode);
}
