import type { Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { inverseAs, solve } from "./solve.js";

function count(shape: Shape): number {
  return shape.reduce((a, b) => a * b, 1);
}

function checkSquare(name: string, columns: number, rows: number): void {
  if (columns !== rows)
    throw new Error(
      `Expected self to satisfy the requirement prod(self.shape[${name}:]) == prod(self.shape[:${name}]), but got ${columns} != ${rows}`,
    );
}

/** Options of `linalg.tensorsolve`. */
export interface TensorsolveOptions {
  /** Dimensions of `A` to move to the end first. */
  readonly dims?: readonly number[] | null | undefined;
}

/**
 * The solution X of `tensordot(A, X) = B`, where the first dimensions of `A` are those of `B` and the others those of X.
 *
 * @throws {LinAlgError} if there is no single solution
 * @throws {Error} unless both groups of dimensions have as many elements
 * @example
 * linalg.tensorsolve(eye(6).reshape([2, 3, 6]), ones([2, 3])).shape // => [6]
 */
export function tensorsolve(A: Tensor, B: Tensor, { dims = null }: TensorsolveOptions = {}): Tensor {
  const moved =
    dims === null
      ? A
      : A.movedim(
          [...dims],
          dims.map((_, i) => A.layout.ndim - dims.length + i),
        );
  const { shape } = moved.layout;
  const result = shape.slice(B.layout.ndim);
  const rows = count(shape.slice(0, B.layout.ndim));
  checkSquare("other.ndim", count(result), rows);
  return solve(moved.reshape([rows, rows]), B.reshape([-1])).reshape(result);
}

/**
 * The inverse of `A` for `tensordot`: its dimensions from `ind` (default 2) on come first, then those before.
 *
 * @throws {LinAlgError} if there is no inverse
 * @throws {Error} unless both groups of dimensions have as many elements
 * @example
 * linalg.tensorinv(eye(6).reshape([2, 3, 6])).shape // => [6, 2, 3]
 */
export function tensorinv(A: Tensor, ind = 2): Tensor {
  if (!(ind > 0)) throw new Error(`Expected a strictly positive integer for 'ind', but got ${ind}`);
  const { shape } = A.layout;
  const [first, second] = [shape.slice(0, ind), shape.slice(ind)];
  const rows = count(first);
  checkSquare("ind", count(second), rows);
  return inverseAs("inv", A.reshape([rows, rows])).reshape([...second, ...first]);
}
