import {
  allocate,
  cpu,
  int32,
  int64,
  Layout,
  labelled,
  type NaryOp,
  naryOp,
  noGrad,
  record,
  stack,
  type Tensor,
  tensor,
  vectorNorm,
  zeros,
} from "@flambeau/core";

/** Options of functions that look rows up. */
export interface EmbeddingOptions {
  /** A row whose gradient is 0; negative counts from the end; default none. */
  readonly paddingIdx?: number | null;
  /** Rows whose norm is larger are scaled down to it, in place, before they are used; default none. */
  readonly maxNorm?: number | null;
  /** Exponent of that norm; default 2. */
  readonly normType?: number;
  /** Divide gradients by how often a row was used; default false. */
  readonly scaleGradByFreq?: boolean;
  /** Has no effect on gradients, which are dense. */
  readonly sparse?: boolean;
}

interface Lookup {
  readonly padding: number;
  /** What the gradient of each row is divided by. */
  readonly divisors: Tensor | null;
}

const embeddingOp: NaryOp<Lookup> = naryOp<Lookup>({
  name: "embedding",
  saves: [[1], []],
  gradients: [
    (grad, { inputs: [, indices], attr: { padding, divisors }, layouts: [layout] }) => {
      const [rows, width] = layout!.shape as [number, number];
      const flat = indices!.reshape([-1]);
      let factors = flat.ne(padding).to(grad.dtype);
      if (divisors !== null) factors = factors.div(divisors.indexSelect(0, flat));
      const sum = zeros([rows, width], { dtype: grad.dtype });
      return sum.indexAdd(0, flat, grad.reshape([flat.numel(), width]).mul(factors.unsqueeze(1)));
    },
    null,
  ],
});

/** The number of the padding row, or -1. */
export function paddingRow(paddingIdx: number | null | undefined, rows: number): number {
  if (paddingIdx === null || paddingIdx === undefined) return -1;
  if (!(paddingIdx >= -rows && paddingIdx < rows)) throw new Error("Padding_idx must be within num_embeddings");
  return paddingIdx < 0 ? paddingIdx + rows : paddingIdx;
}

function checkIndices(name: string, indices: Tensor): void {
  if (indices.dtype !== int64 && indices.dtype !== int32)
    throw new Error(
      `Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got torch.${indices.dtype.title}Tensor instead (while checking arguments for ${name})`,
    );
}

function look(indices: Tensor, weight: Tensor, attr: Lookup): Tensor {
  const rows = weight.shape[0]!;
  if (indices.numel() > 0 && indices.lt(0).logicalOr(indices.ge(rows)).any().item())
    throw new RangeError("index out of range in self");
  const out = allocate(Layout.of([...indices.shape, ...weight.shape.slice(1)]), weight.dtype);
  cpu.copy(
    weight
      .detach()
      .indexSelect(0, indices.reshape([-1]))
      .reshape(out.shape),
    out,
  );
  return record(embeddingOp, [weight, indices], attr, out);
}

/** Scales the rows that will be used and are too long. */
function shorten(indices: Tensor, weight: Tensor, maxNorm: number, normType: number): void {
  noGrad(() => {
    const used = indices.reshape([-1]).unique() as Tensor;
    const rows = weight.indexSelect(0, used);
    const norms = vectorNorm(rows, normType, 1, { keepdim: true });
    const scaled = rows.mul(norms.add(1e-7).reciprocal().mul(maxNorm));
    weight.indexCopy_(0, used, scaled.where(norms.gt(maxNorm), rows));
  });
}

/**
 * Rows of a matrix, looked up by their numbers.
 *
 * - input: int64 or int32 `[...]`, weight: `[V, D]`, output: `[..., D]`
 *
 * @throws {RangeError} if there is no such row
 * @throws {Error} if the numbers are of another type
 * @example
 * functional.embedding(tensor([1, 0]), tensor([[0.5, 1], [2, 3]])).tolist() // => [[2, 3], [0.5, 1]]
 */
export function embedding(input: Tensor, weight: Tensor, options: EmbeddingOptions = {}): Tensor {
  const { paddingIdx, maxNorm = null, normType = 2, scaleGradByFreq = false } = options;
  checkIndices("embedding", input);
  if (weight.ndim !== 2) throw new Error("'weight' must be 2-D");
  const padding = paddingRow(paddingIdx, weight.shape[0]!);
  if (maxNorm !== null) shorten(input, weight, maxNorm, normType);
  const divisors = scaleGradByFreq ? input.reshape([-1]).bincount(null, weight.shape[0]!) : null;
  return look(input, weight, { padding, divisors });
}

/** Options of `embeddingBag`. */
export interface EmbeddingBagOptions extends EmbeddingOptions {
  /** What becomes of the rows of a bag; default `"mean"`. */
  readonly mode?: "sum" | "mean" | "max";
  /** Whether the last offset is where the last bag ends; default false. */
  readonly includeLastOffset?: boolean;
}

/**
 * Sums, means or maxima of bags of rows, looked up by their numbers.
 *
 * - input: `[B, L]`, or `[N]` with `offsets` `[B]`, where each bag begins; weight: `[V, D]`; output: `[B, D]`
 *
 * @param perSampleWeights a factor for each row, in the shape of the input, only for sums; default none
 * @throws {Error} if shapes or types do not fit
 * @throws {RangeError} if there is no such row
 * @example
 * functional.embeddingBag(tensor([[1, 0]]), tensor([[0.5, 1], [2, 3]]), null, null, { mode: "sum" }).tolist() // => [[2.5, 4]]
 */
export function embeddingBag(
  input: Tensor,
  weight: Tensor,
  offsets: Tensor | null = null,
  perSampleWeights: Tensor | null = null,
  options: EmbeddingBagOptions = {},
): Tensor {
  if (weight.dtype === int64 && input.dtype.isFloatingPoint) {
    console.warn(
      "Argument order of nn.functional.embedding_bag was changed. Usage `embedding_bag(weight, input, ...)` is deprecated, and should now be `embedding_bag(input, weight, ...)`.",
    );
    return embeddingBag(weight, input, offsets, perSampleWeights, options);
  }
  const { paddingIdx, maxNorm = null, normType = 2, scaleGradByFreq = false, sparse = false, mode = "mean" } = options;
  checkBags(input, weight, offsets, perSampleWeights, mode, scaleGradByFreq, sparse);
  checkIndices("embedding_bag", input);
  const padding = paddingRow(paddingIdx, weight.shape[0]!);
  if (maxNorm !== null) shorten(input, weight, maxNorm, normType);
  const bags = bagsOf(input, offsets, options.includeLastOffset ?? false);
  checkBagged(input, weight.shape[0]!, mode);
  const numbers = input.reshape([-1]).tolist() as number[];
  const kept = bags.map((bag) => bag.filter((i) => numbers[i] !== padding));
  const order = tensor(kept.flat(), { dtype: int64 });
  const flat = input.reshape([-1]).indexSelect(0, order);
  const divisors = scaleGradByFreq ? bagDivisors(input.reshape([-1]), weight.shape[0]!) : null;
  // half types are added up in single precision
  const found = look(flat, weight, { padding: -1, divisors }).to(weight.dtype.compute);
  const factors = perSampleWeights?.reshape([-1]).indexSelect(0, order).unsqueeze(1).to(found.dtype);
  const rows = factors === undefined ? found : found.mul(factors);
  const sizes = kept.map((bag) => bag.length);
  const bagged = mode === "max" ? maxima(rows, sizes) : totals(rows, sizes, mode === "mean");
  return labelled(bagged.to(weight.dtype), "EmbeddingBagBackward0");
}

function checkBagged(input: Tensor, rows: number, mode: "sum" | "mean" | "max"): void {
  const numbers = input.reshape([-1]).tolist() as number[];
  const place = numbers.findIndex((row) => !(row >= 0 && row < rows));
  if (place < 0) return;
  throw new RangeError(
    mode === "max"
      ? `embedding_bag: Expected idx >= 0 && idx < num_embeddings but found idx to be ${numbers[place]}`
      : `Index ${place} of input takes value ${numbers[place]} which is not in the valid range [0, ${rows})`,
  );
}

/** As PyTorch has it, the k-th row that is used is divided by the count of the k-th smallest of all indices, be it the same or not. */
function bagDivisors(indices: Tensor, rows: number): Tensor {
  const counts = indices.bincount(null, rows);
  const used = counts.nonzero().reshape([-1]);
  const smallest = indices.sort().values.narrow(0, 0, used.numel());
  return counts.indexCopy(0, used, counts.indexSelect(0, smallest));
}

function checkBags(
  input: Tensor,
  weight: Tensor,
  offsets: Tensor | null,
  perSampleWeights: Tensor | null,
  mode: "sum" | "mean" | "max",
  scaleGradByFreq: boolean,
  sparse: boolean,
): void {
  if (perSampleWeights !== null && !perSampleWeights.layout.hasShapeOf(input.layout))
    throw new Error(
      `embedding_bag: If per_sample_weights (torch.Size([${perSampleWeights.shape.join(", ")}])) is not None, then it must have the same shape as the input (torch.Size([${input.shape.join(", ")}]))`,
    );
  if (weight.ndim !== 2) throw new Error(`weight has to be a 2D Tensor, but got Tensor of dimension ${weight.ndim}`);
  if (input.ndim === 2 && offsets !== null)
    throw new Error(
      "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixed length sequences. However, found offsets of type <class 'torch.Tensor'>",
    );
  if (input.ndim === 1 && offsets === null) throw new Error("offsets has to be a 1D Tensor but got None");
  if (input.ndim === 1 && offsets!.ndim !== 1) throw new Error("offsets has to be a 1D Tensor");
  if (input.ndim !== 1 && input.ndim !== 2)
    throw new Error(`input has to be 1D or 2D Tensor, but got Tensor of dimension ${input.ndim}`);
  if (mode !== "sum" && mode !== "mean" && mode !== "max") throw new Error("mode has to be one of sum, mean or max");
  if (mode === "max" && scaleGradByFreq)
    throw new Error("max mode does not support scaling the gradient by the frequency");
  if (mode === "max" && sparse) throw new Error("max mode does not support sparse weights");
  if (perSampleWeights !== null && mode !== "sum")
    throw new Error(
      `embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for mode='sum' (got mode='${mode}'). Please open a feature request on GitHub.`,
    );
}

/** Per bag: the places of its numbers. */
function bagsOf(input: Tensor, offsets: Tensor | null, includeLast: boolean): number[][] {
  const n = input.numel();
  const range = (start: number, end: number): number[] =>
    Array.from({ length: Math.max(end - start, 0) }, (_, i) => start + i);
  if (offsets === null) {
    const [bags, length] = input.shape as [number, number];
    return Array.from({ length: bags }, (_, b) => range(b * length, (b + 1) * length));
  }
  const starts = offsets.tolist() as number[];
  if (starts.length > 0 && starts[0] !== 0)
    throw new Error(
      `offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from position 0. However, got ${starts[0]}`,
    );
  const last = starts.at(-1) ?? 0;
  if (last > n)
    throw new RangeError(`offsets[-1] can not be greater than input's length ${n} but got offsets[-1] of ${last}`);
  if (includeLast) return starts.slice(0, -1).map((start, b) => range(start, starts[b + 1]!));
  return starts.map((start, b) => range(start, starts[b + 1] ?? n));
}

function totals(rows: Tensor, sizes: readonly number[], mean: boolean): Tensor {
  const owners = tensor(
    sizes.flatMap((size, b) => Array<number>(size).fill(b)),
    { dtype: int64 },
  );
  const sums = zeros([sizes.length, rows.shape[1]!], { dtype: rows.dtype }).indexAdd(0, owners, rows);
  if (!mean) return sums;
  return sums.div(
    tensor(
      sizes.map((size) => Math.max(size, 1)),
      { dtype: rows.dtype },
    ).unsqueeze(1),
  );
}

function maxima(rows: Tensor, sizes: readonly number[]): Tensor {
  let start = 0;
  const width = rows.shape[1]!;
  const each = sizes.map((size) => {
    const bag = rows.narrow(0, start, size);
    start += size;
    return size === 0 ? zeros([width], { dtype: rows.dtype }) : bag.max(0).values;
  });
  return each.length === 0 ? zeros([0, width], { dtype: rows.dtype }) : stack(each);
}
