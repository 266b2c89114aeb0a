export function invalidPrintOption(name: string, rule: string, seen: unknown): RangeError {
  return new RangeError(`setPrintoptions: \`${name}\` must be ${rule}, got ${String(seen)}`);
}

export function invalidFormatSpec(spec: string, reason: string): RangeError {
  return new RangeError(`format: specifier '${spec}' ${reason}`);
}

export function shapeHoldsOther(op: string, shape: readonly number[], count: number): RangeError {
  return new RangeError(`${op}: \`shape\` [${shape.join(", ")}] does not hold ${count} values`);
}
