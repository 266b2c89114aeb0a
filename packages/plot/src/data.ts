import type { Value } from "./description.js";

/** Anything with `tolist()`: every tensor. */
export interface TensorLike {
  tolist(): unknown;
}

/** A list of numbers: an array, a typed array, any iterable, or a tensor. */
export type Vector = ArrayLike<number | bigint> | Iterable<number | bigint> | TensorLike;

/** Rows of numbers, or a tensor with two dimensions. */
export type Matrix = ArrayLike<Vector> | Iterable<Vector> | TensorLike;

/** Numbers in row-major order and the shape they came in. */
export interface NumberArray {
  readonly values: number[];
  readonly shape: readonly number[];
}

function isTensorLike(data: unknown): data is TensorLike {
  return typeof data === "object" && data !== null && "tolist" in data && typeof data.tolist === "function";
}

/** Whether an argument is data rather than a format string or options. */
export function isData(argument: unknown): boolean {
  if (typeof argument !== "object" || argument === null) return false;
  return "tolist" in argument || Symbol.iterator in argument || "length" in argument;
}

function listOf(data: unknown): unknown[] | null {
  if (typeof data !== "object" || data === null) return null;
  if (Symbol.iterator in data) return Array.from(data as Iterable<unknown>);
  return "length" in data ? Array.from(data as ArrayLike<unknown>) : null;
}

function numberOf(operation: string, name: string, data: unknown): number {
  if (typeof data === "number") return data;
  if (typeof data === "bigint" || typeof data === "boolean") return Number(data);
  const seen = typeof data === "string" ? JSON.stringify(data) : data === null ? "null" : typeof data;
  throw new Error(`${operation}: ${name} must hold numbers, got ${seen}`);
}

/** Reads numbers out of whatever holds them, to any depth; `name` is the argument's name in errors. */
export function readNumbers(operation: string, name: string, data: unknown): NumberArray {
  const values: number[] = [];
  const shape: number[] = [];
  const walk = (data: unknown, depth: number): void => {
    const list = listOf(data);
    if (list === null) {
      if (depth !== shape.length) throw new Error(`${operation}: ${name} mixes numbers and lists`);
      values.push(numberOf(operation, name, data));
      return;
    }
    if (depth === shape.length && values.length === 0) shape.push(list.length);
    else if (depth >= shape.length) throw new Error(`${operation}: ${name} mixes numbers and lists`);
    if (shape[depth] !== list.length) {
      throw new Error(
        `${operation}: the rows of ${name} must have the same length, got ${shape[depth]} and ${list.length}`,
      );
    }
    for (const item of list) walk(isTensorLike(item) ? item.tolist() : item, depth + 1);
  };
  walk(isTensorLike(data) ? data.tolist() : data, 0);
  return { values, shape };
}

/** Reads numbers and forgets their shape, as matplotlib's `ravel` does for a scatter. */
export function readVector(operation: string, name: string, data: unknown): number[] {
  return readNumbers(operation, name, data).values;
}

/** Reads the columns of a vector or matrix: one list for shapes `[n]` and `[n, 1]`, k lists for `[n, k]`. */
export function readColumns(operation: string, name: string, data: unknown): number[][] {
  const { values, shape } = readNumbers(operation, name, data);
  if (shape.length < 2) return [values];
  if (shape.length > 2)
    throw new Error(`${operation}: ${name} must have 1 or 2 dimensions, got shape [${shape.join(", ")}]`);
  const [rows, columns] = shape as [number, number];
  return Array.from({ length: columns }, (_, column) =>
    Array.from({ length: rows }, (_, row) => values[row * columns + column] as number),
  );
}

/** Reads a matrix as rows; at least `minimum` rows and columns. */
export function readRows(operation: string, name: string, data: unknown, minimum = 1): number[][] {
  const { values, shape } = readNumbers(operation, name, data);
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows === undefined || columns === undefined) {
    throw new Error(`${operation}: ${name} must have 2 dimensions, got shape [${shape.join(", ")}]`);
  }
  if (rows < minimum || columns < minimum) {
    throw new Error(`${operation}: ${name} must be at least ${minimum} x ${minimum}, got shape [${shape.join(", ")}]`);
  }
  return Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));
}

/** Throws unless two lists of points have the same length. */
export function checkSameLength(
  operation: string,
  first: { name: string; length: number },
  second: { name: string; length: number },
): void {
  if (first.length !== second.length) {
    throw new Error(
      `${operation}: ${first.name} has ${points(first.length)} and ${second.name} has ${second.length}; they must be equally long`,
    );
  }
}

function points(count: number): string {
  return count === 1 ? "1 point" : `${count} points`;
}

/** Replaces what JSON cannot hold by `null`. */
export function finiteOrNull(values: readonly number[]): Value[] {
  return values.map((value) => (Number.isFinite(value) ? value : null));
}

/** Smallest and largest of the numbers that are there, or `null` without any. */
export function extremes(values: Iterable<Value>): [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : null;
}

/** `count` numbers from `start` to `stop`, both included, evenly spaced. */
export function linspace(start: number, stop: number, count: number): number[] {
  const step = (stop - start) / (count - 1);
  return Array.from({ length: count }, (_, index) => (index === count - 1 ? stop : start + index * step));
}
