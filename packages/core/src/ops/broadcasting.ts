import { broadcastShapes as broadcast, type Shape } from "../layout.js";

/**
 * The shape that shapes broadcast to; a number stands for a shape of one dimension.
 *
 * @throws {Error} naming the first size that does not fit what comes before
 * @example
 * broadcastShapes([3, 1], [4]) // => [3, 4]
 */
export function broadcastShapes(...shapes: readonly (Shape | number)[]): number[] {
  let result: number[] = [];
  for (const [i, given] of shapes.entries()) {
    const shape = typeof given === "number" ? [given] : given;
    if (shape.some((size) => size < 0)) throw new Error("Attempting to broadcast a dimension with negative length!");
    const place = misfit(shape, result);
    if (place < 0)
      throw new Error(
        `Attempting to broadcast a dimension of length ${shape.at(place)} at ${place}! Mismatching argument at index ${i} had [${shape.join(", ")}]; but expected shape should be broadcastable to [${result.join(", ")}]`,
      );
    result = broadcast(result, shape);
  }
  return result;
}

/** Where a size fits no other, counted from the end: -1 is the last; 0 if all fit. */
function misfit(a: Shape, b: Shape): number {
  for (let place = -1; place >= -Math.min(a.length, b.length); place--) {
    const [p, q] = [a.at(place)!, b.at(place)!];
    if (p !== q && p !== 1 && q !== 1) return place;
  }
  return 0;
}
