/** Bins: TensorBoard's own, a number of equal ones, or their edges. */
export type HistogramBins = "tensorflow" | number | readonly number[];

/** How values are spread. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  /** The right edges of the bins. */
  readonly limits: readonly number[];
  readonly counts: readonly number[];
}

/** Edges that grow by a tenth, on both sides of zero. */
function defaultEdges(): number[] {
  const positive: number[] = [];
  for (let edge = 1e-12; edge < 1e20; edge *= 1.1) positive.push(edge);
  return [...positive.map((edge) => -edge).reverse(), 0, ...positive];
}

let ownEdges: readonly number[] | null = null;

/** Counts values in bins, of which only those from the first to the last that is not empty are kept. */
export function histogramOf(values: ArrayLike<number>, bins: HistogramBins, maxBins: number | null): Histogram {
  if (values.length === 0) throw new Error("addHistogram: The input has no element.");
  let [min, max, sum, sumOfSquares] = [Infinity, -Infinity, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) throw new Error(`addHistogram: element ${i} is ${value}; every value must be finite`);
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
    sumOfSquares += value * value;
  }
  const edges = edgesOf(bins, min, max);
  const spread = merged(counted(values, edges), edges, maxBins);
  return { min, max, count: values.length, sum, sumOfSquares, ...trimmed(spread) };
}

function edgesOf(bins: HistogramBins, min: number, max: number): readonly number[] {
  if (bins === "tensorflow") {
    ownEdges ??= defaultEdges();
    return ownEdges;
  }
  if (typeof bins === "object") return bins;
  if (!(Number.isInteger(bins) && bins > 0))
    throw new Error(
      `addHistogram: \`bins\` must be "tensorflow", a positive number of bins or their edges, but got ${bins}`,
    );
  const [first, last] = min === max ? [min - 0.5, max + 0.5] : [min, max];
  const step = (last - first) / bins;
  return Array.from({ length: bins + 1 }, (_, i) => (i === bins ? last : i * step + first));
}

/** How many values lie in each bin; the last bin includes its right edge. */
function counted(values: ArrayLike<number>, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0);
  const last = edges.at(-1)!;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < edges[0]! || value > last) continue;
    let [low, high] = [0, edges.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (value < edges[middle]!) high = middle;
      else low = middle;
    }
    counts[low]!++;
  }
  return counts;
}

interface Spread {
  readonly counts: readonly number[];
  readonly limits: readonly number[];
}

/** Neighbouring bins taken together until they are about `maxBins`. */
function merged(counts: readonly number[], edges: readonly number[], maxBins: number | null): Spread {
  if (maxBins === null || counts.length <= maxBins) return { counts, limits: edges };
  const size = Math.floor(counts.length / maxBins);
  const groups = Math.ceil(counts.length / size);
  const sums = Array.from({ length: groups }, (_, i) =>
    counts.slice(i * size, (i + 1) * size).reduce((sum, count) => sum + count, 0),
  );
  return { counts: sums, limits: [...sums.map((_, i) => edges[i * size]!), edges.at(-1)!] };
}

/** The bins with values, and an empty one before them, whose limit is their left edge. */
function trimmed({ counts, limits }: Spread): Spread {
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  if (first < 0) throw new Error("addHistogram: no value lies in a bin");
  return { counts: [0, ...counts.slice(first, last + 1)], limits: limits.slice(first, last + 2) };
}
