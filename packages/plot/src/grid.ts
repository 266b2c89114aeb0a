import type { Grid } from "./contour.js";
import { type Matrix, readNumbers, readRows, type Vector } from "./data.js";

/**
 * Reads `x, y, z` as contours and surfaces take them: `z` is `[rows, columns]`; `x` has a number per column and `y` one per
 * row, or both are the matrices of a mesh grid.
 */
export function readGrid(operation: string, x: Vector | Matrix | null, y: Vector | Matrix | null, z: Matrix): Grid {
  const rows = readRows(operation, "z", z, 2);
  const [height, width] = [rows.length, (rows[0] as number[]).length];
  const along = (name: "x" | "y", data: Vector | Matrix | null): number[] => {
    const count = name === "x" ? width : height;
    if (data === null) return Array.from({ length: count }, (_, index) => index);
    const { values, shape } = readNumbers(operation, name, data);
    const mesh = shape.length === 2 && shape[0] === height && shape[1] === width;
    const one = mesh ? alongMesh(operation, name, values, height, width) : values;
    if (!mesh && (shape.length !== 1 || values.length !== count)) {
      const meaning = name === "x" ? `${width} columns` : `${height} rows`;
      throw new Error(
        `${operation}: ${name} has shape [${shape.join(", ")}] and z has ${meaning}; give one number for each`,
      );
    }
    const direction = Math.sign((one[1] as number) - (one[0] as number));
    if (
      direction === 0 ||
      one.some((at, index) => index > 0 && !(Math.sign(at - (one[index - 1] as number)) === direction))
    ) {
      throw new Error(`${operation}: ${name} must rise or fall all along`);
    }
    return one;
  };
  return { x: along("x", x), y: along("y", y), z: rows };
}

/** The row of x or column of y that a mesh grid repeats. */
function alongMesh(
  operation: string,
  name: "x" | "y",
  values: readonly number[],
  height: number,
  width: number,
): number[] {
  const one =
    name === "x" ? values.slice(0, width) : Array.from({ length: height }, (_, row) => values[row * width] as number);
  if (!values.every((value, index) => value === one[name === "x" ? index % width : Math.floor(index / width)])) {
    throw new Error(
      `${operation}: ${name} must be the same in all ${name === "x" ? "rows" : "columns"} of the mesh grid`,
    );
  }
  return one;
}
