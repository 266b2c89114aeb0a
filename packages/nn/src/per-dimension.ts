/** The same number for each of `count` dimensions, or a list of them as it is; frozen, as PyTorch keeps them in tuples. */
export function perDimension(value: number | readonly number[], count: number): readonly number[] {
  return Object.freeze(typeof value === "number" ? new Array<number>(count).fill(value) : [...value]);
}
