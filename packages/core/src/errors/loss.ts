export function classOutOfBounds(target: number): Error {
  return new RangeError(`Target ${target} is out of bounds.`);
}
