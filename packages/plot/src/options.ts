/** Throws unless every key of an options object is known, naming those that are. */
export function checkOptions(operation: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) {
      throw new Error(`${operation}: unknown option \`${key}\`; the options are ${known.join(", ")}`);
    }
  }
}

/** Throws unless an option is a finite number of at least `least`. */
export function checkNumber(operation: string, name: string, value: number, least: number): number {
  if (!Number.isFinite(value) || value < least) {
    throw new Error(`${operation}: \`${name}\` must be a number >= ${least}, got ${value}`);
  }
  return value;
}

/** Throws unless `alpha` is between 0, invisible, and 1, opaque. */
export function checkAlpha(operation: string, alpha: number): number {
  if (!(alpha >= 0 && alpha <= 1)) throw new Error(`${operation}: \`alpha\` must be between 0 and 1, got ${alpha}`);
  return alpha;
}
